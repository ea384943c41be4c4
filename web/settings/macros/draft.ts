import type { Macro } from "../../../shared/macros.ts";

export type MacroDraft = Pick<
  Macro,
  "kind" | "name" | "folder" | "scope" | "teamId" | "language" | "texts" | "actions" | "step" | "files"
>;

/** A macro as the form holds it; a new one begins in one's own language. */
export function draftOf(macro: Macro | null, language: string): MacroDraft {
  if (!macro)
    return {
      kind: "macro",
      name: "",
      folder: "",
      scope: "personal",
      teamId: null,
      language,
      texts: { [language]: "" },
      actions: [],
      step: null,
      files: [],
    };
  const { kind, name, folder, scope, teamId, texts, actions, step, files } = macro;
  return { kind, name, folder, scope, teamId, language: macro.language, texts, actions, step, files };
}

/** What the endpoints take of it; a saved text does nothing and carries no files. */
export function contentOf({ files, kind, name, folder, language, texts, ...draft }: MacroDraft) {
  const plain = kind === "text";
  return {
    kind,
    name,
    folder,
    language,
    texts,
    actions: plain ? [] : draft.actions,
    step: plain ? null : draft.step,
    fileIds: plain ? [] : files.map(({ id }) => id),
  };
}

/** How a language is called by whoever reads the screen. */
export function languageName(language: string, spoken: string): string {
  try {
    return new Intl.DisplayNames([spoken], { type: "language" }).of(language) ?? language;
  } catch {
    return language;
  }
}
