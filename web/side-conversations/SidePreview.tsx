import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Reply } from "../../shared/endpoint.ts";
import type { previewSide } from "../../shared/side-conversations.ts";
import { MailFrame } from "../conversations/thread/MailFrame.tsx";
import { fileSize } from "../lib/size.ts";

/** Exactly what leaves by e-mail: from where, to whom, the words and every file. */
export function SidePreview({ mail, to }: { mail: Reply<typeof previewSide>; to: string }) {
  const { t } = useTranslation();
  const shown = useRef<HTMLElement>(null);
  // A new browser answers with a promise, which is nothing to clean up.
  useEffect(() => {
    shown.current?.scrollIntoView({ block: "nearest" });
  }, []);
  const rows = [
    [t("side.preview.from"), `${mail.from.name} <${mail.from.address}>`],
    [t("side.preview.to"), to],
    [t("side.preview.subject"), mail.subject],
  ];
  return (
    <section ref={shown} aria-label={t("side.preview.title")} className="rounded-lg border border-line">
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 border-b border-line px-3 py-2 text-xs">
        {rows.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint">{name}</dt>
            <dd className="min-w-0 break-words">
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
      <div className="max-h-72 overflow-y-auto p-2">
        <MailFrame html={mail.html} images={false} title={t("side.preview.title")} plainLook={false} />
      </div>
      <p className="border-t border-line px-3 py-2 text-xs text-soft">
        {mail.files.length === 0
          ? t("side.preview.noFiles")
          : mail.files.map(({ name, size }) => `${name} (${fileSize(size)})`).join(", ")}
      </p>
    </section>
  );
}
