import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { conditionTroubles } from "../../shared/condition-check.ts";
import type { FieldDescription, Trouble } from "../../shared/conditions.ts";
import { BuilderContext, type PartTrouble } from "./builder-context.ts";
import { GroupBox } from "./GroupBox.tsx";
import { newRule } from "./rule.ts";
import { sentenceOf } from "./sentence.ts";
import { add, conditionOf, type Group, newPartId, partAt } from "./tree.ts";
import { useWording } from "./use-wording.ts";

interface Props {
  /** What can be asked: the answer of GET /api/conditions/fields. */
  fields: readonly FieldDescription[];
  value: Group;
  onChange: (tree: Group) => void;
  /** What the server refused, with paths from the condition on; shown until that part changes. */
  refused?: readonly Trouble[];
  /** Shows what is wrong everywhere, also where nobody has been yet. */
  strict?: boolean;
}

/** The one editor of conditions: what is selected, as lines in groups, with what is wrong beside its part and all of it as one sentence. */
export function ConditionBuilder({ fields, value, onChange, refused = [], strict = false }: Props) {
  const { t } = useTranslation();
  const byId = useMemo(() => new Map(fields.map((field) => [field.id, field])), [fields]);
  const words = useWording(byId);
  const [touched, setTouched] = useState<ReadonlySet<string>>(new Set());
  const [newest, setNewest] = useState<string | null>(null);
  const troubles = useMemo(
    () => shownTroubles(value, fields, refused, (id) => strict || touched.has(id)),
    [value, fields, refused, strict, touched],
  );

  const building = {
    fields: byId,
    words,
    troubles,
    newest,
    edit: (change: (tree: Group) => Group) => onChange(change(value)),
    make: (groupId: string, kind: "rule" | "group") => {
      const rule = newRule(byId.get("conversation.state") ?? fields[0]);
      const part = kind === "rule" ? rule : { id: newPartId(), join: "any" as const, parts: [rule] };
      setNewest(rule.id);
      onChange(add(value, groupId, part));
    },
    touch: (id: string) => setTouched((before) => (before.has(id) ? before : new Set([...before, id]))),
  };

  return (
    <BuilderContext value={building}>
      <GroupBox group={value} />
      <p className="mt-3 rounded-md bg-hover px-3 py-2 text-soft">
        <span className="sr-only">{t("conditions.readAs")} </span>
        {sentenceOf(value, words)}
      </p>
    </BuilderContext>
  );
}

/** Values are found wanting only after one was there; a field or an operator that is gone is said at once. */
function shownTroubles(
  tree: Group,
  fields: readonly FieldDescription[],
  refused: readonly Trouble[],
  visited: (id: string) => boolean,
): ReadonlyMap<string, PartTrouble> {
  const { condition, places } = conditionOf(tree);
  const found = new Map<string, PartTrouble>();
  for (const trouble of [...refused, ...conditionTroubles(condition, fields)]) {
    const at = partAt(places, trouble.path);
    if (!at || found.has(at.id)) continue;
    if (at.of !== "value" || visited(at.id) || refused.includes(trouble))
      found.set(at.id, { of: at.of, message: trouble.message });
  }
  return found;
}

/** Whether a tree can be used with these fields as it stands. */
export function isSound(tree: Group, fields: readonly FieldDescription[]): boolean {
  return conditionTroubles(conditionOf(tree).condition, fields).length === 0;
}
