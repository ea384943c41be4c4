import { CircleCheck, Clock, CornerUpLeft, Sparkle } from "lucide-react";
import { type KeyboardEvent, type Ref, useState } from "react";
import { useTranslation } from "react-i18next";
import type { FoundPromise } from "../../lib/promise-in.ts";
import { clockIn, exactTime, spokenTime, useNow } from "../../lib/time.ts";
import { useMe } from "../../people/people.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { cx } from "../../ui/cx.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { Kbd } from "../../ui/Kbd.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { fromLocalInput, toLocalInput } from "../acts/local-input.ts";
import { ReasonField } from "../acts/ReasonField.tsx";
import { useQuickTimes } from "../acts/use-quick-times.ts";
import type { NextStep } from "./next-step.ts";

interface Props {
  name: string;
  step: NextStep | null;
  /** What the text promises, offered for recording. */
  found: FoundPromise | null;
  onTake: () => void;
  onChange: (step: NextStep) => void;
  /** A digit was pressed on the row: chosen and sent in one go. */
  onSend: (step: NextStep) => void;
  onLeave: () => void;
  ref: Ref<HTMLDivElement>;
}

const chip = "inline-flex h-7 items-center gap-1.5 rounded-md border px-2 whitespace-nowrap";
const look = (chosen: boolean) =>
  cx(
    chip,
    chosen
      ? "border-coral bg-coral-soft font-medium text-coral-ink"
      : "border-line bg-surface text-soft hover:bg-hover hover:text-ink",
  );

/** What happens next: a reply always says. Digits choose and send; a click only chooses. */
export function NextStepBar({ name, step, found, onTake, onChange, onSend, onLeave, ref }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const quick = useQuickTimes();
  const [picking, setPicking] = useState(false);
  const text = step?.kind === "promise" ? step.text : t("acts.promiseDefault", { name });
  const promise = (at: Date): NextStep => ({
    kind: "promise",
    at,
    text,
    onHold: step?.kind === "promise" && step.onHold,
  });
  const free = step?.kind === "promise" && !quick.some(({ at }) => at.getTime() === step.at.getTime());

  const choices: {
    key: string;
    label: string;
    title?: string;
    step: NextStep;
    chosen: boolean;
    icon?: React.ReactNode;
  }[] = [
    ...quick.map(({ id, label, at }) => ({
      key: id,
      label,
      title: exactTime(at),
      step: promise(at),
      chosen: step?.kind === "promise" && step.at.getTime() === at.getTime(),
    })),
    {
      key: "wait",
      label: t("composer.waitFor", { name }),
      step: { kind: "wait" } as const,
      chosen: step?.kind === "wait",
      icon: <CornerUpLeft className="size-3.5" aria-hidden="true" />,
    },
    {
      key: "resolve",
      label: t("composer.resolve"),
      step: { kind: "resolve", reason: step?.kind === "resolve" ? step.reason : "" },
      chosen: step?.kind === "resolve",
      icon: <CircleCheck className="size-3.5" aria-hidden="true" />,
    },
  ];

  function onKeyDown(event: KeyboardEvent) {
    if (event.target instanceof HTMLInputElement) return;
    const choice = choices[Number(event.key) - 1];
    if (event.key === "Escape") onLeave();
    else if (choice?.step.kind === "resolve") onChange(choice.step);
    else if (choice) onSend(choice.step);
    else return;
    event.preventDefault();
  }

  return (
    <div
      ref={ref}
      role="group"
      aria-label={t("composer.nextLabel")}
      tabIndex={-1}
      onKeyDown={onKeyDown}
      className="group/next flex flex-col gap-2 rounded-md"
    >
      {found && <FoundOffer found={found} onTake={onTake} />}
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="me-1 text-xs text-faint">{t("composer.next")}</span>
        {choices.map((choice, index) => (
          <button
            key={choice.key}
            type="button"
            aria-pressed={choice.chosen}
            title={choice.title}
            onClick={() => onChange(choice.step)}
            className={look(choice.chosen)}
          >
            {choice.icon}
            {choice.label}
            {/* Only for who goes by keys: what grows under a pointer that is down loses its click. */}
            <kbd
              aria-hidden="true"
              className="hidden rounded border border-current/30 px-1 font-sans text-[10px] leading-3.5 group-has-[:focus-visible]/next:inline"
            >
              {index + 1}
            </kbd>
          </button>
        ))}
        <Popover
          open={picking}
          onOpenChange={setPicking}
          title={t("acts.otherTime")}
          trigger={
            <button type="button" className={look(free)}>
              <Clock className="size-3.5" aria-hidden="true" />
              {free ? spokenTime(step.at, now) : t("composer.otherTime")}
            </button>
          }
        >
          <Field label={t("acts.byWhen")}>
            <Input
              type="datetime-local"
              min={toLocalInput(now)}
              value={step?.kind === "promise" ? toLocalInput(step.at) : ""}
              onValueChange={(value) => {
                const at = fromLocalInput(value);
                if (at) onChange(promise(at));
              }}
            />
          </Field>
        </Popover>
      </div>
      {step?.kind === "promise" && (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <Field label={t("acts.whatNext")} quiet className="min-w-48 flex-1">
            <Input
              value={step.text}
              maxLength={300}
              onValueChange={(value) => onChange({ ...step, text: value })}
            />
          </Field>
          <Checkbox checked={step.onHold} onChange={(onHold) => onChange({ ...step, onHold })}>
            {t("composer.onHold")}
          </Checkbox>
        </div>
      )}
      {step?.kind === "resolve" && (
        <ReasonField
          value={step.reason}
          onChange={(reason) => onChange({ kind: "resolve", reason })}
          autoFocus
        />
      )}
    </div>
  );
}

/** What the text promises, to be recorded by one key. */
function FoundOffer({ found, onTake }: { found: FoundPromise; onTake: () => void }) {
  const { t } = useTranslation();
  const now = useNow();
  // "Noon" is the workspace's; whoever writes from elsewhere sees it on both clocks.
  const there = clockIn(useMe().workspace.timeZone, found.at);
  const when = `${spokenTime(found.at, now)}${there ? ` (${there})` : ""}`;

  return (
    <button
      type="button"
      onClick={onTake}
      title={exactTime(found.at)}
      aria-keyshortcuts="Control+."
      className="flex w-fit max-w-full flex-wrap items-center gap-x-2 gap-y-1 rounded-md border border-coral bg-coral-soft px-2 py-1 text-start text-coral-ink"
    >
      <Sparkle className="size-3.5 shrink-0" aria-hidden="true" />
      <span className="min-w-0">{t("promiseFound.offer", { words: found.words, when })}</span>
      <Kbd keys="mod+." />
    </button>
  );
}
