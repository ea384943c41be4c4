import type { ReactNode } from "react";

/** Nothing here: what will appear, and how to make it happen. */
export function EmptyState({
  icon,
  title,
  children,
  action,
}: {
  icon?: ReactNode;
  title: string;
  children?: ReactNode;
  action?: ReactNode;
}) {
  return (
    <div className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-16 text-center">
      {icon && <span className="mb-1 text-faint [&_svg]:size-7 [&_svg]:stroke-[1.5]">{icon}</span>}
      <p className="text-base font-medium">{title}</p>
      {children && <p className="text-soft">{children}</p>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}
