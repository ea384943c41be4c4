import type { z } from "zod";
import type { applyMacro as apply, checkMacro as check } from "../../shared/macros.ts";
import { languageWith } from "../channels/email/answer.ts";
import { find } from "../conversations/access.ts";
import { copyFiles } from "../conversations/upload.ts";
import { TemplateTrouble } from "../platform/templates.ts";
import type { Work } from "../platform/work.ts";
import { doneNow, stepNow } from "./doing.ts";
import { getMacro } from "./macro.ts";
import { fileIdsOf } from "./macro-files.ts";
import { fill, filled, troublesIn } from "./text.ts";

/** A macro for one conversation; nothing of the conversation changes before the reply is sent. */
export async function applied(
  work: Work,
  conversationId: string,
  { macroId, language: asked }: z.output<(typeof apply)["body"]>,
): Promise<z.output<(typeof apply)["reply"]>> {
  await find(work, conversationId);
  const { texts, language: fallback, actions, step } = await getMacro(work, macroId);
  const language = spokenIn(texts, asked ?? (await languageWith(work, conversationId))) ?? fallback;
  const { attached, pictures } = await fileIdsOf(work, { id: macroId, texts });
  return {
    html: await withOwnPictures(
      work,
      await fill(work, conversationId, texts[language] ?? "", language),
      pictures,
    ),
    language,
    files: await copyFiles(work, attached),
    actions: await doneNow(work, actions),
    step: await stepNow(work, step),
  };
}

/** The pictures become files of whoever writes the reply, as the attached ones do. */
async function withOwnPictures(work: Work, html: string, pictures: readonly string[]): Promise<string> {
  const shown = pictures.filter((id) => html.includes(id));
  const copies = await copyFiles(work, shown);
  return shown.reduce((text, id, place) => text.replaceAll(id, copies[place]?.id ?? id), html);
}

/** The wished language where there is a text in it, or that language without its region. */
function spokenIn(texts: Readonly<Record<string, string>>, wished: string): string | undefined {
  const exact = wished.toLowerCase();
  return [exact, exact.split("-")[0] ?? ""].find((one) => texts[one] !== undefined);
}

/** What is wrong with texts that are being written, and how one of them reads for a conversation. */
export async function checked(
  work: Work,
  { texts, preview }: z.output<(typeof check)["body"]>,
): Promise<z.output<(typeof check)["reply"]>> {
  const troubles = troublesIn(texts);
  const text = preview && texts[preview.language];
  if (!preview || text === undefined) return { troubles, html: null };
  try {
    return { troubles, html: await filled(work, preview.conversationId, text, preview.language) };
  } catch (error) {
    if (!(error instanceof TemplateTrouble)) throw error;
    const { line, why } = error;
    const told = troubles.some(({ language }) => language === preview.language);
    return {
      troubles: told ? troubles : [...troubles, { language: preview.language, line, why }],
      html: null,
    };
  }
}
