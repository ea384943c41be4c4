import { lazy, Suspense } from "react";
import { openSide } from "./open-side.ts";

const SidePanel = lazy(() => import("./SidePanel.tsx").then((file) => ({ default: file.SidePanel })));

/** A side conversation in the place of the customer's column; where there is no room beside, over everything. */
export function SideColumn({ id }: { id: string }) {
  return (
    <Suspense fallback={<div className="hidden w-[26rem] shrink-0 border-s border-line bg-paper lg:block" />}>
      <SidePanel
        key={id}
        id={id}
        onClose={() => openSide.set(null)}
        className="flex min-h-0 flex-col bg-paper max-lg:fixed max-lg:inset-0 max-lg:z-30 lg:w-[26rem] lg:shrink-0 lg:border-s lg:border-line"
      />
    </Suspense>
  );
}
