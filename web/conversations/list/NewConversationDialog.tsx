import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Priority, startConversation } from "../../../shared/conversations.ts";
import { listInboxes } from "../../../shared/email.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Field, Input, Textarea } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { keepConversation } from "../conversation.ts";

/** Records a problem that reached us by another way, so that it is held and promised like all others. */
export function NewConversationDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: inboxes } = useQuery(queryOf(listInboxes, {}));
  const [asked, setAsked] = useState({
    email: "",
    name: "",
    subject: "",
    text: "",
    inboxId: "",
    priority: "normal" as "low" | "normal" | "high" | "urgent",
  });
  const set = (field: keyof typeof asked) => (value: string) =>
    setAsked((before) => ({ ...before, [field]: value }));
  const inboxId = asked.inboxId || inboxes?.items[0]?.id;
  const start = useMutation({
    mutationFn: () =>
      call(startConversation, {
        body: {
          ...(inboxId && { inboxId }),
          customer: { email: asked.email.trim(), name: asked.name.trim() },
          subject: asked.subject.trim(),
          text: asked.text,
          priority: asked.priority,
          tags: [],
        },
      }),
    onSuccess: (conversation) => {
      keepConversation(queries, conversation);
      onClose();
      void navigate({
        to: "/inbox/$view/$conversationId",
        params: { view: "all", conversationId: conversation.id },
      });
    },
  });
  const wrong = start.error ? asProblem(start.error).fields : {};
  const complete = asked.email.includes("@") && asked.subject.trim() && asked.text.trim();

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("conversations.start.title")}
      description={t("conversations.start.lead")}
      wide
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) start.mutate();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field label={t("conversations.start.email")} error={wrong["customer.email"]}>
            <Input type="email" autoFocus value={asked.email} onValueChange={set("email")} />
          </Field>
          <Field label={t("conversations.start.name")}>
            <Input value={asked.name} onValueChange={set("name")} />
          </Field>
        </div>
        <Field label={t("conversations.subject")} error={wrong.subject}>
          <Input value={asked.subject} onValueChange={set("subject")} />
        </Field>
        <Field label={t("conversations.start.text")} error={wrong.text}>
          <Textarea rows={6} value={asked.text} onChange={(event) => set("text")(event.target.value)} />
        </Field>
        <div className="grid gap-4 sm:grid-cols-2">
          {inboxes && inboxes.items.length > 1 && (
            <Field label={t("conversations.inbox")}>
              <Select
                value={inboxId ?? ""}
                onChange={set("inboxId")}
                items={inboxes.items.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Field>
          )}
          <Field label={t("conversations.priority")}>
            <Select
              value={asked.priority}
              onChange={set("priority")}
              items={Priority.options.map((value) => ({
                value,
                label: t(`conversations.priorities.${value}`),
              }))}
            />
          </Field>
        </div>
        <ErrorLine error={start.error} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={start.isPending} disabled={!complete}>
            {t("conversations.start.act")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
