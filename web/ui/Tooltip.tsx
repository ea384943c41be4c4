import { Tooltip as Base } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { Kbd } from "./Kbd.tsx";

export const TooltipProvider = Base.Provider;

/** A word on hover and focus. The child must have a name of its own: a tooltip only repeats it. */
export function Tooltip({
  label,
  keys,
  children,
  side,
}: {
  label: string;
  keys?: string;
  children: ReactElement;
  side?: "top" | "right" | "bottom" | "left" | "inline-end";
}) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner sideOffset={6} side={side ?? "top"} className="z-50">
          <Base.Popup className="enter flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-paper shadow-float">
            {label}
            {keys && <Kbd keys={keys} tone="onInk" />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
