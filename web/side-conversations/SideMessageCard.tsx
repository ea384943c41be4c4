import { RotateCw, Undo2 } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { retryDelivery } from "../../shared/email.ts";
import type { Message } from "../../shared/messages.ts";
import { type SideConversation, type SideMessage, takeSideBack } from "../../shared/side-conversations.ts";
import { Attachments } from "../conversations/thread/Attachments.tsx";
import { MessageBody } from "../conversations/thread/MessageBody.tsx";
import { useUndoSeconds } from "../conversations/thread/UndoBar.tsx";
import { call } from "../lib/call.ts";
import { useSaid } from "../lib/said.ts";
import { exactTime, spokenTime, useNow } from "../lib/time.ts";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";
import { asSentence } from "../ui/problem-text.ts";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { openSide } from "./open-side.ts";
import { useSideAct } from "./sides.ts";

/** One message of a side conversation: who, when, what; what was shown along, and how it fared on its way. */
export function SideMessageCard({ message, side }: { message: SideMessage; side: SideConversation }) {
  const { t } = useTranslation();
  const said = useSaid();
  const { author, at, automatic, proven, provenWhy, files } = message;
  const theirs = author.kind === "outside" || author.id === side.asked.id;
  const name = author.name || (author.address ?? t("side.program"));
  const stranger =
    author.kind === "outside" && author.address?.toLowerCase() !== side.asked.address?.toLowerCase();

  return (
    <article
      aria-label={t("side.from", { name })}
      className={cx("rounded-xl border border-line px-3 py-2", theirs ? "bg-surface" : "bg-hover/60")}
    >
      <header className="mb-1 flex flex-wrap items-baseline gap-x-2 text-xs text-faint">
        <bdi className="font-medium text-ink">{name}</bdi>
        {stranger && <bdi>{author.address}</bdi>}
        {automatic && <span className="rounded bg-hover px-1">{t("side.automatic")}</span>}
        <RelativeTime at={at} className="ms-auto" />
      </header>
      {!proven && (
        <p className="mb-1 text-xs text-soon" title={asSentence(said(provenWhy))}>
          {t("side.unproven")}
        </p>
      )}
      <MessageBody message={asMessage(message)} />
      <Excerpts excerpts={message.excerpts} />
      <Attachments
        attachments={files.filter(({ inline }) => !inline).map((file) => ({ ...file, link: null }))}
      />
      <OnItsWay message={message} />
    </article>
  );
}

/** The thread of a conversation shows messages of this shape; what a side message has not is left empty. */
function asMessage({ author, html, ...message }: SideMessage): Message {
  const incoming = author.kind === "outside";
  return {
    ...message,
    html,
    kind: "reply",
    direction: incoming ? "in" : "out",
    channel: "email",
    author: { ...author, kind: author.kind === "outside" ? "customer" : author.kind },
    bcc: [],
    vouchedById: null,
    attachments: [],
    deliveries: [],
    inboundId: null,
    mail: null,
  };
}

function Excerpts({ excerpts }: Pick<SideMessage, "excerpts">) {
  const { t } = useTranslation();
  const now = useNow();
  const [open, setOpen] = useState(true);
  if (excerpts.length === 0) return null;
  return (
    <section className="mt-2">
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="rounded text-xs text-faint underline decoration-dotted underline-offset-2 hover:text-ink"
      >
        {t("side.shownAlong", { count: excerpts.length })}
      </button>
      {open &&
        excerpts.map(({ author, at, text }) => (
          <blockquote
            key={`${at.getTime()} ${text.slice(0, 40)}`}
            className="mt-1.5 border-s-2 border-line ps-3 text-soft"
          >
            <p className="text-xs text-faint" title={exactTime(at)}>
              <bdi>{author}</bdi>, {spokenTime(at, now)}
            </p>
            <p dir="auto" className="break-words whitespace-pre-wrap">
              {text}
            </p>
          </blockquote>
        ))}
    </section>
  );
}

function OnItsWay({ message }: { message: SideMessage }) {
  const { t } = useTranslation();
  const act = useSideAct();
  const seconds = useUndoSeconds(asMessage(message));
  const { delivery } = message;
  if (seconds > 0)
    return (
      <p className="mt-2 flex flex-wrap items-center justify-end gap-2 text-xs text-soft">
        {t("conversations.leavesIn", { count: seconds })}
        <Button
          size="sm"
          icon={<Undo2 className="size-3.5" />}
          busy={act.isPending}
          onClick={() =>
            act.mutate({
              run: async () => {
                const { gone } = await call(takeSideBack, { params: { id: message.id } });
                if (gone) openSide.set(null);
              },
              done: t("side.takenBack"),
            })
          }
        >
          {t("conversations.takeBack")}
        </Button>
      </p>
    );
  if (!delivery) return null;
  const failed = ["failed", "bounced", "held"].includes(delivery.state);
  return (
    <p className={cx("mt-2 flex flex-wrap items-center gap-2 text-xs", failed ? "text-late" : "text-faint")}>
      <span className="min-w-0 flex-1 text-end" title={`${delivery.to} · ${exactTime(delivery.at)}`}>
        {t(`conversations.delivery.${delivery.state}`)}
        {failed && (
          <>
            {": "}
            <bdi>{delivery.reason}</bdi>
          </>
        )}
      </span>
      {failed && (
        <Button
          size="sm"
          icon={<RotateCw className="size-3.5" />}
          busy={act.isPending}
          onClick={() => act.mutate({ run: () => call(retryDelivery, { params: { id: delivery.id } }) })}
        >
          {t("conversations.sendAgain")}
        </Button>
      )}
    </p>
  );
}
