import type { ConsentPurpose, MailStanding } from "../../shared/suppressions.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { getCustomer } from "./customer.ts";
import { maySend } from "./sending.ts";
import { suppressionsOf } from "./suppression.ts";

export interface NewConsent {
  address: string;
  purpose: ConsentPurpose;
  granted: boolean;
  /** Where it was given: a form, a link in a mail, a call. */
  source: string;
}

/** For each e-mail address of a customer: whether mail reaches it, and what they agreed to. */
export async function getMailStanding(work: Work, customerId: string): Promise<{ items: MailStanding[] }> {
  const { identities } = await getCustomer(work, customerId);
  const items: MailStanding[] = [];
  for (const { kind, value } of identities) if (kind === "email") items.push(await standingOf(work, value));
  return { items };
}

async function standingOf(work: Work, address: string): Promise<MailStanding> {
  const consents = await work.db
    .selectFrom("consents")
    .select(["purpose", "granted", "source", "changedAt"])
    .where("workspaceId", "=", work.workspaceId)
    .where("address", "=", address.toLowerCase())
    .execute();
  const consent = (purpose: ConsentPurpose) => consents.find((one) => one.purpose === purpose) ?? null;
  const reply = await maySend(work, { address, kind: "reply" });
  return {
    address,
    suppressions: await suppressionsOf(work, address),
    survey: consent("survey"),
    marketing: consent("marketing"),
    repliesStopped: reply.allowed ? null : reply.reason,
  };
}

/** Records a yes or a no to what is sent to an address; the newest word counts. */
export async function recordConsent(
  work: Work,
  customerId: string | null,
  { address, ...said }: NewConsent,
): Promise<void> {
  const set = { ...said, changedAt: work.now };
  await work.db
    .insertInto("consents")
    .values({ workspaceId: work.workspaceId, address: address.toLowerCase(), ...set })
    .onConflict((conflict) => conflict.columns(["workspaceId", "address", "purpose"]).doUpdateSet(set))
    .execute();
  work.record("consent.changed", { customerId, ...said });
}

/** An agent writes down what the customer said; refuses an address that is not theirs. */
export async function changeConsent(
  work: Work,
  customerId: string,
  consent: NewConsent,
): Promise<{ items: MailStanding[] }> {
  const { identities } = await getCustomer(work, customerId);
  const theirs = identities.some(
    ({ kind, value }) => kind === "email" && value.toLowerCase() === consent.address.toLowerCase(),
  );
  if (!theirs) throw new Refusal("unprocessable", `${consent.address} is not an address of this customer.`);
  await recordConsent(work, customerId, consent);
  return getMailStanding(work, customerId);
}
