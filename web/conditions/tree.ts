import type { Condition, Leaf } from "../../shared/conditions.ts";

/** How the parts of a group belong together: none is "not any", not_all is "not all". */
export const joins = ["all", "any", "none", "not_all"] as const;
export type Join = (typeof joins)[number];

export interface Rule {
  id: string;
  negated: boolean;
  field: string;
  operator: string;
  value: unknown;
}
export interface Group {
  id: string;
  join: Join;
  parts: Part[];
}
export type Part = Group | Rule;

export const isGroup = (part: Part): part is Group => "parts" in part;

let last = 0;
/** A name for a part while it is edited; conditions themselves have none. */
export const newPartId = (): string => `part-${++last}`;

/** A condition as the builder edits it: a group on top, each part with a name. Says the same as the condition did. */
export function treeOf(condition: Condition): Group {
  const part = partOf(condition);
  return isGroup(part) ? part : { id: newPartId(), join: "all", parts: [part] };
}

function partOf(condition: Condition): Part {
  if ("all" in condition) return groupOf("all", condition.all);
  if ("any" in condition) return groupOf("any", condition.any);
  if (!("not" in condition)) return ruleOf(condition);
  const part = partOf(condition.not);
  return isGroup(part) ? { ...part, join: opposite[part.join] } : { ...part, negated: !part.negated };
}

const opposite: Record<Join, Join> = { all: "not_all", not_all: "all", any: "none", none: "any" };

const groupOf = (join: Join, parts: readonly Condition[]): Group => ({
  id: newPartId(),
  join,
  parts: parts.map(partOf),
});

const ruleOf = ({ field, operator, value }: Leaf): Rule => ({
  id: newPartId(),
  negated: false,
  field,
  operator,
  value,
});

/** The condition that a tree says, and at which JSON pointer in it each part stands. */
export function conditionOf(tree: Group): { condition: Condition; places: ReadonlyMap<string, string> } {
  const places = new Map<string, string>();
  const write = (part: Part, path: string): Condition => {
    const negated = isGroup(part) ? part.join === "none" || part.join === "not_all" : part.negated;
    const at = negated ? `${path}/not` : path;
    places.set(at, part.id);
    const said = isGroup(part) ? writeGroup(part, at) : writeRule(part);
    return negated ? { not: said } : said;
  };
  const writeGroup = ({ join, parts }: Group, path: string): Condition => {
    const key = join === "any" || join === "none" ? "any" : "all";
    const inner = parts.map((part, index) => write(part, `${path}/${key}/${index}`));
    return key === "any" ? { any: inner } : { all: inner };
  };
  return { condition: write(tree, ""), places };
}

const writeRule = ({ field, operator, value }: Rule): Leaf => ({
  field,
  operator,
  ...(value !== undefined && value !== null && { value }),
});

/** The tree with one part changed. */
export function change(tree: Group, id: string, into: (part: Part) => Part): Group {
  const walk = (part: Part): Part => {
    const changed = part.id === id ? into(part) : part;
    return isGroup(changed) && part.id !== id ? { ...changed, parts: changed.parts.map(walk) } : changed;
  };
  return walk(tree) as Group;
}

/** The tree with a part at the end of a group. */
export function add(tree: Group, groupId: string, part: Part): Group {
  return change(tree, groupId, (group) =>
    isGroup(group) ? { ...group, parts: [...group.parts, part] } : group,
  );
}

/** The tree without a part; a group that is empty by that goes with it, the one on top stays. */
export function remove(tree: Group, id: string): Group {
  const walk = (group: Group): Group => ({
    ...group,
    parts: group.parts.flatMap((part): Part[] => {
      if (part.id === id) return [];
      if (!isGroup(part)) return [part];
      const left = walk(part);
      return left.parts.length === 0 && part.parts.length > 0 ? [] : [left];
    }),
  });
  return walk(tree);
}

/** The part, and what of it, that a trouble's path points at; the group around it when the path ends there. */
export function partAt(
  places: ReadonlyMap<string, string>,
  path: string,
): { id: string; of: "field" | "operator" | "value" | "" } | null {
  const [, before = path, of = ""] = /^(.*)\/(field|operator|value)$/.exec(path) ?? [];
  for (let at = of ? before : path; ; at = at.slice(0, at.lastIndexOf("/"))) {
    const id = places.get(at);
    if (id) return { id, of: of as "field" | "operator" | "value" | "" };
    if (at === "") return null;
  }
}
