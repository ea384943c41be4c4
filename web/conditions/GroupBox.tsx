import { ListTree, Plus, X } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";
import { IconButton } from "../ui/IconButton.tsx";
import { Select } from "../ui/Select.tsx";
import { useBuilding } from "./builder-context.ts";
import { RuleRow } from "./RuleRow.tsx";
import { sentenceOf } from "./sentence.ts";
import { change, type Group, isGroup, joins, remove } from "./tree.ts";

/** How deep groups may be put into groups here; deeper ones, made elsewhere, can still be edited. */
const deepestMade = 5;

/** Several parts and how they belong together: all of them, any, none. */
export function GroupBox({
  group,
  depth = 1,
  onGone,
}: {
  group: Group;
  depth?: number;
  onGone?: () => void;
}) {
  const { t } = useTranslation();
  const { words, edit, make, troubles, newest } = useBuilding();
  const addRule = useRef<HTMLButtonElement>(null);
  // What was removed had the focus: it goes where one goes on.
  const backToAdding = () => addRule.current?.focus();
  const trouble = troubles.get(group.id);

  return (
    <div
      role="group"
      aria-label={sentenceOf(group, words)}
      className={cx("flex flex-col gap-2.5", depth > 1 && "rounded-lg border border-line bg-paper p-2.5")}
    >
      <div className="flex items-center gap-2">
        <Select
          className="!w-auto"
          label={t("conditions.join")}
          value={group.join}
          onChange={(join) =>
            edit((tree) => change(tree, group.id, (part) => (isGroup(part) ? { ...part, join } : part)))
          }
          items={joins.map((join) => ({ value: join, label: t(`conditions.joins.${join}`) }))}
        />
        <span className="flex-1" />
        {onGone && (
          <IconButton
            label={t("conditions.removeGroup", { group: sentenceOf(group, words) })}
            onClick={() => {
              edit((tree) => remove(tree, group.id));
              onGone();
            }}
          >
            <X />
          </IconButton>
        )}
      </div>
      {group.parts.map((part) =>
        isGroup(part) ? (
          <GroupBox key={part.id} group={part} depth={depth + 1} onGone={backToAdding} />
        ) : (
          <RuleRow key={part.id} rule={part} onGone={backToAdding} />
        ),
      )}
      {group.parts.length === 0 && <p className="text-soft">{sentenceOf(group, words)}</p>}
      {trouble && <p className="text-xs text-late">{trouble.message}</p>}
      <div className="flex flex-wrap gap-1.5">
        <Button
          ref={addRule}
          size="sm"
          look="plain"
          icon={<Plus className="size-4" />}
          autoFocus={newest === group.id}
          onClick={() => make(group.id, "rule")}
        >
          {t("conditions.addRule")}
        </Button>
        {depth < deepestMade && (
          <Button
            size="sm"
            look="plain"
            icon={<ListTree className="size-4" />}
            onClick={() => make(group.id, "group")}
          >
            {t("conditions.addGroup")}
          </Button>
        )}
      </div>
    </div>
  );
}
