import { useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { splitMessage } from "../../../shared/merging.ts";
import type { Message } from "../../../shared/messages.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { mayAs, useColleagues, useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { TimeChoice } from "../acts/TimeChoice.tsx";
import { useQuickTimes } from "../acts/use-quick-times.ts";
import { keepConversation, messagesQuery } from "../conversation.ts";

interface Props {
  conversation: Conversation;
  message: Message;
  onClose: () => void;
}

/** Makes a conversation of its own of a customer's message: about what, with what else, held by whom, with which promise. */
export function SplitDialog({ conversation, message, onClose }: Props) {
  const { t } = useTranslation();
  const me = useMe();
  const { agents } = useColleagues();
  const options = useQuickTimes();
  const later = useLater(conversation.id, message);
  const [subject, setSubject] = useState(() => firstWords(message.text));
  const [withLater, setWithLater] = useState(false);
  const [holderId, setHolderId] = useState(me.id);
  const [next, setNext] = useState(() =>
    t("acts.promiseDefault", { name: firstName(conversation.customer) }),
  );
  const [dueAt, setDueAt] = useState<Date | null>(() => options[0]?.at ?? null);
  const splitting = useSplitting(message.id, onClose);
  const ready = subject.trim() !== "" && next.trim() !== "" && dueAt !== null;
  const holders = agents.filter(({ active, joined, role }) => active && joined && mayAs(role, "agent"));

  const keep = () => {
    if (!ready || !dueAt) return;
    splitting.mutate({
      subject: subject.trim(),
      along: withLater ? later.map(({ id }) => id) : [],
      holderId,
      promise: { text: next.trim(), dueAt },
    });
  };

  return (
    <Dialog open onClose={onClose} title={t("merging.split.title")} description={t("merging.split.lead")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          keep();
        }}
      >
        <Field label={t("merging.split.subject")}>
          <Input autoFocus value={subject} onValueChange={setSubject} maxLength={500} />
        </Field>
        {later.length > 0 && (
          <Checkbox checked={withLater} onChange={setWithLater}>
            {t("merging.split.along", { count: later.length })}
          </Checkbox>
        )}
        <Field label={t("merging.split.holder")}>
          <Select
            value={holderId}
            onChange={setHolderId}
            items={holders.map(({ id, name }) => ({ value: id, label: name }))}
          />
        </Field>
        <Field label={t("acts.whatNext")}>
          <Input value={next} onValueChange={setNext} maxLength={300} />
        </Field>
        <TimeChoice label={t("acts.byWhen")} options={options} value={dueAt} onChange={setDueAt} />
        <ErrorLine error={splitting.error} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={splitting.isPending} disabled={!ready}>
            {t("merging.split.act")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** What was said after a message, notes too. */
function useLater(conversationId: string, message: Message): Message[] {
  const { data } = useInfiniteQuery(messagesQuery(conversationId));
  const all = data?.pages.flatMap(({ items }) => items) ?? [];
  return all.filter(({ id, at }) => id !== message.id && at > message.at);
}

function useSplitting(id: string, onClose: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: (body: Parameters<typeof call<typeof splitMessage>>[1]["body"]) =>
      call(splitMessage, { params: { id }, body }),
    onSuccess: (apart) => {
      keepConversation(queries, apart);
      toast(t("merging.split.done", { number: apart.number }));
      onClose();
      void navigate({
        to: "/inbox/$view/$conversationId",
        params: { view: "all", conversationId: apart.id },
      });
    },
  });
}

/** The first line of a text, as far as a subject goes. */
function firstWords(text: string): string {
  const line = text.trim().split("\n", 1)[0] ?? "";
  return line.length <= 80 ? line : `${line.slice(0, 80).replace(/\s+\S*$/, "")}…`;
}
