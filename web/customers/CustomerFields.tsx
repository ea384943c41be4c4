import { useTranslation } from "react-i18next";
import { FieldRows } from "../fields/FieldRows.tsx";
import { useFieldSheet } from "../fields/field.ts";
import { useMay } from "../people/people.ts";
import { Part } from "./Part.tsx";

/** What the company keeps about a customer besides; nothing where it keeps nothing. */
export function CustomerFields({ customerId }: { customerId: string }) {
  const { t } = useTranslation();
  const mayChange = useMay("customers.change");
  const sheet = useFieldSheet("customer", customerId);
  if (sheet.fields.length === 0) return null;
  return (
    <Part title={t("details.aboutCustomer")}>
      <dl>
        <FieldRows sheet={sheet} mayChange={mayChange} />
      </dl>
    </Part>
  );
}
