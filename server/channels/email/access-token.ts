import { setTimeout as pause } from "node:timers/promises";
import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { system } from "../../platform/actor.ts";
import { notFound } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { type GrantRow, grantOf } from "./mail-grant.ts";
import { endGrant, writeTokens } from "./mail-grant-ask.ts";
import { GrantRefused, requestTokens, type Tokens } from "./token-request.ts";
import { Troubled } from "./trouble.ts";

export interface Granted {
  workspaceId: string;
  inboxId: string;
  /** The server the token is for. */
  host: string;
}

/** A token is renewed this long before it runs out: a mail takes time to send. */
const ahead = 3 * 60_000;
/** Longer than a provider is waited for: who died while renewing is not waited for any longer. */
const turn = 30_000;
const lookAgain = 200;
const renewing = new Map<string, Promise<string>>();

/**
 * A token by which an inbox signs in at a server now, renewed when it runs out. Null when the inbox has no grant; throws
 * Troubled, with what to do, when the grant has ended or was never meant for this server.
 */
export async function accessToken(
  house: House,
  { workspaceId, inboxId, host }: Granted,
): Promise<string | null> {
  const actor = system(workspaceId, "email.grant");
  const { grant, now } = await house.work(actor, async (work) => ({
    grant: await grantOf(work, inboxId),
    now: work.now,
  }));
  if (!grant || (!grant.grantedAt && grant.trouble === "")) return null;
  if (!grant.hosts.includes(host))
    throw new Troubled({
      what: worded(says.grantOther, { mailbox: grant.mailbox, hosts: grant.hosts.join(" and "), host }),
      remedy: says.grantForServer,
    });
  const still = freshToken(house, grant, now);
  if (still !== null) return still;
  // Several mails at once renew once: many providers take a refresh token only one time.
  const known = renewing.get(inboxId) ?? renew(house, grant).finally(() => renewing.delete(inboxId));
  renewing.set(inboxId, known);
  return known;
}

/** The token that is good for a while yet; null when it must be renewed, Troubled when it cannot be. */
function freshToken(house: House, grant: GrantRow, now: Date): string | null {
  if (grant.trouble !== "" || !grant.refreshToken) throw ended(grant, grant.trouble);
  const { accessToken, expiresAt } = grant;
  if (!accessToken || !expiresAt || expiresAt.getTime() - now.getTime() <= ahead) return null;
  return house.secrets.unseal(accessToken);
}

const ended = ({ mailbox }: GrantRow, why: string) =>
  new Troubled({
    what: why === "" ? worded(says.grantOver, { mailbox }) : worded(says.grantEnded, { mailbox, said: why }),
    remedy: says.grantAgain,
  });

/** What the caller read may be old: the grant is read again by whoever has the turn, of all processes one at a time. */
async function renew(house: House, { workspaceId, inboxId }: GrantRow): Promise<string> {
  const actor = system(workspaceId, "email.grant");
  for (;;) {
    const { grant, token, mine } = await house.work(actor, (work) => takeTurn(work, house, inboxId));
    if (token !== null) return token;
    if (mine) return renewNow(house, grant);
    await pause(lookAgain);
  }
}

async function takeTurn(work: Work, house: House, inboxId: string) {
  const grant = await grantOf(work, inboxId, { locked: true });
  if (!grant) throw notFound();
  const token = freshToken(house, grant, work.now);
  const mine = token === null && (grant.renewingUntil === null || grant.renewingUntil <= work.now);
  if (mine) await setTurn(work, inboxId, new Date(work.now.getTime() + turn));
  return { grant, token, mine };
}

async function setTurn(work: Work, inboxId: string, renewingUntil: Date | null): Promise<void> {
  await work.db
    .updateTable("mailGrants")
    .set({ renewingUntil })
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .execute();
}

async function renewNow(house: House, grant: GrantRow): Promise<string> {
  const { workspaceId, inboxId } = grant;
  const actor = system(workspaceId, "email.grant");
  let tokens: Tokens;
  try {
    tokens = await requestTokens(house, grant.tokenUrl, {
      grant_type: "refresh_token",
      refresh_token: house.secrets.unseal(grant.refreshToken ?? Buffer.of()),
      client_id: grant.clientId,
      ...(grant.clientSecret && { client_secret: house.secrets.unseal(grant.clientSecret) }),
    });
  } catch (error) {
    const why = error instanceof GrantRefused ? `The provider said: ${error.message}` : null;
    await house.work(actor, async (work) => {
      await setTurn(work, inboxId, null);
      if (why !== null) await endGrant(work, grant, why);
    });
    throw why === null ? unreachable(grant, error) : ended(grant, why);
  }
  await house.work(actor, async (work) => {
    await writeTokens(work, house, inboxId, tokens);
    await setTurn(work, inboxId, null);
  });
  return tokens.accessToken;
}

const unreachable = ({ tokenUrl }: GrantRow, error: unknown) =>
  new Troubled({
    what: worded(says.noToken, { host: new URL(tokenUrl).host, said: (error as Error).message }),
    remedy: says.checkTokenAddress,
  });

/** What to make of an error after signing in by a grant: when the server did not take the token, the next attempt asks for another one. */
export async function afterRefusal(house: House, granted: Granted | null, error: unknown): Promise<unknown> {
  const {
    code,
    authenticationFailed,
    message = "",
  } = (error ?? {}) as {
    code?: string;
    authenticationFailed?: boolean;
    message?: string;
  };
  if (!granted || !(code === "EAUTH" || authenticationFailed) || !(await forgetAccessToken(house, granted)))
    return error;
  return new Troubled({
    what: worded(says.grantRefused, {
      host: granted.host,
      said: message.replace(/\s+/g, " ").slice(0, 300),
    }),
    remedy: says.allowMail,
  });
}

async function forgetAccessToken(house: House, { workspaceId, inboxId }: Granted): Promise<boolean> {
  const forgotten = await house.work(system(workspaceId, "email.grant"), (work) =>
    work.db
      .updateTable("mailGrants")
      .set({ accessToken: null, expiresAt: null })
      .where("workspaceId", "=", workspaceId)
      .where("inboxId", "=", inboxId)
      .where("accessToken", "is not", null)
      .executeTakeFirst(),
  );
  return forgotten.numUpdatedRows > 0n;
}
