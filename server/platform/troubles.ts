import type { Reply } from "../../shared/endpoint.ts";
import type { listTroubles as endpoint } from "../../shared/platform.ts";
import { relayLag } from "./events.ts";
import type { House } from "./house.ts";

/** So many events wait only when no worker hands them on, or it cannot keep up. */
const tooFarBehind = 2_000;

/** What an admin should see on every screen: a disk that takes nothing, and events that nobody hands on. */
export async function listTroubles(house: House): Promise<Reply<typeof endpoint>> {
  const [stored, { events }] = await Promise.all([house.files.healthy(), relayLag(house.system)]);
  return {
    items: [
      ...(stored ? [] : [{ kind: "files" as const, count: 1 }]),
      ...(events > tooFarBehind ? [{ kind: "relay" as const, count: events }] : []),
    ],
  };
}
