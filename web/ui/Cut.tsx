import type { ReactNode } from "react";
import { cx } from "./cx.ts";

/** One line of somebody's words: it begins where the lines of the screen begin, and is cut at its own end, whichever way it runs. */
export function Cut({ children, className }: { children: ReactNode; className?: string }) {
  return <bdi className={cx("inline-block max-w-full truncate align-bottom", className)}>{children}</bdi>;
}
