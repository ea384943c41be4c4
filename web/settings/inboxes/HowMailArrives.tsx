import { useTranslation } from "react-i18next";
import { CopyLine } from "../parts/CopyLine.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import { mailHost } from "./mail-host.ts";

/** How mail gets here without a mailbox to fetch from: forwarded, or by the domain's MX record. */
export function HowMailArrives({ address }: { address: string }) {
  const { t } = useTranslation();
  const domain = address.split("@")[1] || "example.com";
  const { host, known } = mailHost(location.hostname, domain);

  return (
    <Section title={t("inboxSettings.receiver.title")} hint={t("inboxSettings.receiver.hint")}>
      <Card className="flex flex-col gap-4 p-4">
        {!known && (
          <p className="text-soft">{t("inboxSettings.receiver.unknown", { host: location.hostname })}</p>
        )}
        <CopyLine
          label={t("inboxSettings.receiver.forward")}
          value={host}
          hint={t("inboxSettings.receiver.forwardHint")}
          done={t("inboxSettings.receiver.copied")}
        />
        <CopyLine
          label={t("inboxSettings.receiver.mx")}
          value={`${domain}. MX 10 ${host}.`}
          hint={t("inboxSettings.receiver.mxHint", { domain })}
          done={t("inboxSettings.receiver.copied")}
        />
      </Card>
    </Section>
  );
}
