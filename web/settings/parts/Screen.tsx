import { type ReactNode, useId } from "react";

interface Props {
  title: string;
  /** What this screen is for, in a sentence or two. */
  lead: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}

/** One screen of the settings: its title, what it is for, and its main action. */
export function Screen({ title, lead, action, children }: Props) {
  return (
    <>
      <header className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-xl font-semibold tracking-tight">{title}</h1>
          <p className="mt-1 text-base leading-6 text-soft">{lead}</p>
        </div>
        {action}
      </header>
      <div className="flex flex-col gap-6 pb-10">{children}</div>
    </>
  );
}

/** A titled part of a screen. */
export function Section({
  title,
  hint,
  action,
  children,
}: {
  title: string;
  hint?: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <div className="mb-2 flex min-h-7 flex-wrap items-end justify-between gap-x-4 gap-y-2">
        <div>
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {hint && <p className="text-soft">{hint}</p>}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}

/** The paper on which fields or rows lie. */
export function Card({ children, className = "p-4" }: { children: ReactNode; className?: string }) {
  return <div className={`rounded-xl border border-line bg-surface ${className}`}>{children}</div>;
}

/** The card that rows lie on, a line between them. */
export const paper = "divide-y divide-line/60 overflow-hidden rounded-xl border border-line bg-surface";

/** Rows on one card, a line between them. */
export function Rows({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul aria-label={label} className={paper}>
      {children}
    </ul>
  );
}
