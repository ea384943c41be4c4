import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { actionGroups, actions } from "../lib/actions.ts";
import { Dialog } from "../ui/Dialog.tsx";
import { Kbd } from "../ui/Kbd.tsx";

/** Every key that does something right now. */
export function KeySheet({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const body = useRef<HTMLDivElement>(null);
  const offered = actions.list().filter(({ keys }) => keys);

  return (
    <Dialog open onClose={onClose} title={t("actions.keys")} wide initialFocus={body}>
      <div ref={body} tabIndex={-1} className="columns-1 outline-none gap-8 sm:columns-2">
        {actionGroups.map((group) => {
          const rows = offered.filter((action) => action.group === group);
          if (rows.length === 0) return null;
          return (
            <section key={group} className="mb-5 break-inside-avoid">
              <h3 className="mb-1 text-xs font-medium text-faint">{t(`actions.groups.${group}`)}</h3>
              <ul>
                {rows.map(({ id, title, keys }) => (
                  <li key={id} className="flex min-h-7 items-center justify-between gap-4">
                    <span>{t(title)}</span>
                    {keys && (
                      <>
                        <Kbd keys={keys} />
                        <span className="sr-only">{keys}</span>
                      </>
                    )}
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </Dialog>
  );
}
