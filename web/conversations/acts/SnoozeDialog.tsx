import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { snooze } from "../../../shared/conversation-states.ts";
import { SnoozeKind, type SnoozeWish } from "../../../shared/snooze.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { hour, minute, spokenTime, useNow } from "../../lib/time.ts";
import { useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { useAct } from "../conversation.ts";
import { type Other, OtherConversation } from "./OtherConversation.tsx";
import { openAct } from "./open-act.ts";
import { TimeChoice, type TimeOption } from "./TimeChoice.tsx";
import { useQuickTimes } from "./use-quick-times.ts";

/** Out of sight for a while, never beyond the promise: until a time, the customer's word, or another one's end. */
export function SnoozeDialog({ conversation, onClose }: { conversation: Conversation; onClose: () => void }) {
  const { t } = useTranslation();
  const act = useAct();
  const now = useNow();
  const [kind, setKind] = useState<SnoozeKind>("time");
  const [other, setOther] = useState<Other | null>(null);
  const latest = useLatest(conversation);
  const options = useSnoozeTimes(conversation, latest);
  const [until, setUntil] = useState<Date | null>(options[0]?.at ?? null);
  const name = firstName(conversation.customer);
  const end = conversation.promise?.dueAt;

  const wish = wishOf(kind, until, other, latest);
  const done = {
    time: t("acts.snoozed", { when: until ? spokenTime(until, now) : "" }),
    message: t("snoozing.doneMessage", { name }),
    conversation: t("snoozing.doneConversation", { number: other?.number ?? "" }),
  };
  const hide = () => {
    if (!wish) return;
    const run = () => call(snooze, { params: { id: conversation.id }, body: wish });
    act.mutate({ run, done: done[kind] }, { onSuccess: onClose });
  };
  if (!latest || !end) return <PromiseFirst onClose={onClose} />;
  const bound = t("snoozing.latest", { when: spokenTime(latest, now) });

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("acts.snoozeTitle")}
      description={kind === "time" ? t("acts.snoozeLead", { when: spokenTime(end, now) }) : bound}
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          hide();
        }}
      >
        <KindChoice kind={kind} name={name} onChange={setKind} />
        {kind === "time" && (
          <TimeChoice label={t("acts.until")} options={options} value={until} onChange={setUntil} />
        )}
        {kind === "message" && <p className="text-soft">{t("snoozing.messageHint", { name })}</p>}
        {kind === "conversation" && (
          <OtherConversation conversation={conversation} chosen={other} onChoose={setOther} />
        )}
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!wish}>
            {t("acts.snoozeAct")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** Nothing hides what is overdue: the way on is a new promise. */
function PromiseFirst({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog open onClose={onClose} title={t("acts.snoozeTitle")} description={t("snoozing.overdue")}>
      <Actions>
        <Button look="plain" onClick={onClose}>
          {t("ui.cancel")}
        </Button>
        <Button look="primary" autoFocus onClick={() => openAct.set("promise")}>
          {t("actions.promise")}
        </Button>
      </Actions>
    </Dialog>
  );
}

function KindChoice({
  kind,
  name,
  onChange,
}: {
  kind: SnoozeKind;
  name: string;
  onChange: (kind: SnoozeKind) => void;
}) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t("snoozing.until")}</legend>
      <div className="flex flex-wrap gap-1.5">
        {SnoozeKind.options.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === kind}
            onClick={() => onChange(one)}
            className={cx(
              "min-h-8 rounded-md border px-2.5 text-start",
              one === kind
                ? "border-coral bg-coral-soft font-medium text-coral-ink"
                : "border-line bg-surface hover:bg-hover",
            )}
          >
            {t(`snoozing.kinds.${one}`, { name })}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

function wishOf(
  kind: SnoozeKind,
  until: Date | null,
  other: Other | null,
  latest: Date | null,
): SnoozeWish | null {
  if (kind === "time") return until && { until };
  if (!latest) return null;
  if (kind === "message") return { for: "message" };
  return other && { for: "conversation", conversationId: other.id };
}

/** Quick times by the workspace's business hours, as far as the promise allows, and the last one in time for it. */
function useSnoozeTimes({ promise }: Conversation, latest: Date | null): TimeOption[] {
  const { t } = useTranslation();
  const [opened] = useState(useNow());
  const quick = useQuickTimes();
  const early = latest && promise && latest < promise.dueAt;
  const last = early ? [{ id: "latest", label: t("snoozing.beforePromise"), at: latest }] : [];
  const hours = [1, 3].map((count) => ({
    id: `${count}h`,
    label: t("acts.inHours", { count }),
    at: new Date(opened.getTime() + count * hour),
  }));
  return [...[...hours, ...quick].filter(({ at }) => !promise || at <= promise.dueAt), ...last];
}

/** When a snooze without a time ends at the latest: as the server reckons it. Null when the promise is overdue. */
function useLatest({ promise }: Conversation): Date | null {
  const now = useNow();
  const { workspace } = useMe();
  if (!promise || promise.dueAt <= now) return null;
  const soon = new Date(promise.dueAt.getTime() - workspace.dueSoonMinutes * minute);
  return soon > now ? soon : promise.dueAt;
}
