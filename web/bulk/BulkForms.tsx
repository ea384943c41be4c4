import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { BulkAction, BulkSelection } from "../../shared/bulk.ts";
import { listRootCauses, listStatuses } from "../../shared/topics.ts";
import { useTags } from "../conditions/tags.ts";
import { LeftOpenOfMany } from "../conversations/acts/LeftOpenOfMany.tsx";
import { ReasonField } from "../conversations/acts/ReasonField.tsx";
import { TimeChoice } from "../conversations/acts/TimeChoice.tsx";
import { useQuickTimes } from "../conversations/acts/use-quick-times.ts";
import { queryOf } from "../lib/query.ts";
import { Button } from "../ui/Button.tsx";
import { Actions } from "../ui/Dialog.tsx";
import { Field, Input } from "../ui/Field.tsx";
import { OptionPicker, OptionsPicker } from "../ui/OptionPicker.tsx";
import { conditionFieldsQuery } from "../views/columns.ts";

export interface FormProps {
  busy: boolean;
  onDo: (action: BulkAction) => void;
  onClose: () => void;
}

type Props = FormProps;
type Resolving = Props & { selection: BulkSelection };

/** A form that is sent by Enter, once it says enough. */
export function Form({
  ready,
  action,
  busy,
  onDo,
  onClose,
  children,
}: Props & { ready: boolean; action: () => BulkAction; children: ReactNode }) {
  const { t } = useTranslation();
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onDo(action());
      }}
    >
      {children}
      <Actions>
        <Button look="plain" onClick={onClose}>
          {t("ui.cancel")}
        </Button>
        <Button type="submit" look="primary" busy={busy} disabled={!ready}>
          {t("bulk.go")}
        </Button>
      </Actions>
    </form>
  );
}

export function TagForm(props: Props) {
  const { t } = useTranslation();
  const { items, onText, note } = useTags();
  const options = items.map(({ name }) => ({ value: name, label: name }));
  const offer = { options, free: true, onText, note };
  const [add, setAdd] = useState<string[]>([]);
  const [remove, setRemove] = useState<string[]>([]);
  return (
    <Form {...props} ready={add.length + remove.length > 0} action={() => ({ do: "tag", add, remove })}>
      <div>
        <p className="mb-1 font-medium">{t("bulk.addTags")}</p>
        <OptionsPicker label={t("bulk.addTags")} {...offer} value={add} onChange={setAdd} />
      </div>
      <div>
        <p className="mb-1 font-medium">{t("bulk.removeTags")}</p>
        <OptionsPicker label={t("bulk.removeTags")} {...offer} value={remove} onChange={setRemove} />
      </div>
    </Form>
  );
}

const none = "none";

export function TopicForm(props: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(conditionFieldsQuery);
  const topics = data?.fields.find(({ id }) => id === "conversation.topic")?.options ?? [];
  const [topic, setTopic] = useState<string>();
  return (
    <Form
      {...props}
      ready={topic !== undefined}
      action={() => ({ do: "classify", topicId: topic === none ? null : (topic ?? null) })}
    >
      <OptionPicker
        label={t("bulk.acts.classify")}
        options={[...topics, { value: none, label: t("bulk.noTopic") }]}
        value={topic}
        onChange={setTopic}
      />
    </Form>
  );
}

export function CauseForm(props: Props) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listRootCauses, {}));
  const [cause, setCause] = useState<string>();
  return (
    <Form
      {...props}
      ready={cause !== undefined}
      action={() => ({ do: "classify", rootCauseId: cause === none ? null : (cause ?? null) })}
    >
      <OptionPicker
        label={t("bulk.acts.rootCause")}
        options={[
          ...(data?.items ?? []).map(({ id, name }) => ({ value: id, label: name })),
          { value: none, label: t("bulk.noCause") },
        ]}
        value={cause}
        onChange={setCause}
      />
    </Form>
  );
}

/** A status brings its state: on hold promises something, resolved says how. */
export function StatusForm({ selection, ...props }: Resolving) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listStatuses, {}));
  const [id, setId] = useState<string>();
  const [text, setText] = useState("");
  const [dueAt, setDueAt] = useState<Date | null>(null);
  const [reason, setReason] = useState("");
  const status = data?.items.find((one) => one.id === id);
  const promises = status?.state === "on_hold";
  const resolves = status?.state === "resolved";
  const ready =
    id !== undefined &&
    (!promises || (Boolean(text.trim()) && dueAt !== null)) &&
    (!resolves || Boolean(reason.trim()));
  return (
    <Form
      {...props}
      ready={ready}
      action={() => ({
        do: "status",
        statusId: status?.id ?? null,
        ...(promises && dueAt && { promise: { text: text.trim(), dueAt } }),
        ...(resolves && { reason: reason.trim() }),
      })}
    >
      <OptionPicker
        label={t("bulk.acts.status")}
        options={[
          ...(data?.items ?? []).map((one) => ({
            value: one.id,
            label: t("bulk.statusOf", { state: t(`bulk.states.${one.state}`), status: one.name }),
          })),
          { value: none, label: t("bulk.noStatus") },
        ]}
        value={id}
        onChange={setId}
      />
      {promises && <PromiseFields text={text} onText={setText} dueAt={dueAt} onDueAt={setDueAt} />}
      {resolves && <LeftOpenOfMany selection={selection} />}
      {resolves && <ReasonField value={reason} onChange={setReason} />}
    </Form>
  );
}

export function SnoozeForm(props: Props) {
  const { t } = useTranslation();
  const quick = useQuickTimes();
  const [until, setUntil] = useState<Date | null>(quick[0]?.at ?? null);
  return (
    <Form {...props} ready={until !== null} action={() => ({ do: "snooze", until: until ?? new Date() })}>
      <TimeChoice label={t("acts.until")} options={quick} value={until} onChange={setUntil} />
    </Form>
  );
}

/** What happens next and by when; on hold it waits for somebody else until then. */
export function PromiseForm({ act, ...props }: Props & { act: "promise" | "hold" }) {
  const [text, setText] = useState("");
  const [dueAt, setDueAt] = useState<Date | null>(null);
  return (
    <Form
      {...props}
      ready={Boolean(text.trim()) && dueAt !== null}
      action={() => ({ do: act, promise: { text: text.trim(), dueAt: dueAt ?? new Date() } })}
    >
      <PromiseFields text={text} onText={setText} dueAt={dueAt} onDueAt={setDueAt} />
    </Form>
  );
}

function PromiseFields({
  text,
  onText,
  dueAt,
  onDueAt,
}: {
  text: string;
  onText: (text: string) => void;
  dueAt: Date | null;
  onDueAt: (at: Date | null) => void;
}) {
  const { t } = useTranslation();
  const quick = useQuickTimes();
  return (
    <>
      <Field label={t("bulk.promiseText")}>
        <Input value={text} onValueChange={onText} maxLength={300} />
      </Field>
      <TimeChoice label={t("acts.until")} options={quick} value={dueAt} onChange={onDueAt} />
    </>
  );
}

export function ResolveForm({ selection, ...props }: Resolving) {
  const [reason, setReason] = useState("");
  return (
    <Form {...props} ready={Boolean(reason.trim())} action={() => ({ do: "resolve", reason: reason.trim() })}>
      <LeftOpenOfMany selection={selection} />
      <ReasonField value={reason} onChange={setReason} autoFocus />
    </Form>
  );
}
