import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { Me } from "../../shared/me.ts";

/** When one may see more or less than before, all on the screen is asked for again and the rest is forgotten. */
export function useFreshRights({ role, permissions }: Me): void {
  const queries = useQueryClient();
  const rights = `${role} ${permissions.join()}`;
  const known = useRef(rights);

  useEffect(() => {
    if (known.current === rights) return;
    known.current = rights;
    queries.removeQueries({ type: "inactive" });
    void queries.invalidateQueries();
  }, [queries, rights]);
}
