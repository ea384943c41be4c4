import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useDeferredValue } from "react";
import { useTranslation } from "react-i18next";
import { type Conversation } from "../../shared/conversation-shape.ts";
import { listConversations } from "../../shared/views.ts";
import { CustomerFacts } from "../customers/CustomerFacts.tsx";
import { CustomerFields } from "../customers/CustomerFields.tsx";
import { customerName } from "../customers/names.ts";
import { Orders } from "../customers/Orders.tsx";
import { Part } from "../customers/Part.tsx";
import { pagesOf } from "../lib/query.ts";
import { useMayAs } from "../people/people.ts";
import { Cut } from "../ui/Cut.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { DetailsPart } from "./details/DetailsPart.tsx";
import { LinksPart } from "./merging/LinksPart.tsx";
import { PlaybookPart } from "./playbook/PlaybookPart.tsx";
import { TasksPart } from "./tasks/TasksPart.tsx";

/** Who it is about: so that nobody asks twice. */
export function CustomerColumn({ conversation, width }: { conversation: Conversation; width: number }) {
  const { t } = useTranslation();
  // What one came to read is painted first: all of this asks and draws more than the conversation itself.
  const shown = useDeferredValue(true, false);
  return (
    <aside
      aria-label={t("customers.column")}
      style={{ "--customer": `${width}px` } as React.CSSProperties}
      className="hidden min-h-0 w-(--customer) shrink-0 flex-col overflow-y-auto bg-paper lg:flex"
    >
      {shown && <DetailsPart conversation={conversation} />}
      {shown && <ColumnParts conversation={conversation} />}
    </aside>
  );
}

/** What stands under the details: beside the conversation at a desk, in the sheet of details on a phone. */
export function ColumnParts({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const { customer, participants, related, rating, inboxName, collaborators } = conversation;
  const others = participants.filter(({ id }) => id !== customer.id);
  const maybe = related.filter(({ why }) => why === "maybe_related");

  return (
    <>
      <PlaybookPart conversation={conversation} />
      <TasksPart conversation={conversation} />
      <div className="flex shrink-0 flex-col border-t border-line">
        <CustomerFacts id={customer.id} fallback={customer} />
      </div>
      {isAgent && <CustomerFields customerId={customer.id} />}
      {maybe.length > 0 && (
        <Part title={t("customers.maybeRelated")}>
          <p className="mb-1.5 text-xs text-faint">{t("customers.maybeRelatedHint")}</p>
          <ConversationLinks items={maybe} />
        </Part>
      )}
      <LinksPart conversation={conversation} />
      <Earlier conversation={conversation} />
      <Orders customerId={customer.id} />
      {others.length > 0 && (
        <Part title={t("customers.alsoIn")}>
          <ul className="flex flex-col gap-1">
            {others.map((one) => (
              <li key={one.id} className="flex items-baseline gap-2">
                <span className="min-w-0 truncate">{customerName(one)}</span>
                {!one.proven && <span className="text-xs text-soon">{t("customers.unprovenShort")}</span>}
              </li>
            ))}
          </ul>
        </Part>
      )}
      <Part title={t("customers.about")}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          <dt className="text-faint">{t("conversations.inbox")}</dt>
          <dd className="truncate">{inboxName}</dd>
          <dt className="text-faint">{t("customers.began")}</dt>
          <dd>
            <RelativeTime at={conversation.createdAt} long />
          </dd>
          {rating !== null && (
            <>
              <dt className="text-faint">{t("customers.rating")}</dt>
              <dd>{t("customers.ratingOf", { rating })}</dd>
            </>
          )}
          {collaborators.length > 0 && (
            <>
              <dt className="text-faint">{t("customers.collaborators")}</dt>
              <dd>{collaborators.map(({ name }) => name).join(", ")}</dd>
            </>
          )}
        </dl>
      </Part>
    </>
  );
}

/** What the same customer wrote about before. */
function Earlier({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { data } = useInfiniteQuery(
    pagesOf(listConversations, { query: { view: "all", customerId: conversation.customer.id, limit: 20 } }),
  );
  const resolved = useInfiniteQuery(
    pagesOf(listConversations, {
      query: { view: "resolved", customerId: conversation.customer.id, limit: 20 },
    }),
  );
  const seen = new Map(
    [...(data?.pages ?? []), ...(resolved.data?.pages ?? [])]
      .flatMap(({ items }) => items)
      .map((row) => [row.id, row]),
  );
  seen.delete(conversation.id);

  return (
    <Part title={t("customers.earlier")}>
      {!data ? (
        <Skeleton className="h-4 w-40" />
      ) : seen.size === 0 ? (
        <p className="text-faint">{t("customers.noEarlier")}</p>
      ) : (
        <ConversationLinks items={[...seen.values()].slice(0, 8)} />
      )}
    </Part>
  );
}

function ConversationLinks({
  items,
}: {
  items: readonly Pick<Conversation, "id" | "number" | "subject" | "state">[];
}) {
  const { t } = useTranslation();
  return (
    <ul className="-mx-2 flex flex-col">
      {items.map(({ id, number, subject, state }) => (
        <li key={id}>
          <Link
            to="/inbox/$view/$conversationId"
            params={{ view: "all", conversationId: id }}
            className="flex items-baseline gap-2 rounded-md px-2 py-1 hover:bg-hover"
          >
            <span className="min-w-0 flex-1 truncate">
              <Cut>{subject}</Cut>
            </span>
            <span className="shrink-0 text-xs text-faint">
              {t(`states.short.${state}`)} · <bdi>#{number}</bdi>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
}
