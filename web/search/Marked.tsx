import { Fragment } from "react";
import type { Marks } from "../../shared/search.ts";

/** A text in which what was found stands out. */
export function Marked({ text, marks }: { text: string; marks: Marks }) {
  const behind = (index: number) => marks[index - 1]?.[1] ?? 0;
  return (
    <>
      {marks.map(([from, to], index) => (
        <Fragment key={from}>
          {text.slice(behind(index), from)}
          <mark className="rounded-sm bg-soon-soft px-px font-medium text-ink">{text.slice(from, to)}</mark>
        </Fragment>
      ))}
      {text.slice(behind(marks.length))}
    </>
  );
}
