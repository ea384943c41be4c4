import { useTranslation } from "react-i18next";
import type { NewPromise } from "../../../shared/actions.ts";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { putOnHold, waitForCustomer } from "../../../shared/conversation-states.ts";
import { makePromise } from "../../../shared/conversations.ts";
import { firstName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { spokenTime } from "../../lib/time.ts";
import { useAct } from "../conversation.ts";
import { PromiseForm } from "./PromiseForm.tsx";

interface Props {
  conversation: Conversation;
  onClose: () => void;
  act: "promise" | "hold" | "wait";
}

const endpoints = { promise: makePromise, hold: putOnHold, wait: waitForCustomer };

/** What happens next, by when: alone, or while one waits for the customer or for somebody else. */
export function PromiseDialog({ conversation, onClose, act: kind }: Props) {
  const { t } = useTranslation();
  const act = useAct();
  const name = firstName(conversation.customer);

  const keep = (promise: NewPromise) => {
    const params = { id: conversation.id };
    const run = () => {
      if (kind === "promise") return call(endpoints.promise, { params, body: promise });
      return call(kind === "hold" ? endpoints.hold : endpoints.wait, { params, body: { promise } });
    };
    act.mutate(
      { run, done: t(`acts.${kind}Done`, { name, when: spokenTime(promise.dueAt, new Date()) }) },
      { onSuccess: onClose },
    );
  };

  return (
    <PromiseForm
      title={t(`acts.${kind}Title`, { name })}
      lead={t(`acts.${kind}Lead`, { name })}
      text={t(`acts.${kind}Default`, { name })}
      time={kind === "promise" ? "first" : "last"}
      act={t(`acts.${kind}Act`, { name })}
      busy={act.isPending}
      onPromise={keep}
      onClose={onClose}
    />
  );
}
