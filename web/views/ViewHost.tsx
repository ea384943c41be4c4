import { lazy, Suspense } from "react";
import { needWords } from "../lib/i18n.ts";
import { useStore } from "../lib/store.ts";
import { openView } from "./saved.ts";

const ViewDialogs = lazy(async () => {
  const [file] = await Promise.all([import("./ViewDialogs.tsx"), needWords("views")]);
  return { default: file.ViewDialogs };
});

/** Where the dialogs about views appear, on whatever screen they are opened. */
export function ViewHost() {
  const open = useStore(openView);
  return (
    <Suspense fallback={null}>
      {open && <ViewDialogs open={open} onClose={() => openView.set(null)} />}
    </Suspense>
  );
}
