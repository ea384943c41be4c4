import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { Globe } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listMailDomains } from "../../../shared/deliverability.ts";
import { queryOf } from "../../lib/query.ts";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Screen } from "../parts/Screen.tsx";
import { DomainPart } from "./DomainPart.tsx";

/** What decides whether our mail arrives, domain by domain, and what to do about it. */
export default function DeliverabilityScreen() {
  const { t } = useTranslation();
  const domains = useQuery(queryOf(listMailDomains, {}));

  return (
    <Screen title={t("deliverability.title")} lead={t("deliverability.lead")}>
      <Loaded query={domains} rows={4}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon={<Globe />}
              title={t("deliverability.emptyTitle")}
              action={
                <Link
                  to="/settings/$screen"
                  params={{ screen: "inboxes" }}
                  className="text-coral-ink underline underline-offset-2"
                >
                  {t("deliverability.toInboxes")}
                </Link>
              }
            >
              {t("deliverability.empty")}
            </EmptyState>
          ) : (
            <div className="flex flex-col gap-10">
              {items.map((domain) => (
                <DomainPart key={domain.domain} domain={domain} />
              ))}
            </div>
          )
        }
      </Loaded>
    </Screen>
  );
}
