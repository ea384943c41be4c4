import { useMutation } from "@tanstack/react-query";
import { ImagePlus, Trash2 } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { upload } from "../../../lib/upload.ts";
import { Button } from "../../../ui/Button.tsx";
import { ErrorLine } from "../../../ui/ErrorState.tsx";

interface Props {
  fileId: string | null;
  onChange: (fileId: string | null) => void;
}

/** The picture above a mail: chosen from the disk, or none. */
export function LogoField({ fileId, onChange }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);
  const sending = useMutation({
    mutationFn: (file: File) => upload(file, () => {}),
    onSuccess: ({ id }) => onChange(id),
  });

  return (
    <div className="flex flex-col gap-1">
      <p className="font-medium">{t("mailOut.layout.logo")}</p>
      <div className="flex flex-wrap items-center gap-2">
        <input
          ref={input}
          type="file"
          hidden
          accept="image/png,image/jpeg,image/gif,image/webp"
          onChange={({ target }) => {
            const file = target.files?.[0];
            if (file) sending.mutate(file);
            target.value = "";
          }}
        />
        <Button
          size="sm"
          icon={<ImagePlus className="size-3.5" />}
          busy={sending.isPending}
          onClick={() => input.current?.click()}
        >
          {t("mailOut.layout.chooseLogo")}
        </Button>
        {fileId && (
          <>
            <span className="text-soft">{t("mailOut.layout.hasLogo")}</span>
            <Button size="sm" icon={<Trash2 className="size-3.5" />} onClick={() => onChange(null)}>
              {t("mailOut.layout.removeLogo")}
            </Button>
          </>
        )}
      </div>
      <p className="text-xs text-faint">{t("mailOut.layout.logoHint")}</p>
      <ErrorLine error={sending.error} />
    </div>
  );
}
