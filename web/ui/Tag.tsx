import { X } from "lucide-react";
import type { Color } from "../../shared/color.ts";
import { ColorDot } from "./ColorDot.tsx";

/** A tag; with `onRemove` it can be taken off. */
export function Tag({
  children,
  onRemove,
  removeLabel,
  color,
}: {
  children: string;
  onRemove?: () => void;
  removeLabel?: string;
  color?: Color | null;
}) {
  return (
    <span className="inline-flex h-5 max-w-40 items-center gap-1 rounded bg-hover px-1.5 text-xs text-soft">
      <ColorDot color={color} className="!size-1.5" />
      <span className="truncate">{children}</span>
      {onRemove && (
        <button
          type="button"
          aria-label={removeLabel}
          onClick={onRemove}
          className="-me-0.5 rounded hover:text-ink"
        >
          <X className="size-3" />
        </button>
      )}
    </span>
  );
}
