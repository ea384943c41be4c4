import type { ReactNode } from "react";

/** A line under the baton bar that says something about the whole conversation, with what can be done about it. */
export function Bar({
  label,
  icon,
  children,
  act,
}: {
  label: string;
  icon: ReactNode;
  children: ReactNode;
  act?: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-2 border-b border-line bg-hover/70 px-5 py-2.5 [&>svg]:size-4 [&>svg]:text-faint"
    >
      {icon}
      <div className="min-w-0 flex-1 max-sm:basis-[calc(100%-2.5rem)]">{children}</div>
      {act}
    </section>
  );
}
