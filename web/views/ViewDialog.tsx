import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Role, roles } from "../../shared/agents.ts";
import type { Trouble } from "../../shared/conditions.ts";
import { changeSavedView, createSavedView, type SavedView, viewSorts } from "../../shared/saved-views.ts";
import { ConditionBuilder, isSound } from "../conditions/ConditionBuilder.tsx";
import { newRule } from "../conditions/rule.ts";
import { conditionOf, newPartId, treeOf } from "../conditions/tree.ts";
import { call } from "../lib/call.ts";
import { asProblem } from "../lib/problem.ts";
import { useColleagues, useMay, useMe } from "../people/people.ts";
import { Button } from "../ui/Button.tsx";
import { Checkbox } from "../ui/Checkbox.tsx";
import { Actions, Dialog } from "../ui/Dialog.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { Field, Input } from "../ui/Field.tsx";
import { GridSkeleton } from "../ui/GridSkeleton.tsx";
import { Select } from "../ui/Select.tsx";
import { toast } from "../ui/Toast.tsx";
import { ColumnPicker } from "./ColumnPicker.tsx";
import { conditionFieldsQuery } from "./columns.ts";
import { MatchCount } from "./MatchCount.tsx";
import { type OpenView, savedViewsQuery } from "./saved.ts";

type Start = NonNullable<Extract<OpenView, { what: "new" }>["from"]> & { defaultFor?: Role[] };

interface Props {
  /** The view that is changed; a new one is made without. */
  view?: SavedView;
  from: Start;
  onClose: () => void;
}

/** How a view stood when one began to change it. */
const seenOf = ({ name, condition, columns, sort, defaultFor }: SavedView) => ({
  name,
  condition,
  columns,
  sort,
  defaultFor,
});

/** What a view is called, for whom, what it holds, in which order and columns. */
export function ViewDialog({ view, from, onClose }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const me = useMe();
  const leads = useMay("texts.views");
  const { teams } = useColleagues();
  const myTeams = teams.filter(({ id }) => me.teamIds.includes(id));
  const { data } = useQuery(conditionFieldsQuery);
  const fields = data?.fields;

  const [name, setName] = useState(from.name ?? "");
  const [scope, setScope] = useState<SavedView["scope"]>(from.scope ?? "personal");
  const [teamId, setTeamId] = useState(from.teamId ?? myTeams[0]?.id ?? "");
  const [tree, setTree] = useState(() => startTree(from));
  const [sort, setSort] = useState(from.sort ?? "due");
  const [columns, setColumns] = useState(from.columns ?? ["customer", "subject", "holder", "promise"]);
  const [defaultFor, setDefaultFor] = useState<Role[]>(from.defaultFor ?? []);
  const [seen, setSeen] = useState(() => (view ? seenOf(view) : null));
  const [strict, setStrict] = useState(Boolean(view && view.troubles.length > 0));
  const [refused, setRefused] = useState<Trouble[]>([]);
  const { condition } = useMemo(() => conditionOf(tree), [tree]);
  const sound = fields !== undefined && isSound(tree, fields);

  const save = useMutation({
    mutationFn: () => {
      const body = {
        name: name.trim(),
        condition,
        columns,
        sort,
        defaultFor: scope === "shared" ? defaultFor : [],
      };
      if (view)
        return call(changeSavedView, { params: { id: view.id }, body: { ...body, ...(seen && { seen }) } });
      return call(createSavedView, {
        body: { ...body, scope, teamId: scope === "team" ? teamId : null, position: 0 },
      });
    },
    onSuccess: async (saved) => {
      onClose();
      toast(t(view ? "savedViews.saved" : "savedViews.made"));
      await queries.invalidateQueries({ queryKey: savedViewsQuery.queryKey });
      if (!view) void navigate({ to: "/inbox/$view", params: { view: saved.id } });
    },
    onError: (error) => {
      setRefused(partsRefused(asProblem(error).fields));
      // Once told of it one may overwrite it on purpose.
      if (asProblem(error).code === "conflict") setSeen(null);
    },
  });
  const scopes = (["personal", "team", "shared"] as const).filter(
    (one) => one === scope || one === "personal" || (one === "team" ? myTeams.length > 0 : leads),
  );
  const wrong = save.error ? asProblem(save.error).fields : {};

  return (
    <Dialog
      open
      onClose={onClose}
      wide
      title={t(view ? "savedViews.change" : "savedViews.new")}
      description={view ? t("savedViews.changeLead", { name: view.name }) : t("savedViews.newLead")}
    >
      <form
        className="flex flex-col gap-5"
        onSubmit={(event) => {
          event.preventDefault();
          setStrict(true);
          if (name.trim() && sound) save.mutate();
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t("savedViews.name")}
            error={wrong["name"]}
            className={view ? "sm:col-span-2" : undefined}
          >
            <Input value={name} onValueChange={setName} maxLength={100} autoFocus required />
          </Field>
          {!view && (
            <Field label={t("savedViews.scope")}>
              <Select
                value={scope}
                onChange={setScope}
                items={scopes.map((one) => ({ value: one, label: t(`savedViews.scopes.${one}`) }))}
              />
            </Field>
          )}
          {!view && scope === "team" && (
            <Field label={t("savedViews.team")}>
              <Select
                value={teamId}
                onChange={setTeamId}
                items={myTeams.map(({ id, name }) => ({ value: id, label: name }))}
              />
            </Field>
          )}
        </div>
        <section aria-label={t("savedViews.which")}>
          <h3 className="mb-1.5 font-medium">{t("savedViews.which")}</h3>
          {fields ? (
            <>
              <ConditionBuilder
                fields={fields}
                value={tree}
                refused={refused}
                strict={strict}
                onChange={(next) => {
                  setTree(next);
                  setRefused([]);
                }}
              />
              <MatchCount condition={condition} sound={sound} />
            </>
          ) : (
            <GridSkeleton rowHeight={40} />
          )}
        </section>
        <Field label={t("savedViews.sort")} className="sm:w-60">
          <Select
            value={sort}
            onChange={setSort}
            items={viewSorts.map((one) => ({ value: one, label: t(`savedViews.sorts.${one}`) }))}
          />
        </Field>
        <ColumnPicker value={columns} onChange={setColumns} />
        {scope === "shared" && leads && <DefaultRoles value={defaultFor} onChange={setDefaultFor} />}
        <ErrorLine error={save.error} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={save.isPending} disabled={!name.trim() || !fields}>
            {t(view ? "savedViews.save" : "savedViews.make")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

/** Which roles see the view first. */
function DefaultRoles({ value, onChange }: { value: readonly Role[]; onChange: (roles: Role[]) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="font-medium">{t("savedViews.defaultFor")}</legend>
      <p className="mb-1.5 text-xs text-faint">{t("savedViews.defaultForHint")}</p>
      <div className="flex flex-wrap gap-x-5 gap-y-1.5">
        {roles.map((role) => (
          <Checkbox
            key={role}
            checked={value.includes(role)}
            onChange={(on) => onChange(on ? [...value, role] : value.filter((one) => one !== role))}
          >
            {t(`savedViews.roles.${role}`)}
          </Checkbox>
        ))}
      </div>
    </fieldset>
  );
}

/** A new view begins with what is unresolved: that is what most look for. */
function startTree({ condition }: Start) {
  if (condition) return treeOf(condition);
  const rule = { ...newRule(undefined), field: "conversation.state", operator: "is_not", value: "resolved" };
  return { id: newPartId(), join: "all" as const, parts: [rule] };
}

/** What the server refused of the condition, with its place in it. */
function partsRefused(fields: Record<string, string>): Trouble[] {
  return Object.entries(fields).flatMap(([path, message]) =>
    path.startsWith("condition")
      ? [{ path: path.replace(/^condition/, "").replaceAll(".", "/"), message }]
      : [],
  );
}
