/** A condition's form, whatever its fields mean. */
export type ConditionShape =
  | { all: ConditionShape[] }
  | { any: ConditionShape[] }
  | { not: ConditionShape }
  | { field: string; operator: string; value?: unknown };

/** Deeper or larger than this nobody reads it any more. */
export const deepest = 8;
export const mostParts = 100;

export interface ShapeTrouble {
  path: string;
  message: string;
}

/** What keeps an unknown value from being a condition; at most ten troubles, and never more than the bounded part of it is read. */
export function shapeTroubles(input: unknown): ShapeTrouble[] {
  const troubles: ShapeTrouble[] = [];
  let parts = 0;
  const walk = (part: unknown, path: string, depth: number): void => {
    if (troubles.length >= 10) return;
    const say = (message: string, at = path) => troubles.push({ path: at, message });
    if (++parts > mostParts)
      return void (parts === mostParts + 1 && say(`A condition has at most ${mostParts} parts.`));
    if (depth > deepest) return void say(`A condition is at most ${deepest} levels deep.`);
    if (typeof part !== "object" || part === null || Array.isArray(part))
      return void say("A part is { all }, { any }, { not } or { field, operator, value }.");
    const keys = Object.keys(part);
    const [key = ""] = keys;
    if (keys.length === 1 && (key === "all" || key === "any")) {
      const inner: unknown = (part as Record<string, unknown>)[key];
      if (!Array.isArray(inner)) return void say("This is a list of parts.", `${path}/${key}`);
      inner.slice(0, mostParts + 1).forEach((one, index) => walk(one, `${path}/${key}/${index}`, depth + 1));
    } else if (keys.length === 1 && key === "not") {
      walk((part as Record<string, unknown>)["not"], `${path}/not`, depth + 1);
    } else leaf(part as Record<string, unknown>, say, path);
  };
  walk(input, "", 1);
  return troubles;
}

function leaf(
  part: Record<string, unknown>,
  say: (message: string, at?: string) => void,
  path: string,
): void {
  const { field, operator, value, ...rest } = part;
  const [strange] = Object.keys(rest);
  if (strange !== undefined) say(`"${strange.slice(0, 50)}" has no meaning here.`);
  else if (typeof field !== "string" || field.length > 100) say("A part names its field.", `${path}/field`);
  else if (typeof operator !== "string" || operator.length > 50)
    say("A part names its operator.", `${path}/operator`);
  else if (value !== undefined && !bounded(value)) say("This value is too long.", `${path}/value`);
}

/** At most 100 entries, each a plain value; a text at most 1,000 characters. */
function bounded(value: unknown): boolean {
  const plain = (one: unknown) =>
    one === null ||
    typeof one === "boolean" ||
    typeof one === "number" ||
    (typeof one === "string" && one.length <= 1000);
  if (Array.isArray(value)) return value.length <= 100 && value.every(plain);
  if (typeof value === "object" && value !== null)
    return Object.keys(value).length <= 5 && Object.values(value).every(plain);
  return plain(value);
}
