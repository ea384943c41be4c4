import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { CustomerRef } from "../../shared/customers.ts";
import { useMay, useMayAs } from "../people/people.ts";
import { Avatar } from "../ui/Avatar.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";
import { RelativeTime } from "../ui/RelativeTime.tsx";
import { Skeleton } from "../ui/Skeleton.tsx";
import { CustomerName } from "./CustomerName.tsx";
import { CustomerNote } from "./CustomerNote.tsx";
import { customerQuery } from "./customer.ts";
import { Identities } from "./Identities.tsx";
import { customerName } from "./names.ts";
import { Part } from "./Part.tsx";

interface Props {
  id: string;
  /** What is known before the rest arrives. */
  fallback: CustomerRef;
  /** On the customer's own page: no link to it. */
  page?: boolean;
}

/** Name, addresses and what colleagues should know; the name is there at once, the rest a moment later. */
export function CustomerFacts({ id, fallback, page }: Props) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const mayChange = useMay("customers.change");
  const { data, error, refetch } = useQuery(customerQuery(id));
  const name = customerName(data ?? fallback);

  return (
    <>
      <div className="flex items-center gap-3 px-4 pt-4 pb-3">
        <Avatar name={name} size="lg" />
        <div className="min-w-0 flex-1">
          {data && mayChange ? (
            <CustomerName customer={data} />
          ) : (
            <p className="truncate text-base font-semibold">{name}</p>
          )}
          {data ? (
            <p className="text-xs text-faint">
              {t("customers.since")} <RelativeTime at={data.createdAt} long />
            </p>
          ) : (
            <Skeleton className="mt-1 h-3 w-32" />
          )}
        </div>
      </div>
      {isAgent && !page && (
        <Link
          to="/customers/$customerId"
          params={{ customerId: id }}
          className="mx-4 mb-3 self-start rounded text-coral-ink underline underline-offset-2"
        >
          {t("customers.openPage")}
        </Link>
      )}
      {error && !data && !page && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && <Identities customer={data} />}
      <Part title={t("customers.note")}>
        {data ? <CustomerNote key={data.id} customer={data} /> : <Skeleton className="h-8" />}
      </Part>
    </>
  );
}
