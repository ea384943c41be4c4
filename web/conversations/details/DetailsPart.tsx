import { ChevronDown } from "lucide-react";
import { useId } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { remembered } from "../../lib/remembered.ts";
import { useStore } from "../../lib/store.ts";
import { cx } from "../../ui/cx.ts";
import { Details } from "./Details.tsx";

const shown = remembered("details-shown", z.boolean(), true);

/** The details of a conversation at the head of the customer column; folded away, it stays so. */
export function DetailsPart({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const open = useStore(shown);
  const id = useId();
  return (
    <section aria-label={t("details.title")} className="px-4 py-2">
      <h2>
        <button
          type="button"
          aria-expanded={open}
          aria-controls={id}
          onClick={() => shown.set(!open)}
          className="-mx-1.5 flex h-7 w-[calc(100%+0.75rem)] items-center justify-between rounded-md px-1.5 text-xs font-medium text-faint hover:bg-hover"
        >
          {t("details.title")}
          <ChevronDown aria-hidden="true" className={cx("size-4", !open && "-rotate-90 rtl:rotate-90")} />
        </button>
      </h2>
      <div id={id}>{open && <Details conversation={conversation} />}</div>
    </section>
  );
}
