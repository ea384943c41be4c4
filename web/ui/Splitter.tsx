import { type KeyboardEvent, type PointerEvent, useRef } from "react";

interface Props {
  label: string;
  width: number;
  min: number;
  max: number;
  onChange: (width: number) => void;
  /** Which side of the line the column stands on. */
  column: "before" | "after";
}

/** The line between two columns: drag it, or move it with the arrow keys. */
export function Splitter({ label, width, min, max, onChange, column }: Props) {
  const start = useRef({ x: 0, width });
  const set = (next: number) => onChange(Math.round(Math.min(max, Math.max(min, next))));
  const sign = () => (column === "before" ? 1 : -1) * (document.documentElement.dir === "rtl" ? -1 : 1);

  function onPointerDown(event: PointerEvent<HTMLElement>) {
    event.currentTarget.setPointerCapture(event.pointerId);
    start.current = { x: event.clientX, width };
  }

  function onPointerMove(event: PointerEvent<HTMLElement>) {
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    set(start.current.width + (event.clientX - start.current.x) * sign());
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    set(width + step * sign());
  }

  return (
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={label}
      aria-valuenow={width}
      aria-valuemin={min}
      aria-valuemax={max}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
      className="relative z-10 -mx-1 hidden w-2 shrink-0 cursor-col-resize touch-none after:absolute after:inset-y-0 after:start-1/2 after:w-px after:bg-line hover:after:w-0.5 hover:after:bg-coral lg:block"
    />
  );
}
