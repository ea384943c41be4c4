import type { ReactNode } from "react";

/** One titled part of the customer column. */
export function Part({
  title,
  action,
  children,
}: {
  title: string;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="border-t border-line px-4 py-3">
      <div className="mb-1.5 flex h-6 items-center justify-between">
        <h2 className="text-xs font-medium text-faint">{title}</h2>
        {action}
      </div>
      {children}
    </section>
  );
}
