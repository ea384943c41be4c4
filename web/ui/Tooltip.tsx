import { Tooltip as Base } from "@base-ui/react/tooltip";
import { type Hint, hideHint, keepHint, leaveHint } from "./hint.ts";
import { Kbd } from "./Kbd.tsx";

/** A word beside its element; it only repeats the element's own name, so that it is for the eyes alone. */
export default function Tooltip({ hint }: { hint: Hint | null }) {
  return (
    <Base.Root open={hint !== null} onOpenChange={(open) => !open && hideHint()}>
      <Base.Portal>
        <Base.Positioner anchor={hint?.anchor ?? null} sideOffset={6} className="z-50">
          <Base.Popup
            aria-hidden="true"
            onPointerEnter={keepHint}
            onPointerLeave={leaveHint}
            className="enter flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-float"
          >
            {hint?.label}
            {hint?.keys && <Kbd keys={hint.keys} tone="onInk" />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
