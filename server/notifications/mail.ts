import { queueMail } from "../channels/email/outbox.ts";
import { toldOf } from "../conversations/concerned.ts";
import { type AgentActor, system } from "../platform/actor.ts";
import type { House } from "../platform/house.ts";
import type { Work } from "../platform/work.ts";
import { answerByMail } from "./answer-by-mail.ts";
import { noticeLetter } from "./notice-letter.ts";
import { afterQuiet, nextDigest } from "./quiet.ts";
import { type Reader, readerActor, readerOf } from "./reader.ts";

const mostInMail = 500;

/** Mails one person what is due and still unread: what goes at once in one mail, and the digest of the period in another. */
export async function mailTo(house: House, workspaceId: string, agentId: string): Promise<void> {
  const actor = await readerActor(house, workspaceId, agentId);
  if (!actor) return house.work(system(workspaceId, "mail"), (work) => forgetMails(work, agentId));
  // In the person's own name: what they may not see any more is not mailed to them either.
  await house.work(actor, (work) => mailDue(work, house, actor));
}

async function forgetMails(work: Work, agentId: string): Promise<void> {
  await work.db
    .updateTable("notifications")
    .set({ mailDueAt: null })
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .where("mailDueAt", "is not", null)
    .execute();
}

type Due = Awaited<ReturnType<typeof claim>>[number];

/** Rows are taken and mails queued in one work: whoever comes second finds nothing, and a crash takes both back. */
async function mailDue(work: Work, house: House, actor: AgentActor): Promise<void> {
  const rows = await claim(work, actor.id);
  if (rows.length === 0) return;
  const reader = await readerOf(work, actor);
  const quietEnd = afterQuiet(work.now, reader.settings.quiet, reader.settings.timeZone);
  if (quietEnd > work.now) return putOff(work, rows, quietEnd);
  const { now = [], digest = [] } = Object.groupBy(rows, ({ mailDigest }) => (mailDigest ? "digest" : "now"));
  await mail(work, house, reader, now, `notice:${now[0]?.id}`);
  if (digest.length === 0) return;
  // Due at one moment means one period; after quiet hours several have come together and are one.
  const period = digest.reduce((last, { due }) => (due > last ? due : last), new Date(0));
  if (await begun(work, reader.id, period))
    return mail(work, house, reader, digest, `digest:${reader.id}:${period.toISOString()}`);
  const next = nextDigest(work.now, reader.settings, reader.settings.timeZone);
  await putOff(work, digest, afterQuiet(next, reader.settings.quiet, reader.settings.timeZone));
}

async function claim(work: Work, agentId: string) {
  const due = await work.db
    .selectFrom("notifications")
    .select(["id", "kind", "conversationId", "data", "mailDigest", "mailDueAt", "at"])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .where("mailDueAt", "<=", work.now)
    .orderBy("at")
    .orderBy("id")
    .limit(mostInMail)
    .forUpdate()
    .execute();
  await putOff(work, due, null);
  return due.map(({ mailDueAt, data, ...row }) => ({
    ...row,
    ...besideOf(row, data),
    due: mailDueAt ?? work.now,
  }));
}

/** Which side conversation a notification tells of, and what about. */
function besideOf({ kind }: { kind: string }, data: unknown) {
  const { subjectId = null, subject = null } = data as { subjectId?: string; subject?: string };
  return kind.startsWith("side_")
    ? { sideId: subjectId, sideSubject: subject }
    : { sideId: null, sideSubject: null };
}

async function putOff(work: Work, rows: readonly { id: string }[], until: Date | null): Promise<void> {
  if (rows.length === 0) return;
  await work.db
    .updateTable("notifications")
    .set({ mailDueAt: until })
    .where("workspaceId", "=", work.workspaceId)
    .where(
      "id",
      "in",
      rows.map(({ id }) => id),
    )
    .execute();
}

/** False when the digest of this period was sent already. */
async function begun(work: Work, agentId: string, period: Date): Promise<boolean> {
  const first = await work.db
    .insertInto("notificationDigests")
    .values({ workspaceId: work.workspaceId, agentId, period })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return first.numInsertedOrUpdatedRows === 1n;
}

async function mail(
  work: Work,
  house: House,
  reader: Reader,
  rows: readonly Due[],
  naturalKey: string,
): Promise<void> {
  const seen = await toldOf(work, [...new Set(rows.flatMap((row) => row.conversationId ?? []))]);
  const open = rows.filter(
    ({ kind, conversationId }) => !conversationId || seen.has(conversationId) || kind.startsWith("side_"),
  );
  if (open.length === 0) return;
  const answers = await answerByMail(work, reader.id, open, seen);
  const settingsUrl = `${house.config.url}/settings/notifications`;
  await queueMail(work, {
    kind: "account",
    naturalKey,
    to: { name: reader.name, address: reader.email },
    ...noticeLetter(reader, house.config.url, open, seen, answers),
    replyId: answers?.replyId,
    headers: { "List-Unsubscribe": `<${settingsUrl}>` },
    goodUntil: new Date(work.now.getTime() + 86_400_000),
  });
}
