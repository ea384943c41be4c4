import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { Way } from "../../../shared/conversation-shape.ts";
import { fillConversationTemplate } from "../../../shared/conversation-templates.ts";
import { startConversation } from "../../../shared/conversations.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Field, Input, Textarea } from "../../ui/Field.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { keepConversation } from "../conversation.ts";
import { askOf, begunWith, emptyDraft, isComplete, type StartDraft } from "./draft.ts";
import { StartProperties } from "./StartProperties.tsx";
import { TemplateChoice } from "./TemplateChoice.tsx";

/** A conversation that we begin: noted from a call or a visit, or written first; a template fills in the rest. */
export function StartDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [draft, setDraft] = useState<StartDraft>(emptyDraft);
  const set = (change: Partial<StartDraft>) => setDraft((before) => ({ ...before, ...change }));
  const filled = useFilled(draft);
  const words = { subject: draft.subject ?? filled.subject, text: draft.text ?? filled.body };
  const writing = draft.way === "email";
  const complete = isComplete(draft, words);

  const start = useMutation({
    mutationFn: () => call(startConversation, { body: askOf(draft, words) }),
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

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("conversations.start.title")}
      description={t(writing ? "details.start.leadWriting" : "conversations.start.lead")}
      wide
    >
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (complete) start.mutate();
        }}
      >
        <div className="flex flex-wrap items-center justify-between gap-2">
          <Tabs
            label={t("details.start.way")}
            value={draft.way}
            onChange={(way) => set({ way })}
            items={Way.options.map((value) => ({ value, label: t(`details.ways.${value}`) }))}
          />
          <TemplateChoice
            chosen={draft.template}
            onChoose={(template) =>
              setDraft((before) => (template ? begunWith(before, template) : { ...before, template: null }))
            }
          />
        </div>
        <Person draft={draft} set={set} wrong={wrong} />
        <Field label={t("conversations.subject")} error={wrong["subject"]}>
          <Input value={words.subject} onValueChange={(subject) => set({ subject })} maxLength={500} />
        </Field>
        <Field
          label={t(writing ? "details.start.message" : "conversations.start.text")}
          error={wrong["text"]}
        >
          <Textarea rows={4} value={words.text} onChange={(event) => set({ text: event.target.value })} />
        </Field>
        <StartProperties draft={draft} set={set} />
        <ErrorLine error={start.error} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={start.isPending} disabled={!complete}>
            {t(writing ? "details.start.send" : "conversations.start.act")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

interface PersonProps {
  draft: StartDraft;
  set: (change: Partial<StartDraft>) => void;
  wrong: Readonly<Record<string, string>>;
}

function Person({ draft, set, wrong }: PersonProps) {
  const { t } = useTranslation();
  const calls = draft.way !== "email";
  return (
    <div className={cx("grid gap-4", calls ? "sm:grid-cols-3" : "sm:grid-cols-2")}>
      <Field label={t("conversations.start.email")} error={wrong["customer.email"]}>
        <Input type="email" autoFocus value={draft.email} onValueChange={(email: string) => set({ email })} />
      </Field>
      <Field label={t("conversations.start.name")}>
        <Input value={draft.name} onValueChange={(name: string) => set({ name })} maxLength={200} />
      </Field>
      {calls && (
        <Field
          label={t("details.start.phone")}
          hint={t("details.start.phoneHint")}
          error={wrong["customer.phone"]}
        >
          <Input type="tel" dir="ltr" value={draft.phone} onValueChange={(phone: string) => set({ phone })} />
        </Field>
      )}
    </div>
  );
}

/** The template's words with this customer's name in them; what was there stays until the next comes. */
function useFilled({ template, name, email }: StartDraft): { subject: string; body: string } {
  const customer = useDeferredValue(name);
  const address = useDeferredValue(email);
  const body = { customer: { name: customer, email: address.slice(0, 254) } };
  const asked = { params: { id: template?.id ?? "" }, body };
  const { data } = useQuery({
    queryKey: [fillConversationTemplate.path, asked.params, body],
    queryFn: ({ signal }) => call(fillConversationTemplate, asked, { signal }),
    enabled: template !== null,
    placeholderData: keepPreviousData,
  });
  return template && data ? data : { subject: "", body: "" };
}
