import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { liveState } from "../../lib/live-state.ts";
import { draftsHere } from "../composer/draft.ts";
import { parcels } from "./parcels.ts";

const tryEvery = 10_000;

/** Sends what waits as soon as the line is back, also what was put away before this tab was opened, and keeps drafts on the server. */
export function useParcels(me: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const go = async (drafts: boolean) => {
      const mine = parcels.get().some(({ by, refused }) => by === me && !refused);
      if (!mine && !(drafts && draftsHere().length > 0)) return;
      // Its code may be out of reach like everything else; then it is tried again.
      const { pushAll, sendParcels } = await import("../composer/parcel.ts").catch(() => ({
        pushAll: () => {},
        sendParcels: async () => {},
      }));
      if (drafts) pushAll();
      await sendParcels(queries, me);
    };
    const onLive = () => liveState.get() === "live" && void go(true);
    const onLine = () => void go(false);
    const unwatch = liveState.subscribe(onLive);
    window.addEventListener("online", onLine);
    const timer = setInterval(onLine, tryEvery);
    onLive();
    return () => {
      unwatch();
      window.removeEventListener("online", onLine);
      clearInterval(timer);
    };
  }, [me, queries]);
}
