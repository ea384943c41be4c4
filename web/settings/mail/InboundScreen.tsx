import { useInfiniteQuery } from "@tanstack/react-query";
import { MailOpen } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { InboundMail, listInbound, mostCounted } from "../../../shared/email.ts";
import { oneOf, useInAddress } from "../../lib/address.ts";
import { pagesOf } from "../../lib/query.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Filter } from "../parts/Filter.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { PagedRows } from "../parts/LongRows.tsx";
import { Screen } from "../parts/Screen.tsx";
import { Accounting } from "./Accounting.tsx";
import { InboundRow } from "./InboundRow.tsx";
import { ReadAllAgain } from "./ReadAllAgain.tsx";

type Shown = InboundMail["state"] | "all";
type Answered = z.output<typeof listInbound.reply>;

const shown: readonly Shown[] = ["all", ...InboundMail.shape.state.options];

/** Every mail that arrived, with what became of it: nothing is dropped unseen. */
export default function InboundScreen() {
  const { t } = useTranslation();
  const [state, setState] = useInAddress("state", "all", oneOf(shown));
  const query = useInfiniteQuery(pagesOf(listInbound, { query: state === "all" ? {} : { state } }));
  const pages = query.data?.pages as Answered[] | undefined;
  const counts = pages?.[0]?.counts;
  const counted = (states: readonly string[]) => {
    const some = states.map((one) => counts?.[one] ?? 0);
    const sum = some.reduce((all, count) => all + count, 0);
    return some.some((count) => count >= mostCounted) ? `${mostCounted}+` : sum;
  };

  return (
    <Screen title={t("mailLog.in.title")} lead={t("mailLog.in.lead")}>
      <div className="flex flex-col gap-3">
        <Filter
          label={t("mailLog.filter")}
          value={state}
          onChange={setState}
          items={shown.map((value) => ({
            value,
            label: value === "all" ? t("mailLog.all") : t(`mailLog.in.states.${value}`),
            count: counts && counted(value === "all" ? InboundMail.shape.state.options : [value]),
          }))}
        />
        <Loaded query={{ ...query, data: pages?.flatMap(({ items }) => items) }} rows={6}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState icon={<MailOpen />} title={t("mailLog.in.emptyTitle")}>
                {t(state === "all" ? "mailLog.in.empty" : "mailLog.noneOfState")}
              </EmptyState>
            ) : (
              <>
                {state === "quarantined" && items.length > 1 && <ReadAllAgain mails={items} />}
                <PagedRows
                  label={t("mailLog.in.title")}
                  query={query}
                  items={items}
                  keyOf={({ id }) => id}
                  estimate={64}
                  memory={`inbound ${state}`}
                >
                  {(mail) => <InboundRow key={mail.id} mail={mail} />}
                </PagedRows>
              </>
            )
          }
        </Loaded>
      </div>
      <Accounting />
    </Screen>
  );
}
