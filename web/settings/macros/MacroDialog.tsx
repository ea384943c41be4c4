import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeMacro, createMacro, getMacro, listMacros, type Macro } from "../../../shared/macros.ts";
import { call } from "../../lib/call.ts";
import { spoken } from "../../lib/i18n.ts";
import { queryOf } from "../../lib/query.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { toast } from "../../ui/Toast.tsx";
import { FormDialog } from "../parts/FormDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { contentOf, draftOf } from "./draft.ts";
import { MacroActions } from "./MacroActions.tsx";
import { MacroFiles } from "./MacroFiles.tsx";
import { MacroStepChoice } from "./MacroStepChoice.tsx";
import { MacroTexts } from "./MacroTexts.tsx";
import { ScopeChoice } from "./ScopeChoice.tsx";

/** Makes a macro, or changes the one with this id. */
export function MacroDialog({ id, onClose }: { id: string | null; onClose: () => void }) {
  const asked = useQuery({ ...queryOf(getMacro, { params: { id: id ?? "" } }), enabled: id !== null });
  if (id === null) return <MacroForm macro={null} onClose={onClose} />;
  return asked.data ? <MacroForm macro={asked.data} onClose={onClose} /> : null;
}

function MacroForm({ macro, onClose }: { macro: Macro | null; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listMacros, getMacro);
  const form = useForm({
    stored: draftOf(macro, spoken()),
    save: (draft, seen) => {
      const { scope, teamId } = draft;
      return macro
        ? call(changeMacro, {
            params: { id: macro.id },
            body: { ...contentOf(draft), seen: contentOf(seen) },
          })
        : call(createMacro, { body: { scope, teamId, ...contentOf(draft) } });
    },
    onSaved: ({ name }) => {
      renew();
      toast(t("macros.saved", { name }));
      onClose();
    },
  });
  const { value, set, wrong } = form;

  return (
    <FormDialog
      form={form}
      thing={macro?.id}
      title={macro?.name ?? t("macros.new")}
      act={t("settings.save")}
      onClose={onClose}
      wide
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={t("sorting.name")} error={wrong["name"]}>
          <Input
            autoFocus
            maxLength={100}
            value={value.name}
            onValueChange={(name: string) => set({ name })}
          />
        </Field>
        <Field label={t("macros.folder")} hint={t("macros.folderHint")}>
          <Input maxLength={200} value={value.folder} onValueChange={(folder: string) => set({ folder })} />
        </Field>
        <Field label={t("macros.kind")}>
          <Select
            value={value.kind}
            onChange={(kind) => set({ kind })}
            items={(["macro", "text"] as const).map((kind) => ({
              value: kind,
              label: t(`macros.kinds.${kind}`),
            }))}
          />
        </Field>
        <ScopeChoice place={value} onChange={set} fixed={macro !== null} />
      </div>
      <MacroTexts
        texts={value.texts}
        standsIn={value.language}
        onAttach={(file) =>
          value.kind === "text" ? toast(t("macros.onlyPictures")) : set({ files: [...value.files, file] })
        }
        onChange={set}
      />
      {value.kind === "macro" && (
        <>
          <MacroFiles files={value.files} onChange={(files) => set({ files })} />
          <MacroActions actions={value.actions} onChange={(actions) => set({ actions })} />
          <MacroStepChoice step={value.step} onChange={(step) => set({ step })} />
        </>
      )}
    </FormDialog>
  );
}
