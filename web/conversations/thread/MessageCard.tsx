import { Lock, ShieldQuestion } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../../shared/conversation-shape.ts";
import { type Message, vouchForMessage } from "../../../shared/messages.ts";
import { call } from "../../lib/call.ts";
import { useSaid } from "../../lib/said.ts";
import { clockTime, exactTime } from "../../lib/time.ts";
import { useColleagues, useMayAs } from "../../people/people.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { asSentence } from "../../ui/problem-text.ts";
import { SplitButton } from "../merging/SplitButton.tsx";
import { Attachments } from "./Attachments.tsx";
import { Deliveries } from "./Deliveries.tsx";
import { MailTraits, named } from "./MailTraits.tsx";
import { MessageBody } from "./MessageBody.tsx";
import { useMessageAct } from "./message.ts";
import { MailStoryButton } from "./story/MailStoryButton.tsx";

const looks = {
  in: "me-6 border-line bg-surface sm:me-12",
  out: "ms-6 border-line bg-hover/70 sm:ms-12",
  internal: "ms-6 border-note-line bg-note sm:ms-12",
};

interface Props {
  message: Message;
  conversation: Conversation;
  /** The one that began the conversation. */
  first: boolean;
}

/** One message or note: who, when, what, with what, and how it fared on its way. */
export function MessageCard({ message, conversation, first }: Props) {
  const { t } = useTranslation();
  const { author, kind, direction, cc, at } = message;
  const [detail, setDetail] = useState(false);
  const name =
    author.kind === "system" && !author.name
      ? "Baton"
      : author.name || author.address || t("customers.nameless");
  const addressees = [...message.to, ...cc];

  return (
    <article
      id={`message-${message.id}`}
      aria-label={t(kind === "note" ? "conversations.noteBy" : "conversations.messageBy", {
        name,
        at: exactTime(at),
      })}
      className={cx("group/message rounded-xl border px-4 py-3", looks[direction])}
    >
      <header className="mb-1.5 flex items-center gap-2">
        <Avatar name={name} />
        <span className="min-w-0 truncate font-semibold">{name}</span>
        {kind === "note" && (
          <span className="flex shrink-0 items-center gap-1 text-xs whitespace-nowrap text-soon">
            <Lock className="size-3" aria-hidden="true" />
            {t("conversations.onlyColleagues")}
          </span>
        )}
        {message.channel !== "email" && kind === "reply" && (
          <span className="text-xs text-faint">{t(`conversations.channels.${message.channel}`)}</span>
        )}
        {addressees.length > 0 && (
          <button
            type="button"
            aria-expanded={detail}
            onClick={() => setDetail(!detail)}
            className="min-w-0 truncate rounded text-xs text-faint hover:text-ink"
          >
            {t("conversations.toWhom", {
              names: addressees.map((one) => one.name || one.address).join(", "),
            })}
          </button>
        )}
        <time
          dateTime={at.toISOString()}
          title={exactTime(at)}
          className="ms-auto shrink-0 text-xs text-faint"
        >
          {clockTime(at)}
        </time>
        <SplitButton message={message} conversation={conversation} />
        <MailStoryButton message={message} />
      </header>
      {detail && <Envelope message={message} />}
      {!message.proven && !message.vouchedById && (
        <Unproven message={message} conversationId={conversation.id} quiet={first} />
      )}
      {message.mail && <MailTraits traits={message.mail} />}
      <MessageBody message={message} />
      <Attachments attachments={message.attachments.filter(({ inline }) => !inline)} />
      {message.bcc.length > 0 && (
        <p className="mt-2 text-xs break-all text-faint">
          {t("conversations.bccTo", { names: message.bcc.map(({ address }) => address).join(", ") })}
        </p>
      )}
      <Vouched message={message} />
      <Deliveries message={message} conversationId={conversation.id} />
    </article>
  );
}

/** The addresses in full. */
function Envelope({ message }: { message: Message }) {
  const { t } = useTranslation();
  return (
    <dl className="mb-2 grid grid-cols-[auto_1fr] gap-x-3 text-xs text-soft">
      {message.author.address && (
        <>
          <dt className="text-faint">{t("conversations.from")}</dt>
          <dd className="break-all">{message.author.address}</dd>
        </>
      )}
      <dt className="text-faint">{t("conversations.to")}</dt>
      <dd className="break-all">{message.to.map(named).join(", ")}</dd>
      {message.cc.length > 0 && (
        <>
          <dt className="text-faint">{t("conversations.cc")}</dt>
          <dd className="break-all">{message.cc.map(named).join(", ")}</dd>
        </>
      )}
      {message.mail && message.mail.gonePeople.length > 0 && (
        <>
          <dt className="text-faint">{t("mailTraits.gonePeople")}</dt>
          <dd className="break-all">{message.mail.gonePeople.map(named).join(", ")}</dd>
        </>
      )}
    </dl>
  );
}

/**
 * Nothing proves the sender: said plainly, with the way for someone who knows better. Quietly where it began a
 * conversation, which is ordinary; aloud where it joined one.
 */
function Unproven({
  message,
  conversationId,
  quiet,
}: {
  message: Message;
  conversationId: string;
  quiet: boolean;
}) {
  const { t } = useTranslation();
  const said = useSaid();
  const mayVouch = useMayAs("agent");
  const act = useMessageAct(conversationId);
  const vouch = () => act.mutate(() => call(vouchForMessage, { params: { id: message.id } }));

  if (quiet) {
    return (
      <p className="mb-2 text-xs text-faint">
        <ShieldQuestion className="me-1 inline size-3.5 align-text-bottom" aria-hidden="true" />
        {t("conversations.unproven")} {asSentence(said(message.provenWhy))}{" "}
        {mayVouch && (
          <button
            type="button"
            disabled={act.isPending}
            onClick={vouch}
            className="rounded underline underline-offset-2 hover:text-ink"
          >
            {t("conversations.vouch")}
          </button>
        )}
      </p>
    );
  }
  return (
    <div className="mb-2 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-md bg-soon-soft px-3 py-1.5 text-soon">
      <ShieldQuestion className="size-4 shrink-0" aria-hidden="true" />
      <p className="min-w-0 flex-1">
        <span className="font-medium">{t("conversations.unproven")}</span>{" "}
        {asSentence(said(message.provenWhy))}
      </p>
      {mayVouch && (
        <Button size="sm" busy={act.isPending} onClick={vouch}>
          {t("conversations.vouch")}
        </Button>
      )}
    </div>
  );
}

function Vouched({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { agentName } = useColleagues();
  if (!message.vouchedById) return null;
  return (
    <p className="mt-2 text-xs text-faint">
      {t("conversations.vouchedBy", { name: agentName(message.vouchedById) ?? t("conversations.someone") })}
    </p>
  );
}
