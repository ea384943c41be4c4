import type { Marks } from "../../shared/search.ts";

/** A text in which what was found stands out. */
export function Marked({ text, marks }: { text: string; marks: Marks }) {
  let done = 0;
  const parts = marks.flatMap(([from, to]) => {
    const before = text.slice(done, from);
    done = to;
    return [
      before,
      <mark key={from} className="rounded-sm bg-soon-soft px-px font-medium text-ink">
        {text.slice(from, to)}
      </mark>,
    ];
  });
  return (
    <>
      {parts}
      {text.slice(done)}
    </>
  );
}
