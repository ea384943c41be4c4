import { Download, Plus, Upload, Zap } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import {
  archiveMacro,
  copyMacro,
  exportMacros,
  listMacros,
  type MacroRow,
  restoreMacro,
  unusedDays,
} from "../../../shared/macros.ts";
import { findMacros, macroKey } from "../../conversations/composer/macros.ts";
import { useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { needWords } from "../../lib/i18n.ts";
import { day, spokenTime, useNow } from "../../lib/time.ts";
import { useSome } from "../../lib/use-some.ts";
import { useColleagues, useMayAs } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Input } from "../../ui/Field.tsx";
import { Filter } from "../parts/Filter.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { LongRows } from "../parts/LongRows.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Screen, Section } from "../parts/Screen.tsx";
import { useAct } from "../parts/use-act.ts";
import { ImportDialog } from "./ImportDialog.tsx";

// The editor's sentences are those of the conversation.
const MacroDialog = lazy(async () => {
  const [file] = await Promise.all([
    import("./MacroDialog.tsx"),
    needWords("conversation"),
    needWords("views"),
  ]);
  return { default: file.MacroDialog };
});

type Open = { act: "new" | "import" } | { act: "edit"; id: string };
const filters = ["all", "unused", "archived"] as const;

/** What is written again and again: in folders, found by a few letters, with how often it was used. */
export default function MacrosScreen() {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const now = useNow();
  const [open, setOpen] = useState<Open | null>(null);
  const [typed, setTyped] = useState("");
  const { query, items, more } = useSome(listMacros, typed, macroKey);
  const [filter, setFilter] = useState<(typeof filters)[number]>("all");
  const start = () => setOpen({ act: "new" });
  const close = () => setOpen(null);
  useActions(
    isAgent ? [{ id: "settings.new", group: "list", title: "macros.new", keys: "c", run: start }] : [],
  );
  const button = isAgent && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("macros.new")}
    </Button>
  );
  const take = isAgent && (
    <Button icon={<Upload className="size-4" />} onClick={() => setOpen({ act: "import" })}>
      {t("macros.import")}
    </Button>
  );

  return (
    <Screen
      title={t("macros.title")}
      lead={t("macros.lead")}
      action={Boolean(query.data?.items.length) && button}
    >
      <Loaded query={query}>
        {(known) =>
          known.items.length === 0 ? (
            <EmptyState
              icon={<Zap />}
              title={t("macros.emptyTitle")}
              action={
                <div className="flex gap-2">
                  {button}
                  {take}
                </div>
              }
            >
              {t("macros.empty")}
            </EmptyState>
          ) : (
            <>
              <div className="flex flex-wrap items-center gap-2">
                <div className="min-w-40 flex-1">
                  <Input
                    type="search"
                    aria-label={t("macros.find")}
                    placeholder={t("macros.find")}
                    value={typed}
                    onValueChange={(text: string) => setTyped(text)}
                  />
                </div>
                <Filter
                  label={t("macros.show")}
                  value={filter}
                  onChange={setFilter}
                  items={filters.map((value) => ({
                    value,
                    label: t(`macros.filters.${value}`),
                    count: items.filter((macro) => belongs(macro, value, now)).length,
                  }))}
                />
                {take}
                <Button icon={<Download className="size-4" />} onClick={() => void saveExport()}>
                  {t("macros.export")}
                </Button>
              </div>
              {more && (
                <p className="text-xs text-soft">{t("ui.pick.more", { count: known.items.length })}</p>
              )}
              <Folders
                items={findMacros(
                  items.filter((macro) => belongs(macro, filter, now)),
                  typed.trim(),
                )}
                onEdit={(id) => setOpen({ act: "edit", id })}
              />
            </>
          )
        }
      </Loaded>
      {open?.act === "import" && <ImportDialog onClose={close} />}
      <Suspense fallback={null}>
        {open?.act === "new" && <MacroDialog id={null} onClose={close} />}
        {open?.act === "edit" && <MacroDialog id={open.id} onClose={close} />}
      </Suspense>
    </Screen>
  );
}

function belongs(
  { archivedAt, lastUsedAt, createdAt }: MacroRow,
  filter: (typeof filters)[number],
  now: Date,
): boolean {
  if (filter === "archived") return archivedAt !== null;
  if (archivedAt) return false;
  return filter === "all" || now.getTime() - (lastUsedAt ?? createdAt).getTime() > unusedDays * day;
}

async function saveExport(): Promise<void> {
  const text = JSON.stringify(await call(exportMacros, {}), null, 2);
  const url = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "macros.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

function Folders({ items, onEdit }: { items: readonly MacroRow[]; onEdit: (id: string) => void }) {
  const { t } = useTranslation();
  const { teamName } = useColleagues();
  const now = useNow();
  const isAgent = useMayAs("agent");
  const act = useAct(listMacros);
  if (items.length === 0) return <p className="text-soft">{t("macros.noneFound")}</p>;
  const folders = [...new Set(items.map(({ folder }) => folder))].toSorted((a, b) => a.localeCompare(b));
  const about = ({ kind, scope, teamId, languages, used, lastUsedAt }: MacroRow) =>
    [
      t(kind === "text" ? "macros.text" : "macros.macro"),
      scope === "team" ? teamName(teamId) : t(`macros.scopes.${scope}`),
      languages.join(", "),
      used > 0 ? t("macros.used", { count: used }) : t("macros.neverUsed"),
      lastUsedAt && t("macros.lastUsed", { when: spokenTime(lastUsedAt, now) }),
    ]
      .filter(Boolean)
      .join(" · ");
  const copy = ({ id }: MacroRow) =>
    act.mutate({ run: () => call(copyMacro, { params: { id } }), done: t("macros.copied") });
  const archive = ({ id, name }: MacroRow) =>
    act.mutate({
      run: () => call(archiveMacro, { params: { id } }),
      done: t("macros.archived", { name }),
    });
  const restore = ({ id }: MacroRow) =>
    act.mutate({ run: () => call(restoreMacro, { params: { id } }), done: t("macros.restored") });

  return folders.map((folder) => (
    <Section key={folder} title={folder.replaceAll("/", " / ") || t("macros.noFolder")}>
      <LongRows
        label={folder || t("macros.noFolder")}
        items={items.filter((macro) => macro.folder === folder)}
        keyOf={({ id }) => id}
        estimate={56}
        memory={`macros ${folder}`}
      >
        {(macro) => (
          <li key={macro.id} className="px-4">
            <RowLine
              name={macro.name}
              detail={about(macro)}
              onChange={macro.mayChange && !macro.archivedAt ? () => onEdit(macro.id) : undefined}
              onRemove={macro.mayChange && !macro.archivedAt ? () => archive(macro) : undefined}
              removeLabel={t("macros.archive")}
            >
              {isAgent && !macro.archivedAt && (
                <Button size="sm" look="plain" onClick={() => copy(macro)}>
                  {t("macros.copy")}
                  <span className="sr-only">{macro.name}</span>
                </Button>
              )}
              {macro.mayChange && macro.archivedAt && (
                <Button size="sm" onClick={() => restore(macro)}>
                  {t("macros.restore")}
                  <span className="sr-only">{macro.name}</span>
                </Button>
              )}
            </RowLine>
          </li>
        )}
      </LongRows>
    </Section>
  ));
}
