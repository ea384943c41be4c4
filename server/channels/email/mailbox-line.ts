import type { ImapFlow } from "imapflow";
import type { Mailbox } from "../../../shared/email.ts";
import type { ServerFolder } from "../../../shared/mail-accounting.ts";
import { getInbox } from "../../conversations/inbox.ts";
import type { Actor } from "../../platform/actor.ts";
import { Refusal } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import { accessToken } from "./access-token.ts";
import { imapClient, mailboxTrouble } from "./imap-client.ts";

/** Does something in the mailbox of an inbox on a line of its own; refuses with what is wrong when it cannot be reached. */
export async function inMailbox<T>(
  house: House,
  actor: Actor,
  inboxId: string,
  task: (client: ImapFlow, server: Mailbox) => Promise<T>,
): Promise<T> {
  const row = await house.work(actor, async (work) => {
    await getInbox(work, inboxId);
    return work.db
      .selectFrom("mailboxes")
      .select(["imap", "imapSecret"])
      .where("workspaceId", "=", work.workspaceId)
      .where("inboxId", "=", inboxId)
      .executeTakeFirst();
  });
  const server = row?.imap as Mailbox | null | undefined;
  if (!server) throw new Refusal("unprocessable", "This inbox is not fetched from a mailbox.");
  let client: ImapFlow | undefined;
  try {
    const secret = row?.imapSecret
      ? { password: house.secrets.unseal(row.imapSecret) }
      : await granted(house, actor.workspaceId, inboxId, server.host);
    client = await imapClient(server, secret, 1024 * 1024, house.config.mailCa);
    await client.connect();
    return await task(client, server);
  } catch (error) {
    const { what, remedy } = mailboxTrouble(error, server);
    throw new Refusal("unprocessable", `${what} ${remedy}`);
  } finally {
    client?.close();
  }
}

async function granted(house: House, workspaceId: string, inboxId: string, host: string) {
  const token = await accessToken(house, { workspaceId, inboxId, host });
  return token === null ? { password: "" } : { accessToken: token };
}

const uses: Record<string, ServerFolder["use"]> = {
  "\\Inbox": "inbox",
  "\\Sent": "sent",
  "\\Drafts": "drafts",
  "\\Junk": "junk",
  "\\Trash": "trash",
  "\\Archive": "archive",
  "\\All": "all",
  "\\Flagged": "flagged",
};

/** The folders a mailbox has now, the inbox first; those that hold no mails are left out. */
export async function listServerFolders(house: House, actor: Actor, inboxId: string) {
  const listed = await inMailbox(house, actor, inboxId, (client) => client.list());
  const items = listed
    .filter(({ flags }) => !flags.has("\\Noselect") && !flags.has("\\NonExistent"))
    .map(({ path, specialUse }) => ({ path, use: uses[specialUse ?? ""] ?? null }));
  const first = (item: ServerFolder) => (item.use === "inbox" ? 0 : 1);
  return { items: items.sort((a, b) => first(a) - first(b) || a.path.localeCompare(b.path)) };
}
