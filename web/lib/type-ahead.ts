let typed = "";
let stop: (() => void) | null = null;

/**
 * What is typed between the key that opens something and the moment its field is there: kept for the field,
 * and neither taken for a shortcut nor for the field that had the focus before.
 */
export const typeAhead = {
  /** Begins to keep letters until `end`; Escape says that nothing is wanted after all. */
  begin(onEscape: () => void): void {
    typeAhead.end();
    const keep = (event: KeyboardEvent) => {
      if (event.key === "Escape") onEscape();
      else if (event.key === "Backspace") typed = typed.slice(0, -1);
      else if (event.ctrlKey || event.metaKey || event.altKey) return;
      else if (event.key.length === 1) typed += event.key;
      else if (event.key !== "Enter") return;
      event.preventDefault();
      event.stopPropagation();
    };
    document.addEventListener("keydown", keep, true);
    stop = () => document.removeEventListener("keydown", keep, true);
  },

  /** Gives back what was typed meanwhile, once. */
  end(): string {
    stop?.();
    stop = null;
    const kept = typed;
    typed = "";
    return kept;
  },
};
