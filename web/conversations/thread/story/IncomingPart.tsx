import { Download } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { downloadInbound } from "../../../../shared/email.ts";
import type { IncomingStory } from "../../../../shared/mail-story.ts";
import { urlOf } from "../../../lib/call.ts";
import { fileSize } from "../../../lib/size.ts";
import { exactTime } from "../../../lib/time.ts";
import { useMay } from "../../../people/people.ts";
import { Flaws } from "./Flaws.tsx";
import { Proofs } from "./Proofs.tsx";

/** How a mail came, who proved what, why it is here, and what was wrong with it. */
export function IncomingPart({ story }: { story: IncomingStory }) {
  const { t } = useTranslation();
  const isAdmin = useMay("mail.log");
  const { source, inboxName, remoteIp, helo, envelopeFrom, envelopeTo, receivedAt, size, findings } = story;
  const address = remoteIp && `[${remoteIp}]`;
  const server = [helo === address ? "" : helo, address].filter(Boolean).join(" ");

  return (
    <>
      <Part title={t("mailStory.inTitle")}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          <dt className="text-faint">{t("mailStory.received")}</dt>
          <dd>
            {exactTime(receivedAt)} · {fileSize(size)}
          </dd>
          <dt className="text-faint">{t("mailStory.by")}</dt>
          <dd className="break-words">{t(`mailStory.sources.${source}`, { inbox: inboxName, server })}</dd>
          {source !== "imap" && (
            <>
              <dt className="text-faint">{t("mailStory.envelope")}</dt>
              <dd className="break-all">
                {t("mailStory.fromTo", {
                  from: envelopeFrom || t("mailStory.noSender"),
                  to: envelopeTo.join(", "),
                })}
              </dd>
            </>
          )}
        </dl>
        {isAdmin && (
          <a
            href={urlOf(downloadInbound, { params: { id: story.inboundId } })}
            download
            className="mt-2 inline-flex items-center gap-1.5 rounded text-coral-ink underline underline-offset-2"
          >
            <Download className="size-3.5" aria-hidden="true" />
            {t("mailStory.source")}
          </a>
        )}
      </Part>
      <Part title={t("mailStory.proofTitle")}>
        {findings ? (
          <Proofs findings={findings} source={source} />
        ) : (
          <p className="text-soft">{t("mailStory.notKept")}</p>
        )}
      </Part>
      {findings?.joined && (
        <Part title={t("mailStory.placeTitle")}>
          <p>{t(`mailStory.joined.${findings.joined}`)}</p>
        </Part>
      )}
      {findings && findings.flaws.length > 0 && (
        <Part title={t("mailStory.flawsTitle")}>
          <Flaws flaws={findings.flaws} />
        </Part>
      )}
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h3 className="mb-1 text-xs font-medium text-faint">{title}</h3>
      {children}
    </section>
  );
}
