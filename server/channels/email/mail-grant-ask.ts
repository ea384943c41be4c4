import { createHash } from "node:crypto";
import type { z } from "zod";
import type * as api from "../../../shared/mail-oauth.ts";
import { type Actor, system } from "../../platform/actor.ts";
import { notFound, Refusal } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import { newToken, tokenHash } from "../../platform/secrets.ts";
import type { Work } from "../../platform/work.ts";
import { type GrantRow, grantOf, redirectUrl } from "./mail-grant.ts";
import { presetOf } from "./mail-provider.ts";
import { enterServers } from "./mail-server-hosts.ts";
import { GrantRefused, requestTokens, type Tokens } from "./token-request.ts";
import { clearTrouble } from "./trouble.ts";

const answerWithin = 10 * 60_000;

/** The address where the one who asks says yes (RFC 6749, 4.1.1, with PKCE, RFC 7636). Keys cannot ask: nobody would come back. */
export async function askForMailGrant(work: Work, house: House, inboxId: string): Promise<{ url: string }> {
  const grant = await grantOf(work, inboxId);
  if (!grant) throw notFound();
  if (work.actor.kind !== "agent") throw new Refusal("forbidden", "Only a person can ask a provider.");
  const [state, verifier] = [newToken(), newToken()];
  await work.db
    .insertInto("mailGrantAsks")
    .values({
      workspaceId: work.workspaceId,
      stateHash: tokenHash(state),
      inboxId,
      agentId: work.actor.id,
      verifier: house.secrets.seal(verifier),
      expiresAt: new Date(work.now.getTime() + answerWithin),
    })
    .execute();
  const url = new URL(grant.authorizeUrl);
  const asked = {
    response_type: "code",
    client_id: grant.clientId,
    redirect_uri: redirectUrl(house),
    scope: grant.scope,
    state,
    code_challenge: createHash("sha256").update(verifier).digest("base64url"),
    code_challenge_method: "S256",
    login_hint: grant.mailbox,
    ...presetOf(grant.provider)?.asking,
  };
  for (const [name, value] of Object.entries(asked)) if (value !== "") url.searchParams.set(name, value);
  return { url: url.href };
}

type Answer = z.output<(typeof api.takeMailGrant)["query"]>;

/** Takes what the provider sent back with whoever was asked, and returns where to lead them. A state is good once, for its asker. */
export async function takeMailGrant(house: House, actor: Actor, answer: Answer): Promise<string> {
  const asked = await house.work(actor, (work) => takeAsk(work, house, answer.state));
  if (!asked) return `${house.config.url}/settings/inboxes?mailGrant=unknown`;
  const { grant, verifier } = asked;
  const leadTo = (came: string) =>
    `${house.config.url}/settings/inboxes?mailGrant=${came}&inbox=${grant.inboxId}`;
  try {
    if (!answer.code) throw new GrantRefused(answer.error ?? "no answer", refusedBy(answer));
    const tokens = await requestTokens(house, grant.tokenUrl, {
      grant_type: "authorization_code",
      code: answer.code,
      redirect_uri: redirectUrl(house),
      client_id: grant.clientId,
      code_verifier: verifier,
      ...(grant.clientSecret && { client_secret: house.secrets.unseal(grant.clientSecret) }),
    });
    if (!tokens.refreshToken) throw new GrantRefused("no refresh token", noRefresh);
    await house.work(actor, (work) => keepGrant(work, house, grant, tokens));
    return leadTo("given");
  } catch (error) {
    await house.work(system(actor.workspaceId, "email.grant"), (work) =>
      endGrant(work, grant, `It was not granted: ${(error as Error).message}`),
    );
    return leadTo("failed");
  }
}

const noRefresh =
  "the provider gave no refresh token. Ask for offline access: the scope offline_access at most providers.";
const refusedBy = ({ error = "", error_description = "" }: Answer) =>
  `${error} ${error_description}`.replace(/\s+/g, " ").trim().slice(0, 300) || "the provider sent no answer";

async function takeAsk(work: Work, house: House, state: string) {
  if (work.actor.kind !== "agent" || state === "") return null;
  const ask = await work.db
    .deleteFrom("mailGrantAsks")
    .where("workspaceId", "=", work.workspaceId)
    .where("stateHash", "=", tokenHash(state))
    .where("agentId", "=", work.actor.id)
    .returning(["inboxId", "verifier", "expiresAt"])
    .executeTakeFirst();
  await work.db
    .deleteFrom("mailGrantAsks")
    .where("workspaceId", "=", work.workspaceId)
    .where("expiresAt", "<", work.now)
    .execute();
  if (!ask || ask.expiresAt < work.now) return null;
  const grant = await grantOf(work, ask.inboxId);
  return grant ? { grant, verifier: house.secrets.unseal(ask.verifier) } : null;
}

async function keepGrant(work: Work, house: House, grant: GrantRow, tokens: Tokens): Promise<void> {
  const { inboxId, provider } = grant;
  await writeTokens(work, house, inboxId, tokens);
  await work.db
    .updateTable("mailGrants")
    .set({ grantedAt: work.now, trouble: "" })
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .execute();
  await enterServers(work, inboxId, grant);
  for (const where of ["receiving", "sending"] as const) await clearTrouble(work, inboxId, where);
  work.record("mail_grant.given", { inboxId, provider });
  work.record("inbox.changed", { inboxId });
}

/** Keeps tokens, sealed. */
export async function writeTokens(work: Work, house: House, inboxId: string, tokens: Tokens): Promise<void> {
  const { accessToken, refreshToken, expiresIn } = tokens;
  await work.db
    .updateTable("mailGrants")
    .set({
      accessToken: house.secrets.seal(accessToken),
      expiresAt: new Date(work.now.getTime() + expiresIn * 1000),
      ...(refreshToken !== null && { refreshToken: house.secrets.seal(refreshToken) }),
    })
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .execute();
}

/** Writes down that a grant no longer holds, and why; told once. */
export async function endGrant(work: Work, { inboxId, provider }: GrantRow, trouble: string): Promise<void> {
  const ended = await work.db
    .updateTable("mailGrants")
    .set({ trouble, accessToken: null, expiresAt: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .where("trouble", "<>", trouble)
    .executeTakeFirst();
  if (ended.numUpdatedRows > 0n) work.record("mail_grant.ended", { inboxId, provider, why: trouble });
}
