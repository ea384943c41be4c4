import { cx } from "./cx.ts";

const mac = typeof navigator !== "undefined" && /mac|iphone|ipad/i.test(navigator.platform);
const names: Record<string, string> = {
  mod: mac ? "⌘" : "Ctrl",
  alt: mac ? "⌥" : "Alt",
  Enter: "↵",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};
const tones = {
  paper: "border-line text-faint",
  onCoral: "border-on-coral/50 text-on-coral",
  onInk: "border-paper/30 text-paper",
};

/** A shortcut as its keys; screen readers hear the shortcut from aria-keyshortcuts, not from here. */
export function Kbd({ keys, tone = "paper" }: { keys: string; tone?: keyof typeof tones }) {
  return (
    <span className="inline-flex items-center gap-0.5 pointer-coarse:hidden" aria-hidden="true">
      {keys.split(/[ +]/).map((key) => (
        <kbd
          key={key}
          className={cx(
            "min-w-4 rounded-[4px] border px-1 text-center font-sans text-[11px] leading-4",
            tones[tone],
          )}
        >
          {names[key] ?? (key.length === 1 ? key.toUpperCase() : key)}
        </kbd>
      ))}
    </span>
  );
}
