import { Download, File, FileText, Image } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Attachment } from "../../../shared/messages.ts";
import { fileSize } from "../../lib/size.ts";
import { SentAsLink } from "./SentAsLink.tsx";

/** What came with a message, to look at or to keep. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const { t } = useTranslation();
  if (attachments.length === 0) return null;

  return (
    <ul aria-label={t("conversations.attachments")} className="mt-3 flex flex-wrap gap-2">
      {attachments.map(({ id, name, mediaType, size, url, link }) => {
        const Icon = mediaType.startsWith("image/")
          ? Image
          : mediaType.startsWith("text/") || mediaType.endsWith("pdf")
            ? FileText
            : File;
        return (
          <li key={id}>
            <a
              href={url}
              download={name}
              className="group flex max-w-64 items-center gap-2 rounded-md border border-line bg-surface px-2.5 py-1.5 hover:bg-hover"
            >
              <Icon className="size-4 shrink-0 text-faint" aria-hidden="true" />
              <span className="min-w-0 truncate">{name}</span>
              <span className="shrink-0 text-xs text-faint">{fileSize(size)}</span>
              <Download className="size-3.5 shrink-0 text-faint group-hover:text-ink" aria-hidden="true" />
            </a>
            {link && <SentAsLink id={id} name={name} link={link} />}
          </li>
        );
      })}
    </ul>
  );
}
