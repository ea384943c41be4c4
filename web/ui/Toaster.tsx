import { useTranslation } from "react-i18next";
import { Toaster as Base } from "sonner";
import { useStore } from "../lib/store.ts";
import { theme } from "../lib/theme.ts";

/** Where short words appear: done, with a way back; or not done, and why. */
export function Toaster() {
  const { t, i18n } = useTranslation();
  return (
    <Base
      dir={i18n.dir()}
      containerAriaLabel={t("ui.toasts")}
      theme={useStore(theme)}
      position="bottom-center"
      duration={4000}
      gap={8}
      toastOptions={{
        classNames: {
          toast: "!rounded-lg !border-line !bg-surface !text-ink !shadow-float !font-sans !text-sm",
          description: "!text-soft",
          actionButton: "!bg-hover !text-ink",
          error: "!border-late/40",
        },
      }}
    />
  );
}
