import { Refusal } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import { askOutside } from "../../platform/outside.ts";
import { noteHandover } from "./hook-account.ts";
import { type HookMail, type HookRequest, providerId } from "./hook-mail.ts";
import { noteHook, type OpenHook } from "./inbound-hook.ts";
import { mailgunMail } from "./mailgun-mail.ts";
import { postmarkMail } from "./postmark-mail.ts";
import { checkSendgrid, sendgridMail } from "./sendgrid-mail.ts";
import { sesMail } from "./ses-mail.ts";
import type { Fetch } from "./sns-signature.ts";
import { type Addressed, inboxAt, spool } from "./spool.ts";

/** Takes what a provider hands over; when this returns, the mail is safe. What is refused leaves its reason on the hook. */
export async function takeHandedOver(
  house: House,
  hook: OpenHook,
  request: HookRequest,
  fetch: Fetch = outside(house),
): Promise<Record<string, never>> {
  try {
    const mail = await mailOf(house, hook, request, fetch);
    if (mail) await keep(house, hook, mail);
    return {};
  } catch (error) {
    if (error instanceof Refusal)
      await noteHook(house, hook, { lastRefusedAt: house.clock.now(), lastRefusal: error.message });
    throw error;
  }
}

/** Asks what is outside of the house, as `Fetch` does. */
export const outside =
  (house: House): Fetch =>
  async (url) => {
    const { status, text } = await askOutside(house.config, { url });
    if (status !== 200) throw new Error(`${new URL(url).host} answered ${status}.`);
    return text;
  };

async function mailOf(
  house: House,
  hook: OpenHook,
  request: HookRequest,
  fetch: Fetch,
): Promise<HookMail | null> {
  const { provider, signingKey, topic } = hook;
  const now = house.clock.now();
  if (provider === "postmark") return postmarkMail(request);
  if (provider === "mailgun") return mailgunMail(request, signingKey ?? "", now);
  if (provider === "sendgrid") {
    if (signingKey) checkSendgrid(request, signingKey);
    return sendgridMail(request);
  }
  const came = await sesMail(request, fetch, { topic, now });
  if ("mail" in came) return came.mail;
  await noteHook(house, hook, { topic: came.topic });
  return null;
}

async function keep(house: House, hook: OpenHook, mail: HookMail): Promise<void> {
  const { raw, key, remoteIp, helo, envelopeFrom } = mail;
  if (raw.length === 0) throw new Refusal("unprocessable", "The mail is empty.");
  const sourceKey = `${hook.provider}/${key}`;
  for (const inbox of await inboxesOf(house, hook, mail.to)) {
    await noteHandover(house, hook, inbox.inboxId, { sourceKey, providerId: providerId(mail) });
    await spool(house, inbox, {
      raw,
      source: "hook",
      sourceKey,
      envelopeFrom: envelopeFrom === "" ? "<>" : (envelopeFrom ?? ""),
      remoteIp,
      helo,
    });
  }
  await noteHook(house, hook, { lastMailAt: house.clock.now() });
}

/** The inboxes of this workspace that it is addressed to; what is for none of them is for the hook's own. */
async function inboxesOf(house: House, hook: OpenHook, addresses: readonly string[]): Promise<Addressed[]> {
  const { workspaceId } = hook;
  const inboxes = new Map<string, Addressed>();
  for (const address of addresses.slice(0, 100)) {
    const named = await inboxAt(house, address);
    const inboxId = named?.workspaceId === workspaceId ? named.inboxId : hook.inboxId;
    const one = inboxes.get(inboxId) ?? { workspaceId, inboxId, to: [] };
    one.to.push(address);
    inboxes.set(inboxId, one);
  }
  return inboxes.size > 0 ? [...inboxes.values()] : [{ workspaceId, inboxId: hook.inboxId, to: [] }];
}
