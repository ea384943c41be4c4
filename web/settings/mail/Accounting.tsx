import { useQuery } from "@tanstack/react-query";
import { ChevronDown } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Inbox, listInboxes } from "../../../shared/email.ts";
import { queryOf } from "../../lib/query.ts";
import { cx } from "../../ui/cx.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { Rows, Section } from "../parts/Screen.tsx";
import { InboxAccount } from "./InboxAccount.tsx";

/** What came into each inbox beside what its servers say: a difference is named and can be fetched again. */
export function Accounting() {
  const { t } = useTranslation();
  const inboxes = useQuery(queryOf(listInboxes, {}));

  return (
    <Section title={t("mailAccounting.title")} hint={t("mailAccounting.hint")}>
      <Loaded query={inboxes} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="text-faint">{t("mailAccounting.none")}</p>
          ) : (
            <Rows label={t("mailAccounting.title")}>
              {items.map((inbox) => (
                <InboxRow key={inbox.id} inbox={inbox} />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Section>
  );
}

function InboxRow({ inbox: { id, name, address } }: { inbox: Inbox }) {
  const [open, setOpen] = useState(false);

  return (
    <li>
      <button
        type="button"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        className="flex w-full items-center gap-3 px-4 py-3 text-start hover:bg-hover"
      >
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{name}</span>
          <span className="block truncate text-soft">
            <bdi>{address}</bdi>
          </span>
        </span>
        <ChevronDown className={cx("size-4 text-faint", open && "rotate-180")} aria-hidden="true" />
      </button>
      {open && <InboxAccount inboxId={id} />}
    </li>
  );
}
