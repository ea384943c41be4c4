import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Me } from "../../shared/me.ts";
import { endTour } from "../../shared/tour.ts";
import { call } from "../lib/call.ts";
import { useStore } from "../lib/store.ts";
import { meQuery, useMe } from "../people/people.ts";
import { BatonMark } from "../ui/BatonMark.tsx";
import { Button } from "../ui/Button.tsx";
import { TourCard } from "./TourCard.tsx";
import { startTour, tourEndedBy, tourStep } from "./tour.ts";

/** The tour, or its offer to somebody who is new: a line above the page, in nobody's way. */
export function Tour() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { id, tourDue } = useMe();
  const step = useStore(tourStep);
  const ended = useStore(tourEndedBy) === id;

  const end = () => {
    tourStep.set(null);
    if (!tourDue) return;
    tourEndedBy.set(id);
    queries.setQueryData<Me>(meQuery.queryKey, (me) => me && { ...me, tourDue: false });
    // Out of reach it is offered once more some day: no harm.
    void call(endTour, {}).catch(() => {});
  };

  if (step !== null) return <TourCard step={step} onStep={tourStep.set} onEnd={end} />;
  if (!tourDue || ended) return null;
  return (
    <section
      aria-label={t("tour.label")}
      className="flex flex-wrap items-center justify-center gap-x-3 gap-y-1 border-b border-line bg-surface px-4 py-1.5"
    >
      <BatonMark className="size-5" />
      <p>{t("tour.offer")}</p>
      <span className="flex gap-2">
        <Button size="sm" look="primary" onClick={startTour}>
          {t("tour.start")}
        </Button>
        <Button size="sm" look="plain" onClick={end}>
          {t("tour.refuse")}
        </Button>
      </span>
    </section>
  );
}
