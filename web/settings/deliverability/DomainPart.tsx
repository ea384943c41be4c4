import { useQuery } from "@tanstack/react-query";
import { RotateCw } from "lucide-react";
import { useTranslation } from "react-i18next";
import { getDeliverability, type MailDomain } from "../../../shared/deliverability.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import { CheckRow } from "./CheckRow.tsx";
import { DomainKeys } from "./DomainKeys.tsx";
import { worst } from "./verdict.ts";

/** One domain: what DNS says about it, and the keys that sign its mail. */
export function DomainPart({ domain: { domain, addresses, keys } }: { domain: MailDomain }) {
  const { t } = useTranslation();
  const report = useQuery(queryOf(getDeliverability, { params: { domain } }));
  const { data, isFetching } = report;

  return (
    <div className="flex flex-col gap-4">
      <Section
        title={domain}
        hint={t("deliverability.sends", { addresses: addresses.join(", ") })}
        action={
          <Button
            size="sm"
            icon={<RotateCw className="size-3.5" />}
            busy={isFetching}
            aria-label={t("deliverability.againNamed", { domain })}
            onClick={() => void report.refetch()}
          >
            {t("deliverability.again")}
          </Button>
        }
      >
        <Card className="px-4 py-1">
          <div role="status" className="py-3">
            {data ? (
              <p className="flex flex-wrap items-baseline gap-x-2">
                <span className="font-medium">
                  {t(`deliverability.summary.${worst(data.checks.map(({ verdict }) => verdict))}`)}
                </span>
                <span className="text-xs text-faint">
                  {t("deliverability.checked")} <RelativeTime at={data.checkedAt} long />
                </span>
              </p>
            ) : (
              !report.error && (
                <p className="flex items-center gap-2 text-soft">
                  <Spinner />
                  {t("deliverability.asking", { domain })}
                </p>
              )
            )}
            <ErrorLine error={isFetching ? null : report.error} />
          </div>
          {data && (
            <ul aria-label={domain}>
              {data.checks.map((check) => (
                <CheckRow key={check.what} check={check} />
              ))}
            </ul>
          )}
        </Card>
      </Section>
      <DomainKeys domain={domain} keys={keys} />
    </div>
  );
}
