import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type CustomField, countFieldUse, listFields, removeField } from "../../../shared/fields.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useViewsNaming } from "../parts/views-naming.ts";

/** Removes a field, after saying what is filled in and which views ask about it. */
export function RemoveFieldDialog({ field, onClose }: { field: CustomField; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listFields);
  const views = useViewsNaming(`field.${field.id}`);
  const { data } = useQuery({ ...queryOf(countFieldUse, { params: { id: field.id } }), staleTime: 0 });
  return (
    <ConfirmDialog
      title={t("sorting.removeTitle", { name: field.label })}
      description={data ? t("fieldSettings.filledIn", { count: data.filled }) : t("ui.loading")}
      act={t("settings.remove")}
      ready={data !== undefined}
      run={() => call(removeField, { params: { id: field.id } })}
      onDone={() => {
        renew();
        toast(t("fieldSettings.removed", { name: field.label }));
        onClose();
      }}
      onClose={onClose}
    >
      {views.length > 0 && <p>{t("fieldSettings.brokenViews", { names: views.join(", ") })}</p>}
    </ConfirmDialog>
  );
}
