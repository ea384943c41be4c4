import { sql } from "kysely";
import { IANAZone } from "luxon";
import { NoticeSettings, usualSettings } from "../../shared/notifications.ts";
import { self } from "../people/access.ts";
import { getWorkspace } from "../people/workspace.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

/** What was stored, with what was added to the kinds since. */
function completed(stored: unknown): NoticeSettings {
  const kept = (stored ?? {}) as Partial<NoticeSettings>;
  return NoticeSettings.parse({
    ...usualSettings,
    ...kept,
    ways: { ...usualSettings.ways, ...kept.ways },
  });
}

/** How everybody is told who has not said otherwise. */
export async function getDefaults(work: Work): Promise<NoticeSettings> {
  const row = await work.db
    .selectFrom("notificationDefaults")
    .select("settings")
    .where("workspaceId", "=", work.workspaceId)
    .executeTakeFirst();
  return completed(row?.settings);
}

/** Says how everybody is told who has not said otherwise; refuses an unknown zone. */
export async function setDefaults(work: Work, settings: NoticeSettings): Promise<NoticeSettings> {
  requireZone(settings);
  const row = { settings: JSON.stringify(settings) };
  await work.db
    .insertInto("notificationDefaults")
    .values({ workspaceId: work.workspaceId, ...row })
    .onConflict((conflict) => conflict.column("workspaceId").doUpdateSet(row))
    .execute();
  work.record("notification_defaults.changed", {});
  return settings;
}

/** How each of these people wants to be told, with their zone, by id. */
export async function settingsOf(
  work: Work,
  agentIds: readonly string[],
): Promise<Map<string, NoticeSettings & { timeZone: string }>> {
  if (agentIds.length === 0) return new Map();
  const [defaults, { timeZone }] = [await getDefaults(work), await getWorkspace(work)];
  const rows = await work.db
    .selectFrom("notificationSettings")
    .select(["agentId", "settings"])
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", sql<string>`any(${[...agentIds]}::uuid[])`)
    .execute();
  const own = new Map(rows.map(({ agentId, settings }) => [agentId, completed(settings)]));
  return new Map(
    agentIds.map((id) => {
      const settings = own.get(id) ?? defaults;
      return [id, { ...settings, timeZone: settings.timeZone ?? timeZone }];
    }),
  );
}

interface Held {
  settings: NoticeSettings;
  own: boolean;
}

/** How whoever asks wants to be told. */
export async function getSettings(work: Work): Promise<Held> {
  const row = await work.db
    .selectFrom("notificationSettings")
    .select("settings")
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", self(work).id)
    .executeTakeFirst();
  return row
    ? { settings: completed(row.settings), own: true }
    : { settings: await getDefaults(work), own: false };
}

/** Says how one wants to be told; refuses an unknown zone. */
export async function setSettings(work: Work, settings: NoticeSettings): Promise<Held> {
  requireZone(settings);
  const agentId = self(work).id;
  const row = { settings: JSON.stringify(settings) };
  await work.db
    .insertInto("notificationSettings")
    .values({ workspaceId: work.workspaceId, agentId, ...row })
    .onConflict((conflict) => conflict.columns(["workspaceId", "agentId"]).doUpdateSet(row))
    .execute();
  work.record("notification.configured", { agentId });
  return { settings, own: true };
}

/** Goes back to the workspace's defaults. */
export async function dropSettings(work: Work): Promise<Held> {
  const agentId = self(work).id;
  const gone = await work.db
    .deleteFrom("notificationSettings")
    .where("workspaceId", "=", work.workspaceId)
    .where("agentId", "=", agentId)
    .executeTakeFirst();
  if (gone.numDeletedRows > 0n) work.record("notification.configured", { agentId });
  return getSettings(work);
}

function requireZone({ timeZone }: NoticeSettings): void {
  if (timeZone !== null && !IANAZone.isValidZone(timeZone))
    throw new Refusal("unprocessable", `There is no time zone "${timeZone}".`);
}
