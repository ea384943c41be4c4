import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import type { Form } from "./use-form.ts";

interface Props<T> {
  form: Form<T>;
  /** Why it cannot be saved yet. */
  blocked?: string | undefined;
  act?: string | undefined;
}

/** Stands at the lower edge as soon as something was changed. */
export function SaveBar<T>({ form, blocked, act }: Props<T>) {
  const { t } = useTranslation();
  if (!form.dirty && !form.busy) return null;

  return (
    <div className="sticky bottom-0 z-10 rounded-xl border border-line bg-surface px-4 py-3 shadow-float">
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p role="status" className="min-w-24 flex-1 text-soft">
          {blocked ?? t("settings.unsaved")}
        </p>
        <Button look="plain" onClick={form.discard}>
          {t("settings.undo")}
        </Button>
        <Button type="submit" look="primary" busy={form.busy} disabled={Boolean(blocked)}>
          {act ?? t("settings.save")}
        </Button>
      </div>
      <ErrorLine error={form.problem} />
    </div>
  );
}
