import { useState } from "react";
import { useTranslation } from "react-i18next";
import { fullness } from "../../../shared/capacity.ts";
import { type Brief, type Conversation } from "../../../shared/conversation-shape.ts";
import { offerHandover } from "../../../shared/handovers.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { spokenTime } from "../../lib/time.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Field, Input, Textarea } from "../../ui/Field.tsx";
import { useAct } from "../conversation.ts";
import { type Holder, HolderPicker } from "./HolderPicker.tsx";

const kept = new Map<string, Brief>();

/** Offers the conversation with a brief; one goes on holding it until the other accepts. */
export function HandoverDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const act = useAct();
  const [to, setTo] = useState<Holder | null>(null);
  const [brief, setBrief] = useState<Brief>(() => kept.get(conversation.id) ?? beginning(conversation));
  const customer = firstName(conversation.customer);

  const write = (field: keyof Brief) => (value: string) => {
    const next = { ...brief, [field]: value };
    setBrief(next);
    kept.set(conversation.id, next);
  };
  const offer = () => {
    if (!to) return;
    const body = { ...(to.kind === "agent" ? { agentId: to.id } : { teamId: to.id }), brief };
    act.mutate(
      {
        run: () => call(offerHandover, { params: { id: conversation.id }, body }),
        done: t("acts.offered", { name: to.name }),
      },
      {
        onSuccess: () => {
          kept.delete(conversation.id);
          onClose();
        },
      },
    );
  };

  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={t("acts.handoverTitle")}
      description={t("acts.handoverLead", { name: customer })}
    >
      {to ? (
        <form
          className="flex flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            offer();
          }}
        >
          <div className="flex items-center gap-2.5 rounded-md bg-hover px-3 py-2">
            <Avatar name={to.name} />
            <span className="flex-1 font-medium">{to.name}</span>
            <Button size="sm" onClick={() => setTo(null)}>
              {t("acts.someoneElse")}
            </Button>
          </div>
          {fullness(to.holding, to.capacity) !== "room" && (
            <p className="-mt-2 text-soon">
              {t("acts.offerOver", { name: to.name, held: to.holding, most: to.capacity })}
            </p>
          )}
          <Field label={t("brief.wants", { name: customer })}>
            <Textarea
              rows={2}
              autoFocus
              value={brief.wants}
              onChange={(event) => write("wants")(event.target.value)}
            />
          </Field>
          <Field label={t("brief.tried")}>
            <Textarea rows={2} value={brief.tried} onChange={(event) => write("tried")(event.target.value)} />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label={t("brief.mood")}>
              <Input value={brief.mood} onValueChange={write("mood")} placeholder={t("brief.moodHint")} />
            </Field>
            <Field label={t("brief.promised")}>
              <Input value={brief.promised} onValueChange={write("promised")} />
            </Field>
          </div>
          <Field label={t("brief.next")}>
            <Textarea rows={2} value={brief.next} onChange={(event) => write("next")(event.target.value)} />
          </Field>
          <ErrorLine error={act.error} kept={t("acts.briefKept")} />
          <Actions>
            <Button look="plain" onClick={onClose}>
              {t("ui.cancel")}
            </Button>
            <Button type="submit" look="primary" busy={act.isPending} disabled={!brief.wants.trim()}>
              {t("acts.offerTo", { name: to.name.split(" ")[0] })}
            </Button>
          </Actions>
        </form>
      ) : (
        <HolderPicker
          label={t("acts.handoverTo")}
          without={conversation.holder?.id ?? conversation.team?.id}
          onChoose={setTo}
        />
      )}
    </Dialog>
  );
}

/** What the conversation itself already says. */
function beginning({ subject, promise }: Conversation): Brief {
  const promised = promise ? `${promise.text} · ${spokenTime(promise.dueAt, new Date())}` : "";
  return { wants: subject, tried: "", mood: "", promised, next: "" };
}
