import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listMailEvents } from "../../../../shared/mail-events.ts";
import { pagesOf } from "../../../lib/query.ts";
import { Dialog } from "../../../ui/Dialog.tsx";
import { RelativeTime } from "../../../ui/RelativeTime.tsx";
import { Loaded } from "../../parts/Loaded.tsx";
import { PagedRows } from "../../parts/LongRows.tsx";
import { Mark } from "../../parts/Mark.tsx";

/** What services told about mail that this house does not know. */
export function UnknownReports({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const query = useInfiniteQuery(pagesOf(listMailEvents, { query: { unknown: "true" } }));

  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("mailOut.events.unknownTitle")}
      description={t("mailOut.events.unknownText")}
    >
      <Loaded query={{ ...query, data: query.data?.pages.flatMap(({ items }) => items) }} rows={3}>
        {(items) => (
          <PagedRows
            label={t("mailOut.events.unknownTitle")}
            query={query}
            items={items}
            keyOf={({ id }) => id}
            estimate={52}
            memory="unknown reports"
          >
            {({ id, kind, address, detail, at }) => (
              <li key={id} className="px-3 py-2">
                <p className="flex flex-wrap items-baseline gap-x-2">
                  <bdi className="min-w-0 truncate font-medium">{address}</bdi>
                  <Mark>{t(`mailOut.events.kinds.${kind}`)}</Mark>
                  <RelativeTime at={at} className="ms-auto text-xs text-faint" />
                </p>
                {detail && <p className="break-words text-soft">{detail}</p>}
              </li>
            )}
          </PagedRows>
        )}
      </Loaded>
    </Dialog>
  );
}
