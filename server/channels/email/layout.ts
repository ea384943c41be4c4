import {
  type LayoutColour,
  LayoutLanguage,
  layoutColours,
  type MailLayout,
  type StoredLayout,
} from "../../../shared/mail-layouts.ts";
import { contentOf } from "../../conversations/file.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { Refusal } from "../../platform/errors.ts";
import type { Work } from "../../platform/work.ts";
import { filled, type LayoutValues, requireReadable } from "./layout-text.ts";

/** What stands around a mail's words, ready to be put there. */
export interface Look {
  language: string;
  colour: string;
  /** The same where mail is shown dark. */
  darkColour: string;
  /** A line above everything, in the colour. */
  line: boolean;
  logoFileId: string | null;
  header: string;
  signature: string;
  footer: string;
}

export const logoContentId = "logo@baton.inline";
const largestLogo = 200_000;
const pictures = /^image\/(?:png|jpeg|gif|webp)$/;
const columns = ["language", "header", "logoFileId", "signature", "footer", "colour"] as const;
type Row = Omit<StoredLayout, "colour"> & { colour: string };

const shape = (row: Row): StoredLayout => ({
  ...row,
  language: row.language || "default",
  colour: row.colour as LayoutColour,
});
const keyOf = (language: string) => (language === "default" ? "" : language);

/** The layouts of an inbox, the default one first. */
export async function listLayouts(work: Work, inboxId: string): Promise<{ items: StoredLayout[] }> {
  await getInbox(work, inboxId);
  const rows = await layoutsOf(work, inboxId).execute();
  return { items: rows.map(shape) };
}

const layoutsOf = (work: Work, inboxId: string) =>
  work.db
    .selectFrom("mailLayouts")
    .select(columns)
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .orderBy("language");

/** Sets the layout of a language; refuses Liquid that cannot be read, and a logo that is no small picture. */
export async function setLayout(
  work: Work,
  inboxId: string,
  language: string,
  layout: MailLayout,
): Promise<StoredLayout> {
  await getInbox(work, inboxId);
  if (!LayoutLanguage.safeParse(language).success)
    throw new Refusal("unprocessable", `"${language}" is no language such as "de" or "pt-br".`);
  requireReadable(layout, sample);
  await requireLogo(work, layout.logoFileId);
  await work.db
    .insertInto("mailLayouts")
    .values({
      workspaceId: work.workspaceId,
      inboxId,
      language: keyOf(language),
      ...layout,
      changedAt: work.now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(["workspaceId", "inboxId", "language"])
        .doUpdateSet({ ...layout, changedAt: work.now }),
    )
    .execute();
  work.record("inbox.changed", { inboxId });
  return { ...layout, language };
}

/** Removes the layout of a language; removing what is not there changes nothing. */
export async function removeLayout(
  work: Work,
  inboxId: string,
  language: string,
): Promise<Record<string, never>> {
  await getInbox(work, inboxId);
  const removed = await work.db
    .deleteFrom("mailLayouts")
    .where("workspaceId", "=", work.workspaceId)
    .where("inboxId", "=", inboxId)
    .where("language", "=", keyOf(language))
    .executeTakeFirst();
  if (removed.numDeletedRows > 0n) work.record("inbox.changed", { inboxId });
  return {};
}

/** Refuses a logo that is not there, no picture, or large: it goes along with every mail. */
export async function requireLogo(work: Work, fileId: string | null): Promise<void> {
  if (!fileId) return;
  const file = (await contentOf(work, [fileId])).get(fileId);
  if (file && pictures.test(file.mediaType) && file.size <= largestLogo) return;
  const message = "The logo must be a picture (PNG, JPEG, GIF or WebP) of at most 200 KB.";
  throw new Refusal("unprocessable", message, { errors: [{ path: "/logoFileId", message }] });
}

/** Values that stand for real ones in a check and in a preview. */
export const sample: LayoutValues = {
  agent_first_name: "Olga",
  team: "Service",
  company: "Workshop",
  number: "1234",
  tracker_url: "https://service.example/t/example",
};

/** The look of a mail in a language: its own layout, that of the language without its region, or the default one. */
export async function lookOf(
  work: Work,
  inbox: { id: string; signature: string },
  language: string,
  values: LayoutValues,
): Promise<Look> {
  const wanted = [language.toLowerCase(), language.toLowerCase().split("-")[0] ?? "", ""];
  const rows = await layoutsOf(work, inbox.id).where("language", "in", wanted).execute();
  const row = wanted
    .map((one) => rows.find((each) => each.language === one))
    .find((one) => one !== undefined);
  return lookWith(row ? shape(row) : null, inbox.signature, language, values);
}

/** The look that a layout gives; none: the inbox's signature and nothing else. */
export function lookWith(
  layout: MailLayout | null,
  signature: string,
  language: string,
  values: LayoutValues,
): Look {
  const colour = layout?.colour ?? "none";
  return {
    language,
    colour: layoutColours[colour].light,
    darkColour: layoutColours[colour].dark,
    line: colour !== "none",
    logoFileId: layout?.logoFileId ?? null,
    header: filled(layout?.header ?? "", values),
    // The inbox's own signature is no template: braces in it are braces.
    signature: layout && layout.signature !== null ? filled(layout.signature, values) : signature.trim(),
    footer: filled(layout?.footer ?? "", values),
  };
}
