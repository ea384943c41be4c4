import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { dropDatabase, withDatabase } from "../../../test/house.ts";
import { patience } from "../../../test/mailbox.ts";
import { hasMailboxServer, MailboxServer, password } from "../../../test/mailbox-server.ts";
import { system } from "../../platform/actor.ts";
import { readConfig } from "../../platform/config.ts";
import { type House, openHouse } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import { migrate } from "../../platform/migrate.ts";
import { mailAccount } from "./accounting.ts";
import { Fetcher } from "./fetcher.ts";

/** Everything of the version that knew folders only as text. */
const before = "0031-mail-accounting.sql";
const workspaceId = newId();
const [inboxId, otherInboxId, hookId] = [newId(), newId(), newId()];
const user = "upgraded";

let admin: pg.Client;
let client: pg.Client;
let house: House;
let server: MailboxServer | null = null;
let dataDir: string;
const name = `test_${randomBytes(6).toString("hex")}`;

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject("postgresAdminUrl") });
  await admin.connect();
  await admin.query(`create database ${name} owner baton`);
  const url = withDatabase(inject("postgresUrl"), name);
  const files = await readdir(join(import.meta.dirname, "../../migrations"));
  await migrate(url, new Set(files.filter((file) => file < before)));
  client = new pg.Client({ connectionString: url });
  await client.connect();
  if (hasMailboxServer) server = await MailboxServer.open();
  await fillAsBefore();
  await migrate(url);
  dataDir = await mkdtemp(join(tmpdir(), "baton-upgrade-"));
  house = await openHouse({
    config: readConfig({ BATON_DATA_DIR: dataDir, BATON_TRANSACTION_MS: "20000" }),
    databaseUrl: url,
    log: pino({ level: "silent" }),
  });
});
afterAll(async () => {
  await server?.close();
  await house?.close();
  await client?.end();
  await dropDatabase(admin, name);
  await admin.end();
  if (dataDir) await rm(dataDir, { recursive: true, force: true });
});

let validity = 7;

/** Rows as that version wrote them: two mails of a folder read so far, some of an older numbering, one by SMTP, three by hooks. */
async function fillAsBefore(): Promise<void> {
  if (server)
    await server.inside(user, async (mailbox) => {
      for (const word of ["one", "two"]) await mailbox.append("INBOX", mailOf(word), []);
      validity = Number((await mailbox.mailboxOpen("INBOX")).uidValidity);
    });
  await client.query(
    "insert into workspaces (id, name, time_zone, business_hours, created_at) values ($1, 'Old', 'UTC', '{}', now())",
    [workspaceId],
  );
  for (const id of [inboxId, otherInboxId])
    await client.query(
      "insert into inboxes (workspace_id, id, name, address, created_at) values ($1, $2, 'Old', $3, now())",
      [workspaceId, id, `${id}@shop.example`],
    );
  const progress = {
    INBOX: { uidValidity: validity, lastUid: 2 },
    "Shop/Orders": { uidValidity: 9, lastUid: 5 },
  };
  const imap = { host: "127.0.0.1", port: server?.port ?? 1, security: "none", user, folders: ["INBOX"] };
  await client.query(
    "insert into mailboxes (workspace_id, inbox_id, imap, imap_progress) values ($1, $2, $3, $4)",
    [workspaceId, inboxId, imap, progress],
  );
  await client.query(
    "insert into inbound_hooks (workspace_id, id, inbox_id, provider, purpose, token_hash, created_at) values ($1, $2, $3, 'postmark', 'mail', 'x', now() - interval '1 day')",
    [workspaceId, hookId, inboxId],
  );
  await mail("imap", `INBOX/${validity}/1`);
  await mail("imap", `INBOX/${validity}/2`);
  await mail("imap", "INBOX/3/40");
  await mail("imap", "Shop/Orders/9/5");
  await mail("smtp", null);
  await mail("hook", "postmark/pm-1");
  await mail("hook", "postmark/pm-2", otherInboxId);
  await mail("hook", "mailgun/of a hook that is gone");
}

async function mail(source: string, sourceKey: string | null, inbox = inboxId): Promise<void> {
  const fileId = newId();
  await client.query(
    "insert into files (workspace_id, id, sha256, size, name, media_type, created_at) values ($1, $2, $3, 10, 'mail.eml', 'message/rfc822', now())",
    [workspaceId, fileId, randomBytes(32)],
  );
  await client.query(
    `insert into inbound_mails (workspace_id, id, inbox_id, source, source_key, file_id, size, envelope_from, envelope_to, state, received_at)
     values ($1, $2, $3, $4, $5, $6, 10, '', '{}', 'stored', now())`,
    [workspaceId, newId(), inbox, source, sourceKey, fileId],
  );
}

const mailOf = (word: string) =>
  `From: ${word}@mail.example\r\nSubject: ${word}\r\nMessage-ID: <${word}@mail.example>\r\nDate: ${new Date().toUTCString()}\r\n\r\n${word}\r\n`;

const account = (id: string) => house.work(system(workspaceId, "test"), (work) => mailAccount(work, id));

describe("a mailbox that was read before folders were counted", () => {
  test("keeps every mail, each at its place in its folder", async () => {
    const { rows } = await client.query<{ key: string; folder: string | null; uid: string | null }>(
      `select i.source_key as key, f.folder, i.uid from inbound_mails i
       left join mail_folders f on f.workspace_id = i.workspace_id and f.id = i.mail_folder_id`,
    );
    const places = rows.map(({ key, folder, uid }) => [key ?? "", folder && [folder, Number(uid)]]);
    expect(Object.fromEntries(places)).toEqual({
      // Of a numbering that ended before: a mail as every other, at no place that is still known.
      "INBOX/3/40": null,
      [`INBOX/${validity}/1`]: ["INBOX", 1],
      [`INBOX/${validity}/2`]: ["INBOX", 2],
      "Shop/Orders/9/5": ["Shop/Orders", 5],
      "mailgun/of a hook that is gone": null,
      "postmark/pm-1": null,
      "postmark/pm-2": null,
      "": null,
    });
    expect(rows).toHaveLength(8);
  });

  test("counts from there on, and what services handed over before where it is known which", async () => {
    const { ways, folders, hooks } = await account(inboxId);
    expect(Object.fromEntries(ways.map(({ source, counts }) => [source, counts.stored]))).toEqual({
      imap: 4,
      smtp: 1,
      hook: 2,
    });
    expect(
      folders.map(({ folder, startUid, lastUid, counts, endedAt }) => ({
        folder,
        startUid,
        lastUid,
        stored: counts.stored,
        endedAt,
      })),
    ).toEqual([
      { folder: "INBOX", startUid: 3, lastUid: 2, stored: 2, endedAt: null },
      { folder: "Shop/Orders", startUid: 6, lastUid: 5, stored: 1, endedAt: null },
    ]);
    expect(hooks).toMatchObject([{ hookId, handedOver: 1, missingCount: 0, missing: [] }]);
    expect((await account(otherInboxId)).hooks).toMatchObject([{ hookId, handedOver: 1, missingCount: 0 }]);
  });

  test.runIf(hasMailboxServer)(
    "goes on where it was: only what comes from now on is fetched, once",
    async () => {
      await server?.inside(user, (mailbox) => mailbox.append("INBOX", mailOf("three"), []));
      const box = {
        workspaceId,
        inboxId,
        to: [`${inboxId}@shop.example`],
        failures: 0,
        password,
        server: { host: "127.0.0.1", port: server?.port ?? 0, security: "none" as const, user },
      };
      const fetcher = new Fetcher(house, box, [0.2]);
      const fetched = async () => (await account(inboxId)).folders.find(({ folder }) => folder === "INBOX");
      await expect
        .poll(fetched, patience)
        .toMatchObject({ lastUid: 3, waiting: 0, counts: { received: 1, stored: 2 } });
      await fetcher.stop();
      expect(await fetched()).toMatchObject({ counts: { received: 1, stored: 2 } });
    },
  );
});
