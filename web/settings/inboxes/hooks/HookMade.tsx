import { useTranslation } from "react-i18next";
import type { Reply } from "../../../../shared/endpoint.ts";
import type { createInboundHook } from "../../../../shared/inbound-hooks.ts";
import { Button } from "../../../ui/Button.tsx";
import { Actions, Dialog } from "../../../ui/Dialog.tsx";
import { CopyLine } from "../../parts/CopyLine.tsx";

interface Props {
  made: Reply<typeof createInboundHook>;
  onClose: () => void;
}

/** The address with its secret, shown this once, and where to enter it. */
export function HookMade({ made: { hook, url }, onClose }: Props) {
  const { t } = useTranslation();
  return (
    <Dialog
      open
      wide
      onClose={onClose}
      title={t("mailHooks.made.title", { provider: t(`mailHooks.providers.${hook.provider}`) })}
      description={t("mailHooks.made.lead")}
    >
      <CopyLine label={t("mailHooks.made.address")} value={url} done={t("mailHooks.made.copied")} />
      <p className="mt-3">
        {hook.purpose === "mail"
          ? t(`mailHooks.made.where.${hook.provider}`)
          : t(`mailOut.events.where.${hook.provider}`)}
      </p>
      <Actions>
        <Button look="primary" onClick={onClose}>
          {t("mailHooks.made.done")}
        </Button>
      </Actions>
    </Dialog>
  );
}
