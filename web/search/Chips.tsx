import { X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { SearchPart, Understood } from "../../shared/search.ts";

interface Props {
  understood: Understood;
  text: string;
  onRemove: (part: { from: number; to: number }) => void;
}

const chip = "inline-flex min-h-6 max-w-full items-center gap-1 rounded-md px-2 text-xs";

/** How the operators were understood, each to be taken out; and what was not. */
export function Chips({ understood: { parts, troubles }, text, onRemove }: Props) {
  const { t } = useTranslation();
  const known = parts.filter(({ label }) => label !== null);
  if (known.length === 0 && troubles.length === 0) return null;
  return (
    <div className="mt-2 flex flex-wrap gap-1.5">
      {known.map((part) => (
        <span key={`${part.from} ${part.operator}`} className={`${chip} bg-hover text-soft`}>
          <PartText part={part} />
          <button
            type="button"
            aria-label={t("search.without", { text: text.slice(part.from, part.to) })}
            onClick={() => onRemove(part)}
            className="-me-1 rounded hover:text-ink"
          >
            <X className="size-3" />
          </button>
        </span>
      ))}
      {troubles.map(({ code, from, to }) => (
        <span key={`${from} ${code}`} role="alert" className={`${chip} bg-soon-soft text-ink`}>
          {t(`search.troubles.${code}`, { text: text.slice(from, to) })}
        </span>
      ))}
    </div>
  );
}

function PartText({ part: { operator, label, not } }: { part: SearchPart }) {
  const { t } = useTranslation();
  return (
    <span className="truncate">
      {not && <>{t("search.not")} </>}
      {t(`search.operators.${operator}`)} <bdi className="font-medium text-ink">{label}</bdi>
    </span>
  );
}
