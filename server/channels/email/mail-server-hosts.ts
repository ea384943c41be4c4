import type { Mailbox, MailServer } from "../../../shared/email.ts";
import type { Work } from "../../platform/work.ts";
import { endFolders } from "./mail-folder.ts";
import { presetOf } from "./mail-provider.ts";

/** The servers of an inbox's mailbox, by name. */
export async function serverHosts(work: Work, inboxId: string): Promise<string[]> {
  const row = await serversOf(work, inboxId);
  const hosts = [row?.imap, row?.smtp].map((server) => (server as MailServer | null | undefined)?.host);
  return [...new Set(hosts.filter((host) => host !== undefined))];
}

async function serversOf(work: Work, inboxId: string) {
  return work.db
    .selectFrom("mailboxes")
    .select(["imap", "smtp"])
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .executeTakeFirst();
}

/** After a yes: a large provider's servers are entered, and passwords that are no longer needed are forgotten. */
export async function enterServers(
  work: Work,
  inboxId: string,
  { provider, mailbox }: { provider: string; mailbox: string },
): Promise<void> {
  const preset = presetOf(provider);
  const before = (await serversOf(work, inboxId))?.imap as Mailbox | null | undefined;
  const { folders } = before ?? {};
  const imap = preset && { ...preset.imap, user: mailbox, ...(folders && { folders }) };
  if (imap && before && (before.host !== imap.host || before.user !== mailbox))
    await endFolders(work, inboxId);
  const set = {
    imapSecret: null,
    smtpSecret: null,
    failures: 0,
    ...(preset && {
      imap: JSON.stringify(imap),
      smtp: JSON.stringify({ ...preset.smtp, user: mailbox }),
    }),
  };
  await work.db
    .insertInto("mailboxes")
    .values({ workspaceId: work.workspaceId, inboxId, ...set })
    .onConflict((conflict) => conflict.columns(["workspaceId", "inboxId"]).doUpdateSet(set))
    .execute();
}
