import type { QueryClient } from "@tanstack/react-query";
import { liveState } from "./live-state.ts";

const retryAfter = 5_000;

/** Opens the live connection, whose code comes after the first paint, until the returned function is called. */
export function goLive(queries: QueryClient, onRefused: () => void): () => void {
  let over = false;
  let close = () => {};
  const open = async () => {
    try {
      const { connectLive } = await import("./live.ts");
      if (!over) close = connectLive(queries, onRefused);
    } catch {
      if (over) return;
      liveState.set("lost");
      const again = setTimeout(() => void open(), retryAfter);
      close = () => clearTimeout(again);
    }
  };
  void open();

  return () => {
    over = true;
    close();
  };
}
