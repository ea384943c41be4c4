import { type LucideIcon, Paperclip, RotateCw, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { fileSize } from "../../lib/size.ts";
import type { UploadedFile } from "../../lib/upload.ts";
import { cx } from "../../ui/cx.ts";
import type { Upload } from "./use-uploads.ts";

interface Props {
  files: readonly UploadedFile[];
  uploads: readonly Upload[];
  onRemove: (id: string) => void;
  onDrop: (key: number) => void;
  onRetry: (key: number) => void;
}

const box =
  "relative flex items-center gap-1.5 overflow-hidden rounded-md border border-line bg-surface px-2 py-1 text-xs";

/** What will go with the message: sent up already, on its way with how far, or not arrived with why. */
export function FileList({ files, uploads, onRemove, onDrop, onRetry }: Props) {
  const { t } = useTranslation();
  if (files.length === 0 && uploads.length === 0) return null;

  return (
    <ul aria-label={t("conversations.attachments")} className="flex flex-wrap gap-1.5">
      {files.map(({ id, name, size }) => (
        <li key={id} className={cx(box, "max-w-60")}>
          <Paperclip className="size-3.5 shrink-0 text-faint" aria-hidden="true" />
          <span className="min-w-0 truncate">{name}</span>
          <span className="shrink-0 text-faint">{fileSize(size)}</span>
          <Act label={t("composer.removeFile", { name })} icon={X} onPress={() => onRemove(id)} />
        </li>
      ))}
      {uploads.map(({ key, file, share, error, hopeless }) => (
        <li key={key} className={cx(box, error ? "border-late text-late" : "max-w-60")}>
          <span role={error ? "alert" : undefined} className={cx("min-w-0", !error && "truncate")}>
            {error ?? file.name}
          </span>
          {error ? (
            !hopeless && (
              <Act
                label={t("composer.retryFile", { name: file.name })}
                icon={RotateCw}
                onPress={() => onRetry(key)}
              />
            )
          ) : (
            <progress
              value={share}
              max={1}
              aria-label={t("composer.uploading", { name: file.name })}
              className="absolute inset-x-0 bottom-0 h-0.5 w-full appearance-none [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-coral"
            />
          )}
          <Act label={t("composer.removeFile", { name: file.name })} icon={X} onPress={() => onDrop(key)} />
        </li>
      ))}
    </ul>
  );
}

interface ActProps {
  label: string;
  icon: LucideIcon;
  onPress: () => void;
}

/** What can be done about one file. */
function Act({ label, icon: Icon, onPress }: ActProps) {
  return (
    <button type="button" aria-label={label} onClick={onPress} className="rounded hover:bg-hover">
      <Icon className="size-3.5" />
    </button>
  );
}
