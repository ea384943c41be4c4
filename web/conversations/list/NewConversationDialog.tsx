import { lazy, Suspense } from "react";
import { needWords } from "../../lib/i18n.ts";

const StartDialog = lazy(async () => {
  const [file] = await Promise.all([import("../start/StartDialog.tsx"), needWords("conversation")]);
  return { default: file.StartDialog };
});

/** Records a problem that reached us by another way, or writes to a customer first; loaded when it is opened. */
export function NewConversationDialog({ onClose }: { onClose: () => void }) {
  return (
    <Suspense fallback={null}>
      <StartDialog onClose={onClose} />
    </Suspense>
  );
}
