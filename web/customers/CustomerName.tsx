import { Pencil } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Customer, changeCustomer } from "../../shared/customers.ts";
import { call } from "../lib/call.ts";
import { cx } from "../ui/cx.ts";
import { control } from "../ui/Field.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { useCustomerAct } from "./customer.ts";
import { customerName } from "./names.ts";

/** What the customer is called, changed where it stands. */
export function CustomerName({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const act = useCustomerAct();
  const [name, setName] = useState<string | null>(null);
  const keep = () => {
    if (name !== null && name.trim() !== customer.name)
      act.mutate(() => call(changeCustomer, { params: { id: customer.id }, body: { name: name.trim() } }));
    setName(null);
  };

  if (name !== null) {
    return (
      <input
        autoFocus
        aria-label={t("customers.name")}
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.target.value)}
        onBlur={keep}
        onKeyDown={(event) => {
          if (event.key === "Enter") keep();
          if (event.key === "Escape") setName(null);
        }}
        className={cx(control, "h-7 font-semibold")}
      />
    );
  }
  return (
    <p className="group flex items-center gap-1 text-base font-semibold">
      <span className="min-w-0 truncate">{customerName(customer)}</span>
      <IconButton
        label={t("customers.changeName")}
        onClick={() => setName(customer.name)}
        className="size-6 opacity-0 group-hover:opacity-100 focus-visible:opacity-100"
      >
        <Pencil className="!size-3.5" />
      </IconButton>
    </p>
  );
}
