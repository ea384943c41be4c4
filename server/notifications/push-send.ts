import type { House } from "../platform/house.ts";
import { askOutside, Forbidden } from "../platform/outside.ts";
import type { PushKey } from "./push-key.ts";

export interface Addressed {
  id: string;
  endpoint: string;
  p256dh: string;
  auth: string;
}

/** `gone`: the browser has ended its subscription; `later`: worth another try; `refused`: it is not. */
export type PushOutcome = { state: "sent" } | { state: "gone" | "later" | "refused"; reason: string };

/** Seconds for which a push service keeps what a device that is off did not get. */
const keptFor = 86_400;

/**
 * Sends one message to one device: encrypted for it (RFC 8291), signed by the workspace (RFC 8292), through the same door as
 * everything else that goes to addresses strangers name. `topic` lets a later message of the same topic replace it.
 */
export async function sendPush(
  house: House,
  key: PushKey,
  device: Addressed,
  { payload, topic }: { payload: object; topic: string },
): Promise<PushOutcome> {
  const { endpoint, p256dh, auth } = device;
  try {
    const { default: webpush } = await import("web-push");
    const { headers, body } = webpush.generateRequestDetails(
      { endpoint, keys: { p256dh, auth } },
      JSON.stringify(payload),
      { vapidDetails: { subject: subjectOf(house.config.url), ...key }, TTL: keptFor, topic },
    );
    const asked = Object.entries(headers).map(([name, value]) => [name, String(value)]);
    const { status } = await askOutside(house.config, {
      url: endpoint,
      method: "POST",
      headers: Object.fromEntries(asked) as Record<string, string>,
      body: body ?? Buffer.alloc(0),
    });
    return outcomeOf(status);
  } catch (error) {
    const reason = error instanceof Error ? error.message : "It could not be sent.";
    return { state: error instanceof Forbidden ? "refused" : "later", reason: reason.slice(0, 300) };
  }
}

function outcomeOf(status: number): PushOutcome {
  if (status >= 200 && status < 300) return { state: "sent" };
  const reason = `The push service answered ${status}.`;
  if (status === 404 || status === 410) return { state: "gone", reason };
  return { state: status === 429 || status >= 500 ? "later" : "refused", reason };
}

/** Whom a push service may write to when something is wrong: the address of the house, or a mailbox at its host. */
function subjectOf(url: string): string {
  return url.startsWith("https:") ? url : `mailto:postmaster@${new URL(url).hostname}`;
}
