import { useTranslation } from "react-i18next";
import { InboundMail } from "../../../shared/email.ts";
import { i18n } from "../../lib/i18n.ts";

const states = InboundMail.shape.state.options;

/** Every mail is accounted for: what came in is what became something, state by state. */
export function InboundSum({ counts }: { counts: Record<string, number> }) {
  const { t } = useTranslation();
  const number = new Intl.NumberFormat(i18n.language);
  const all = states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

  return (
    <div className="rounded-xl border border-line bg-surface px-4 py-3">
      <p className="font-medium">{t("mailLog.in.sum", { count: all, all: number.format(all) })}</p>
      <dl className="mt-1 flex flex-wrap gap-x-5 gap-y-1 text-soft">
        {states.map((state) => (
          <div key={state} className="flex items-baseline gap-1.5">
            <dt>{t(`mailLog.in.states.${state}`)}</dt>
            <dd className="font-medium text-ink">{number.format(counts[state] ?? 0)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
