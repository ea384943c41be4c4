import { CloudOff, Lock, SearchX, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { asProblem, type FailureCode } from "../lib/problem.ts";
import { Button } from "./Button.tsx";
import { problemText } from "./problem-text.ts";

const icons: Partial<Record<FailureCode, typeof Lock>> = {
  forbidden: Lock,
  not_found: SearchX,
  unreachable: CloudOff,
  unavailable: CloudOff,
};

interface Props {
  error: unknown;
  onRetry?: () => void;
  /** What is safe although this went wrong. */
  kept?: string;
  /** Where one can go on when there is nothing to see and trying again does not help. */
  wayOut?: ReactNode;
}

/** What went wrong, what was kept, what to do. */
export function ErrorState({ error, onRetry, kept, wayOut }: Props) {
  const { t } = useTranslation();
  const problem = asProblem(error);
  const Icon = icons[problem.code] ?? TriangleAlert;
  const { title, remedy } = problemText(problem);

  return (
    <div role="alert" className="mx-auto flex max-w-sm flex-col items-center gap-2 px-6 py-16 text-center">
      <Icon className="mb-1 size-7 stroke-[1.5] text-faint" aria-hidden="true" />
      <p className="text-base font-medium">
        <bdi>{title}</bdi>
      </p>
      <p className="text-soft">
        {kept && <>{kept} </>}
        <bdi>{remedy}</bdi>
      </p>
      {problem.code === "forbidden" || problem.code === "not_found" ? (
        wayOut && <div className="mt-3">{wayOut}</div>
      ) : problem.code === "unreadable" ? (
        <Button className="mt-3" onClick={() => location.reload()}>
          {t("ui.reload")}
        </Button>
      ) : (
        onRetry && (
          <Button className="mt-3" onClick={onRetry}>
            {t("ui.tryAgain")}
          </Button>
        )
      )}
    </div>
  );
}

/** The same in one line, inside a form or a dialog. */
export function ErrorLine({ error, kept }: { error: unknown; kept?: string }) {
  if (!error) return null;
  const { title, remedy } = problemText(asProblem(error));
  return (
    <p role="alert" className="mt-3 rounded-md bg-late-soft px-3 py-2 text-late">
      <bdi className="font-medium">{title}</bdi> {kept} <bdi>{remedy}</bdi>
    </p>
  );
}
