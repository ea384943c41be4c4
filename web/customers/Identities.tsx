import { AtSign, BadgeCheck, Hash, Mail, Phone, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { addIdentity, type Customer, IdentityKind } from "../../shared/customers.ts";
import { call } from "../lib/call.ts";
import { useMay, useMayAs } from "../people/people.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";
import { Field, Input } from "../ui/Field.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Popover } from "../ui/Popover.tsx";
import { Select } from "../ui/Select.tsx";
import { useCustomerAct } from "./customer.ts";
import { MailStopped } from "./MailStopped.tsx";
import { Part } from "./Part.tsx";

const icons = { email: Mail, phone: Phone, handle: AtSign, external: Hash };

/** Every address the customer is known by, and whether it is proven to be theirs. */
export function Identities({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const mayChange = useMay("customers.change");

  return (
    <Part title={t("customers.identities")} action={mayChange && <AddIdentity customer={customer} />}>
      {customer.identities.length === 0 && <p className="text-faint">{t("customers.noIdentities")}</p>}
      <ul className="flex flex-col gap-1">
        {customer.identities.map(({ id, kind, value, verified }) => {
          const Icon = icons[kind];
          return (
            <li key={id} className="flex flex-wrap items-center gap-x-2">
              <span className="flex max-w-full items-center gap-2">
                <Icon className="size-3.5 shrink-0 text-faint" aria-label={t(`customers.kinds.${kind}`)} />
                <span className="min-w-0 truncate select-all" title={value}>
                  {value}
                </span>
                {verified && (
                  <BadgeCheck className="size-3.5 shrink-0 text-kept" aria-label={t("customers.verified")} />
                )}
              </span>
              {kind === "email" && isAgent && <MailStopped customerId={customer.id} address={value} />}
            </li>
          );
        })}
      </ul>
    </Part>
  );
}

function AddIdentity({ customer }: { customer: Customer }) {
  const { t } = useTranslation();
  const act = useCustomerAct();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<(typeof IdentityKind.options)[number]>("email");
  const [value, setValue] = useState("");
  const add = () =>
    act.mutate(
      () => call(addIdentity, { params: { id: customer.id }, body: { kind, value: value.trim() } }),
      {
        onSuccess: () => {
          setOpen(false);
          setValue("");
        },
      },
    );

  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      title={t("customers.addIdentity")}
      trigger={
        <IconButton label={t("customers.addIdentity")} className="size-6">
          <Plus />
        </IconButton>
      }
    >
      <form
        className="flex flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          if (value.trim()) add();
        }}
      >
        <Field label={t("customers.kind")}>
          <Select
            value={kind}
            onChange={setKind}
            items={IdentityKind.options.map((one) => ({ value: one, label: t(`customers.kinds.${one}`) }))}
          />
        </Field>
        <Field label={t("customers.value")}>
          <Input autoFocus value={value} onValueChange={setValue} maxLength={254} />
        </Field>
        <ErrorLine error={act.error} />
        <Button type="submit" look="primary" busy={act.isPending} disabled={!value.trim()}>
          {t("customers.add")}
        </Button>
      </form>
    </Popover>
  );
}
