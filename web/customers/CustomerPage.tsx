import { useQuery } from "@tanstack/react-query";
import { Link, Navigate } from "@tanstack/react-router";
import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { ErrorState } from "../ui/ErrorState.tsx";
import { CustomerFacts } from "./CustomerFacts.tsx";
import { CustomerFields } from "./CustomerFields.tsx";
import { customerQuery } from "./customer.ts";
import { CustomerMerging } from "./merging/CustomerMerging.tsx";
import { customerName } from "./names.ts";
import { Orders } from "./Orders.tsx";

/** One customer: who they are beside everything they ever wrote about. */
export function CustomerPage({ id, conversations }: { id: string; conversations: ReactNode }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(customerQuery(id));
  const name = data ? customerName(data) : "";

  if (error && !data) {
    const away = (
      <Link to="/customers" className="rounded text-coral-ink underline underline-offset-2">
        {t("actions.goCustomers")}
      </Link>
    );
    return (
      <main className="min-h-0 flex-1">
        <h1 className="sr-only">{t("shell.customers")}</h1>
        <ErrorState error={error} onRetry={() => void refetch()} wayOut={away} />
      </main>
    );
  }
  // Who was merged is found under their old address, too.
  if (data?.mergedIntoId)
    return <Navigate to="/customers/$customerId" params={{ customerId: data.mergedIntoId }} replace />;
  return (
    <main className="flex min-h-0 flex-1 flex-col" aria-label={name || t("shell.customers")}>
      <header className="flex h-12 shrink-0 items-center gap-2 border-b border-line px-4">
        <Link
          to="/customers"
          className="flex items-center gap-1 rounded-md px-1.5 py-1 text-soft hover:bg-hover hover:text-ink"
        >
          <ChevronLeft className="size-4 rtl:rotate-180" aria-hidden="true" />
          {t("shell.customers")}
        </Link>
        <h1 className="min-w-0 truncate font-semibold">{name}</h1>
      </header>
      <div className="flex min-h-0 flex-1 overflow-hidden max-md:flex-col max-md:overflow-y-auto">
        <aside
          aria-label={t("customers.column")}
          className="flex shrink-0 flex-col border-line max-md:border-b md:w-80 md:overflow-y-auto md:border-e"
        >
          <CustomerFacts id={id} fallback={{ id, name, email: null }} page />
          <CustomerFields customerId={id} />
          <Orders customerId={id} />
          {data && <CustomerMerging customer={data} />}
        </aside>
        <section aria-label={t("customers.conversations")} className="flex min-h-64 min-w-0 flex-1 flex-col">
          {conversations}
        </section>
      </div>
    </main>
  );
}
