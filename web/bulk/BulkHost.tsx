import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import type { Bulk } from "../../shared/bulk.ts";
import { needWords } from "../lib/i18n.ts";
import { useStore } from "../lib/store.ts";
import { useNow } from "../lib/time.ts";
import { bulksQuery, closedBulks } from "./bulks.ts";
import { isInSight } from "./in-sight.ts";

const BulkPanel = lazy(async () => {
  const [file] = await Promise.all([import("./BulkPanel.tsx"), needWords("views")]);
  return { default: file.BulkPanel };
});

/** Shows on every screen what is being done to many, and how it ended; the server remembers it, so a reload changes nothing. */
export function BulkHost() {
  const { data } = useQuery(bulksQuery);
  const closed = useStore(closedBulks);
  const now = useNow();
  const shown = (data?.items ?? []).filter((bulk: Bulk) => isInSight(bulk, closed, now));
  return <Suspense fallback={null}>{shown.length > 0 && <BulkPanel bulks={shown} />}</Suspense>;
}
