import { Dialog as Base } from "@base-ui/react/dialog";
import { X } from "lucide-react";
import { type ComponentProps, type ReactNode, useRef } from "react";
import { useTranslation } from "react-i18next";
import { cx } from "./cx.ts";
import { useFocusBack } from "./focus-back.ts";
import { IconButton } from "./IconButton.tsx";

interface Props {
  open: boolean;
  onClose: () => void;
  title: string;
  /** One sentence under the title. */
  description?: ReactNode;
  wide?: boolean;
  initialFocus?: ComponentProps<typeof Base.Popup>["initialFocus"];
  children: ReactNode;
}

/** Something that is finished or left before anything else goes on. Focus returns to where it was. */
export function Dialog({ open, onClose, title, description, wide, initialFocus, children }: Props) {
  const { t } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const focusBack = useFocusBack(open);
  // Into what the dialog is for, not onto its Close button; a field that takes the focus itself keeps it. Set here and now:
  // a frame later keys would be lost, and the focus taken from whoever has gone on meanwhile.
  const intoBody = () => {
    if (body.current?.contains(document.activeElement)) return false;
    const first = body.current?.querySelector<HTMLElement>(
      "input, textarea, select, button, a[href], [tabindex]",
    );
    first?.focus();
    return first !== document.activeElement;
  };
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-scrim transition-opacity duration-100 data-[ending-style]:opacity-0 data-[starting-style]:opacity-0" />
        <Base.Popup
          initialFocus={initialFocus ?? intoBody}
          finalFocus={focusBack}
          className={cx(
            "enter fixed inset-x-3 top-[10vh] z-40 mx-auto flex max-h-[80vh] flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-float outline-none",
            wide ? "max-w-2xl" : "max-w-md",
          )}
        >
          <header className="flex items-start justify-between gap-4 px-5 pt-4 pb-2">
            <div>
              <Base.Title className="text-base font-semibold">{title}</Base.Title>
              {description && <Base.Description className="mt-0.5 text-soft">{description}</Base.Description>}
            </div>
            <IconButton label={t("ui.close")} onClick={onClose}>
              <X />
            </IconButton>
          </header>
          <div ref={body} data-dialog className="scroll-pb-20 overflow-y-auto px-5 pt-1 pb-5">
            {children}
          </div>
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

/** The row of buttons at the end of a dialog or a form; the one that acts stands last. In a long dialog it stays in sight. */
export function Actions({ children }: { children: ReactNode }) {
  return (
    <div className="mt-5 flex flex-wrap items-center justify-end gap-2 in-[[data-dialog]]:sticky in-[[data-dialog]]:-bottom-5 in-[[data-dialog]]:z-10 in-[[data-dialog]]:-mx-5 in-[[data-dialog]]:mt-4 in-[[data-dialog]]:-mb-5 in-[[data-dialog]]:border-t in-[[data-dialog]]:border-line/60 in-[[data-dialog]]:bg-surface in-[[data-dialog]]:px-5 in-[[data-dialog]]:py-3">
      {children}
    </div>
  );
}
