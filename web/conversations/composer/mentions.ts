interface Named {
  id: string;
  name: string;
}

/** What is being typed after an @ right before the caret; null when it is not a mention. */
export function mentionBefore(text: string, caret: number): string | null {
  return /(?:^|\s)@([\p{L}\p{N}'.-]*)$/u.exec(text.slice(0, caret))?.[1] ?? null;
}

/** Puts a name where its first letters stand, and says where the caret belongs. */
export function completeMention(text: string, caret: number, name: string): { text: string; caret: number } {
  const typed = mentionBefore(text, caret);
  if (typed === null) return { text, caret };
  const from = caret - typed.length;
  const completed = `${text.slice(0, from)}${name} `;
  return { text: completed + text.slice(caret), caret: completed.length };
}

/** The ids of those whose whole name stands in a text after an @; a longer name wins over its beginning. */
export function mentionedIn(text: string, people: readonly Named[]): string[] {
  let rest = text;
  const found: string[] = [];
  for (const { id, name } of people.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(`@${name}`)) continue;
    found.push(id);
    rest = rest.replaceAll(`@${name}`, " ");
  }
  return found;
}
