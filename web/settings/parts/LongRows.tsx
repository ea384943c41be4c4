import type { ComponentProps } from "react";
import { PagedList } from "../../ui/PagedList.tsx";
import { RowList } from "../../ui/RowList.tsx";
import { paper } from "./Screen.tsx";

/** Rows on one card that come by pages, however many they are. */
export function PagedRows<T>(props: ComponentProps<typeof PagedList<T>>) {
  return <PagedList {...props} className={paper} />;
}

/** Rows on one card that are all here, however many they are. */
export function LongRows<T>(props: ComponentProps<typeof RowList<T>>) {
  return <RowList {...props} className={paper} />;
}
