import { Link } from "@tanstack/react-router";
import { MessagesSquare, Paperclip } from "lucide-react";
import type { ComponentProps, ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { FoundConversation, FoundCustomer, FoundFile, FoundSide } from "../../shared/search.ts";
import { customerName } from "../customers/names.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { Cut } from "../ui/Cut.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { RowList } from "../ui/RowList.tsx";
import { Marked } from "./Marked.tsx";

const line = "block rounded-lg px-3 py-2 hover:bg-hover";

/** One group of finds under its heading. */
export function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="mt-5">
      <h2 className="px-3 text-xs font-medium text-soft">{title}</h2>
      <ul className="mt-1">{children}</ul>
    </section>
  );
}

/** A group of finds that may be many. */
export function LongGroup<T>({ title, ...list }: { title: string } & ComponentProps<typeof RowList<T>>) {
  return (
    <section className="mt-5">
      <h2 className="px-3 text-xs font-medium text-soft">{title}</h2>
      <RowList {...list} className="mt-1" />
    </section>
  );
}

/** A conversation with the message in which the words were found. */
export function ConversationFind({ found, onOpen }: { found: FoundConversation; onOpen: () => void }) {
  const { t } = useTranslation();
  const { row, subject, hit } = found;
  return (
    <li>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: "all", conversationId: row.id }}
        data-find
        onClick={onOpen}
        className={line}
      >
        <span className="flex items-baseline gap-2">
          <span className="shrink-0 text-xs text-soft tabular-nums">#{row.number}</span>
          <span className="min-w-0 flex-1 truncate font-medium">
            <Cut>
              <Marked text={row.subject} marks={subject} />
            </Cut>
          </span>
          <RelativeTime at={hit?.at ?? row.lastMessageAt} className="shrink-0 text-xs text-soft" />
        </span>
        <span className="mt-0.5 block text-xs text-soft">
          <bdi>{customerName(row.customer)}</bdi>
          {" · "}
          {t(`search.states.${row.state}`)}
          {(row.holder ?? row.team) && (
            <>
              {" · "}
              <bdi>{t("search.heldBy", { name: (row.holder ?? row.team)?.name })}</bdi>
            </>
          )}
        </span>
        <span dir="auto" className="mt-1 line-clamp-2 leading-5 text-soft">
          {hit ? (
            <>
              <span className="font-medium">
                {hit.kind === "note" ? t("search.noteBy", { name: hit.author }) : hit.author}
              </span>
              {hit.author || hit.kind === "note" ? ": " : ""}
              <Marked {...hit.snippet} />
            </>
          ) : (
            row.preview
          )}
        </span>
      </Link>
    </li>
  );
}

/** A customer by name and address. */
export function CustomerFind({
  found: { customer, name },
  onOpen,
}: {
  found: FoundCustomer;
  onOpen: () => void;
}) {
  return (
    <li>
      <Link
        to="/customers/$customerId"
        params={{ customerId: customer.id }}
        data-find
        onClick={onOpen}
        className={`${line} !flex items-center gap-3`}
      >
        <Avatar name={customerName(customer)} />
        <bdi className="truncate font-medium">
          {customer.name ? <Marked text={customer.name} marks={name} /> : customerName(customer)}
        </bdi>
        {customer.name && <bdi className="min-w-0 flex-1 truncate text-soft">{customer.email}</bdi>}
      </Link>
    </li>
  );
}

/** A side conversation: open beside its conversation, or alone for whoever was only asked. */
export function SideFind({ found, onOpen }: { found: FoundSide; onOpen: () => void }) {
  const { t } = useTranslation();
  const { id, conversation, subject, marks, asked, author, at, snippet } = found;
  const words = (
    <>
      <span className="flex items-baseline gap-2">
        <MessagesSquare className="size-4 shrink-0 self-center text-faint" aria-hidden="true" />
        <span className="min-w-0 flex-1 truncate font-medium">
          <Cut>
            <Marked text={subject} marks={marks} />
          </Cut>
        </span>
        <RelativeTime at={at} className="shrink-0 text-xs text-soft" />
      </span>
      <span className="mt-0.5 block text-xs text-soft">
        {t("search.askedBeside")} <Marked {...asked} />
        {conversation && (
          <>
            {" · "}
            <bdi>
              #{conversation.number} {conversation.subject}
            </bdi>
          </>
        )}
      </span>
      <span dir="auto" className="mt-1 line-clamp-2 leading-5 text-soft">
        {author && <span className="font-medium">{author}: </span>}
        <Marked {...snippet} />
      </span>
    </>
  );
  const link = { "data-find": true, onClick: onOpen, className: line };
  return (
    <li>
      {conversation ? (
        <Link
          to="/inbox/$view/$conversationId"
          params={{ view: "all", conversationId: conversation.id }}
          search={{ side: id }}
          {...link}
        >
          {words}
        </Link>
      ) : (
        <Link to="/side-conversations/$sideId" params={{ sideId: id }} {...link}>
          {words}
        </Link>
      )}
    </li>
  );
}

/** A file by its name, with the conversation it is in. */
export function FileFind({ found, onOpen }: { found: FoundFile; onOpen: () => void }) {
  const { t } = useTranslation();
  return (
    <li className="flex items-center">
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: "all", conversationId: found.conversationId }}
        data-find
        onClick={onOpen}
        className={`${line} !flex min-w-0 flex-1 items-center gap-3`}
      >
        <Paperclip className="size-4 shrink-0 text-faint" aria-hidden="true" />
        <bdi className="truncate font-medium">
          <Marked {...found.name} />
        </bdi>
        <span className="min-w-0 flex-1 truncate text-soft">
          #{found.number} <bdi>{found.subject}</bdi>
        </span>
        <RelativeTime at={found.at} className="shrink-0 text-xs text-soft" />
      </Link>
      <a
        href={found.url}
        download
        className="shrink-0 px-2 text-xs text-coral-ink underline underline-offset-2"
        aria-label={t("search.downloadFile", { name: found.name.text })}
      >
        {t("search.download")}
      </a>
    </li>
  );
}
