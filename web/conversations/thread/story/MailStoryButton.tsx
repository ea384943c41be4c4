import { MailSearch } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../../../shared/messages.ts";
import { IconButton } from "../../../ui/IconButton.tsx";

const MailStoryDialog = lazy(() => import("./MailStoryDialog.tsx"));

/** Opens what happened to a message as mail; nothing for notes and for what never was a mail. */
export function MailStoryButton({ message }: { message: Message }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  if (!message.inboundId && message.deliveries.length === 0) return null;

  return (
    <>
      <IconButton label={t("mailStory.open")} className="-my-1 size-6" onClick={() => setOpen(true)}>
        <MailSearch />
      </IconButton>
      <Suspense fallback={null}>
        {open && <MailStoryDialog message={message} onClose={() => setOpen(false)} />}
      </Suspense>
    </>
  );
}
