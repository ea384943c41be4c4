import { plainOf } from "./rich-text.ts";

interface Named {
  id: string;
  name: string;
}

/** The ids of those who were chosen after an @, and of those whose whole name somebody typed; a longer name wins over its beginning. */
export function mentionedIn(html: string, people: readonly Named[]): string[] {
  const chosen = [...html.matchAll(/\bdata-mention="([0-9a-f-]{36})"/g)].map(([, id = ""]) => id);
  const found = new Set(chosen.filter((id) => people.some((one) => one.id === id)));
  let rest = plainOf(html);
  for (const { id, name } of people.toSorted((a, b) => b.name.length - a.name.length)) {
    if (!rest.includes(`@${name}`)) continue;
    rest = rest.replaceAll(`@${name}`, " ");
    // Two may share a name: then it is whoever was chosen.
    const namesake = people.some((one) => one.name === name && found.has(one.id));
    if (!namesake) found.add(id);
  }
  return [...found];
}
