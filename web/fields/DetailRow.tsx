import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  label: string;
  hint?: string;
  error?: string | undefined;
  required?: boolean;
  children: ReactNode;
}

/** A value with its name before it, and what is wrong with it below. */
export function DetailRow({ label, hint, error, required, children }: Props) {
  const { t } = useTranslation();
  return (
    <div className="grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] items-start gap-x-2">
      <dt className="py-1 break-words text-faint" title={hint || label}>
        {label}
        {required && (
          <span className="text-coral-ink" title={t("details.required")}>
            {" "}
            *<span className="sr-only">{t("details.required")}</span>
          </span>
        )}
      </dt>
      <dd className="min-w-0">
        {children}
        {error && (
          <p role="alert" className="pb-1 text-xs text-late">
            {error}
          </p>
        )}
      </dd>
    </div>
  );
}

/** How a value looks that can be pressed to change it. */
export const valueLook =
  "-ms-1.5 flex min-h-7 w-full items-center gap-1.5 rounded-md px-1.5 py-1 text-start hover:bg-hover";
/** How a value looks that can only be read. */
export const readLook = "flex min-h-7 min-w-0 items-center gap-1.5 py-1";
