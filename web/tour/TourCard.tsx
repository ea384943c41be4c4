import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { besides, placeOf, steps } from "./steps.ts";

interface Props {
  step: number;
  onStep: (step: number) => void;
  onEnd: () => void;
}

type Place = { card: { left: number; top: number }; ring: ReturnType<typeof placeOf> };

/** One step beside what it speaks of. It asks for nothing: everything behind it can be used meanwhile. */
export function TourCard({ step, onStep, onEnd }: Props) {
  const { t } = useTranslation();
  const id = useId();
  const card = useRef<HTMLElement>(null);
  const { name, at } = steps[step] ?? steps[0];
  const place = usePlace(card, at);
  const last = step === steps.length - 1;
  useFocus(card, step);

  const onNext = () => (last ? onEnd() : onStep(step + 1));
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape") onEnd();
    else if (event.key === "Enter" && event.target === event.currentTarget) onNext();
    else return;
    event.preventDefault();
  };

  return (
    <>
      {place?.ring && (
        <span
          aria-hidden="true"
          className="pointer-events-none fixed z-40 rounded-lg border-2 border-coral"
          style={boxOf(place.ring)}
        />
      )}
      <section
        ref={card}
        tabIndex={-1}
        aria-labelledby={`${id}-title`}
        aria-describedby={`${id}-text`}
        onKeyDown={onKeyDown}
        className="fixed z-40 w-80 max-w-[calc(100vw-1.5rem)] rounded-lg border border-line bg-surface p-4 shadow-float"
        style={place?.card ?? { left: 12, top: 12 }}
      >
        <p className="text-xs text-soft">{t("tour.step", { number: step + 1, all: steps.length })}</p>
        <h2 id={`${id}-title`} className="mt-0.5 text-base font-semibold">
          {t(`tour.steps.${name}.title`)}
        </h2>
        <p id={`${id}-text`} className="mt-1 leading-6">
          {t(`tour.steps.${name}.text`)}
        </p>
        <div className="mt-3 flex flex-wrap items-center gap-2">
          {!last && (
            <Button size="sm" look="plain" onClick={onEnd}>
              {t("tour.end")}
            </Button>
          )}
          <span className="flex-1" />
          {step > 0 && (
            <Button size="sm" onClick={() => onStep(step - 1)}>
              {t("tour.back")}
            </Button>
          )}
          <Button size="sm" look="primary" onClick={onNext}>
            {t(last ? "tour.done" : "tour.next")}
          </Button>
        </div>
      </section>
    </>
  );
}

const boxOf = ({ left, top, width, height }: NonNullable<Place["ring"]>) => ({
  left: left - 3,
  top: top - 3,
  width: width + 6,
  height: height + 6,
});

function usePlace(card: React.RefObject<HTMLElement | null>, at: readonly string[]): Place | null {
  const [place, setPlace] = useState<Place | null>(null);
  useLayoutEffect(() => {
    const put = () => {
      if (!card.current) return;
      const ring = placeOf(at);
      setPlace({ ring, card: besides(ring, card.current.getBoundingClientRect()) });
    };
    put();
    window.addEventListener("resize", put);
    return () => window.removeEventListener("resize", put);
  }, [card, at]);
  return place;
}

/** Each step is read aloud by getting the focus; at the end it goes back to where it was. */
function useFocus(card: React.RefObject<HTMLElement | null>, step: number): void {
  const before = useRef<Element | null>(null);
  useEffect(() => {
    before.current = document.activeElement;
    return () => {
      const back = before.current;
      if (back instanceof HTMLElement && back !== document.body && back.isConnected) back.focus();
      else document.getElementById("content")?.focus();
    };
  }, []);
  useEffect(() => {
    if (step >= 0) card.current?.focus();
  }, [card, step]);
}
