import type { ReactNode } from "react";
import { cx } from "../../ui/cx.ts";

const tones = {
  calm: "bg-hover text-soft",
  good: "bg-kept-soft text-kept",
  soon: "bg-soon-soft text-soon",
  late: "bg-late-soft text-late",
};

/** A state in a word or two. */
export function Mark({ tone = "calm", children }: { tone?: keyof typeof tones; children: ReactNode }) {
  return (
    <span className={cx("inline-block rounded px-1.5 text-xs leading-5 whitespace-nowrap", tones[tone])}>
      {children}
    </span>
  );
}
