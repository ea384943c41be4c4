import type { ReactNode } from "react";
import { ErrorState } from "./ErrorState.tsx";
import { Skeleton } from "./Skeleton.tsx";
import { Tabs } from "./Tabs.tsx";

interface Choice<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  items: readonly { value: T; label: string }[];
}

interface Props<Of extends string, State extends string> {
  title: string;
  /** Whose are listed, and in which state. */
  of: Choice<Of>;
  state: Choice<State>;
  query: { error: unknown; refetch: () => unknown };
  /** How many are there by now; undefined until that is known. */
  count: number | undefined;
  empty: ReactNode;
  /** The list itself. */
  children: ReactNode;
}

/** A page with one list under a heading: whose, and in which state. */
export function TabbedList<Of extends string, State extends string>(props: Props<Of, State>) {
  const { title, of, state, query, count, empty, children } = props;
  return (
    <>
      <header className="mb-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h1 className="text-base font-semibold">{title}</h1>
        <Tabs {...state} />
      </header>
      <Tabs {...of}>
        {query.error && count === undefined ? (
          <ErrorState error={query.error} onRetry={() => void query.refetch()} />
        ) : count === undefined ? (
          <div aria-busy="true" className="mt-4 flex flex-col gap-3">
            <Skeleton className="h-4 w-2/3" />
            <Skeleton className="h-4 w-1/2" />
          </div>
        ) : count === 0 ? (
          empty
        ) : (
          children
        )}
      </Tabs>
    </>
  );
}
