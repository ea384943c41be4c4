import { lazy, Suspense, useState } from "react";
import { useStore } from "../lib/store.ts";
import { shownHint } from "./hint.ts";

const Tooltip = lazy(() => import("./Tooltip.tsx"));

/** The place of the one tooltip of the page; what draws it is loaded with the first. */
export function Tooltips() {
  const hint = useStore(shownHint);
  const [needed, setNeeded] = useState(false);
  if (hint && !needed) setNeeded(true);

  return <Suspense fallback={null}>{needed && <Tooltip hint={hint} />}</Suspense>;
}
