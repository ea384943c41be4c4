import { mailSentences as says } from "../../shared/mail-sentences.ts";
import { worded } from "../../shared/sentence.ts";
import type { ConsentPurpose } from "../../shared/suppressions.ts";
import type { Work } from "../platform/work.ts";
import { suppressionsOf } from "./suppression.ts";

/** What is to be sent, by what it is for. */
export type SendingKind = "reply" | "acknowledgement" | "follow_up" | "account" | "campaign" | "side";

export type Permission = { allowed: true } | { allowed: false; reason: string };

const yes: Permission = { allowed: true };
const needs: Partial<Record<SendingKind, ConsentPurpose>> = { follow_up: "survey", campaign: "marketing" };

/**
 * Whether something of this kind may go to an address: asked by every sender in the house before each sending.
 * Account mails always may: whoever is locked out has no other way in. A reply may once the person has written from there since.
 * The very mail that came back is only tried again when a person says so, and then it may.
 */
export async function maySend(
  work: Work,
  { address, kind, deliveryId }: { address: string; kind: SendingKind; deliveryId?: string },
): Promise<Permission> {
  if (kind === "account") return yes;
  const stopped = (await suppressionsOf(work, address)).find(
    (one) =>
      !((kind === "reply" || kind === "side") && one.wroteSince) &&
      !(one.cause === "hard_bounce" && one.deliveryId === deliveryId),
  );
  if (stopped) return { allowed: false, reason: worded(says.stopped, { inner: stopped.reason }) };
  const purpose = needs[kind];
  return purpose ? consented(work, address, purpose) : yes;
}

/** Surveys go out until somebody declines them, campaigns only to those who said yes. */
async function consented(work: Work, address: string, purpose: ConsentPurpose): Promise<Permission> {
  const said = await work.db
    .selectFrom("consents")
    .select(["granted"])
    .where("workspaceId", "=", work.workspaceId)
    .where("address", "=", address.toLowerCase())
    .where("purpose", "=", purpose)
    .executeTakeFirst();
  if (said?.granted === false) return { allowed: false, reason: worded(says.unwanted, { purpose }) };
  if (!said && purpose === "marketing") return { allowed: false, reason: says.notAgreed };
  return yes;
}
