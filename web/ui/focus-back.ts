import { useState } from "react";

/**
 * Where the focus goes when a dialog is left: to whoever had it before. A field in the dialog that takes the focus itself
 * does so before the dialog looks where it was. Whoever took it meanwhile, outside of the dialog, keeps it.
 */
export function useFocusBack(open: boolean): () => HTMLElement | boolean {
  const [last, setLast] = useState<{ open: boolean; from: Element | null }>({ open: false, from: null });
  if (open !== last.open) setLast({ open, from: open ? document.activeElement : last.from });
  return () => {
    const now = document.activeElement;
    if (
      now &&
      now !== document.body &&
      !now.closest('[role="dialog"], [role="alertdialog"], [role="listbox"]')
    )
      return false;
    const { from } = last;
    return from instanceof HTMLElement && from.isConnected && from !== document.body ? from : true;
  };
}
