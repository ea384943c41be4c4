import { useRouter, useSearch } from "@tanstack/react-router";
import { useCallback } from "react";

/**
 * A choice that stands in the address under `name`: a link can point to it, and whoever comes back finds it again.
 * What the address says and `means` refuses is `initial`; that one is left out of the address.
 */
export function useInAddress<T>(
  name: string,
  initial: T,
  means: (said: unknown) => said is T,
): [T, (next: T) => void] {
  const said = (useSearch({ strict: false }) as Record<string, unknown>)[name];
  const router = useRouter();
  const choose = useCallback(
    (next: T) => {
      const { pathname, search } = router.state.location;
      const chosen = { ...search, [name]: next === initial ? undefined : next };
      // It is one page's: going back leaves the page, not the choice.
      void router.navigate({ to: pathname as never, search: chosen as never, replace: true });
    },
    [router, name, initial],
  );
  return [means(said) ? said : initial, choose];
}

/** Whether something is one of these words. */
export const oneOf =
  <T extends string>(words: readonly T[]) =>
  (said: unknown): said is T =>
    words.some((word) => word === said);
