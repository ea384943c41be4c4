import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { MailCheck, MailX, Search } from "lucide-react";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { listSuppressions, type Suppression } from "../../../shared/suppressions.ts";
import { LiftDialog } from "../../customers/LiftDialog.tsx";
import { useActions } from "../../lib/actions.ts";
import { pagesOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { PagedRows } from "../parts/LongRows.tsx";
import { Screen } from "../parts/Screen.tsx";
import { SuppressDialog } from "./SuppressDialog.tsx";
import { SuppressedRow } from "./SuppressedRow.tsx";

/** Addresses that get no mail: why, since when, and the way back. */
export default function SuppressedScreen() {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim().toLowerCase());
  const [adding, setAdding] = useState(false);
  const [lifting, setLifting] = useState<Suppression | null>(null);
  const query = useInfiniteQuery({
    ...pagesOf(listSuppressions, { query: q ? { q } : {} }),
    placeholderData: keepPreviousData,
  });
  const start = () => setAdding(true);
  useActions([{ id: "settings.new", group: "list", title: "suppressed.add", keys: "c", run: start }]);
  const button = (
    <Button look="primary" icon={<MailX className="size-4" />} onClick={start}>
      {t("suppressed.add")}
    </Button>
  );

  return (
    <Screen title={t("suppressed.title")} lead={t("suppressed.lead")} action={button}>
      <div className="flex flex-col gap-3">
        <div className="relative">
          <Search
            className="pointer-events-none absolute start-2.5 top-2 size-4 text-faint"
            aria-hidden="true"
          />
          <input
            type="search"
            aria-label={t("suppressed.search")}
            placeholder={t("suppressed.searchHint")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="h-8 w-full rounded-md bg-hover ps-8 pe-2 placeholder:text-faint"
          />
        </div>
        <Loaded query={{ ...query, data: query.data?.pages.flatMap(({ items }) => items) }} rows={5}>
          {(items) =>
            items.length === 0 ? (
              <EmptyState
                icon={<MailCheck />}
                title={q ? t("suppressed.nothingFound", { text: q }) : t("suppressed.emptyTitle")}
              >
                {t(q ? "suppressed.nothingFoundHint" : "suppressed.empty")}
              </EmptyState>
            ) : (
              <PagedRows
                label={t("suppressed.title")}
                query={query}
                items={items}
                keyOf={({ id }) => id}
                estimate={56}
                memory={`suppressed ${q}`}
              >
                {(one) => <SuppressedRow key={one.id} suppression={one} onLift={() => setLifting(one)} />}
              </PagedRows>
            )
          }
        </Loaded>
      </div>
      {adding && <SuppressDialog onClose={() => setAdding(false)} />}
      {lifting && <LiftDialog suppression={lifting} onClose={() => setLifting(null)} />}
    </Screen>
  );
}
