import { system } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { type GrantRow, grantOf } from "./mail-grant.ts";
import { endGrant, writeTokens } from "./mail-grant-ask.ts";
import { GrantRefused, requestTokens } from "./token-request.ts";
import { Troubled } from "./trouble.ts";

export interface Granted {
  workspaceId: string;
  inboxId: string;
  /** The server the token is for. */
  host: string;
}

/** A token is renewed this long before it runs out: a mail takes time to send. */
const ahead = 3 * 60_000;
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
      what: `The grant of ${grant.mailbox} is for ${grant.hosts.join(" and ")}, not for ${host}.`,
      remedy: "Have it granted again for this server, or enter a password.",
    });
  if (grant.trouble !== "" || !grant.refreshToken) throw ended(grant, grant.trouble);
  if (grant.accessToken && grant.expiresAt && grant.expiresAt.getTime() - now.getTime() > ahead)
    return house.secrets.unseal(grant.accessToken);
  // Several mails at once renew once: many providers take a refresh token only one time.
  const known = renewing.get(inboxId) ?? renew(house, grant).finally(() => renewing.delete(inboxId));
  renewing.set(inboxId, known);
  return known;
}

const ended = ({ mailbox }: GrantRow, why: string) =>
  new Troubled({
    what: `${mailbox} is no longer granted to us. ${why}`.trim(),
    remedy: "Open the inbox in the settings and have it granted again.",
  });

async function renew(house: House, grant: GrantRow): Promise<string> {
  const { workspaceId, inboxId } = grant;
  const actor = system(workspaceId, "email.grant");
  try {
    const tokens = await requestTokens(house, grant.tokenUrl, {
      grant_type: "refresh_token",
      refresh_token: house.secrets.unseal(grant.refreshToken ?? Buffer.of()),
      client_id: grant.clientId,
      ...(grant.clientSecret && { client_secret: house.secrets.unseal(grant.clientSecret) }),
    });
    await house.work(actor, (work) => writeTokens(work, house, inboxId, tokens));
    return tokens.accessToken;
  } catch (error) {
    if (!(error instanceof GrantRefused)) throw unreachable(grant, error);
    const fresh = await house.work(actor, (work) => grantOf(work, inboxId));
    // Another process was first: what it was given counts.
    if (
      fresh?.accessToken &&
      fresh.refreshToken &&
      !fresh.refreshToken.equals(grant.refreshToken ?? Buffer.of())
    )
      return house.secrets.unseal(fresh.accessToken);
    const why = `The provider said: ${error.message}`;
    await house.work(actor, (work) => endGrant(work, grant, why));
    throw ended(grant, why);
  }
}

const unreachable = ({ tokenUrl }: GrantRow, error: unknown) =>
  new Troubled({
    what: `${new URL(tokenUrl).host} gives no token now: ${(error as Error).message}`,
    remedy:
      "It is tried again by itself. If it lasts, check the address and whether a firewall stands between.",
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
    what: `${granted.host} does not accept what its provider granted: ${message.replace(/\s+/g, " ").slice(0, 300)}`,
    remedy:
      "Check that the account's administrator allows IMAP and SMTP (at Microsoft: authenticated SMTP), and that the mailbox is the one that granted it.",
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
