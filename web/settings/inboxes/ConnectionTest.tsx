import { CircleCheck, CircleX, PlugZap } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useSaid } from "../../lib/said.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Spinner } from "../../ui/Spinner.tsx";
import type { ConnectionTest, Tested } from "./use-connection-test.ts";

const places = ["receiving", "sending"] as const;

/** Starts the test of an inbox's servers. */
export function TestButton({ test, size = "md" }: { test: ConnectionTest; size?: "sm" | "md" }) {
  const { t } = useTranslation();
  return (
    <Button
      size={size}
      icon={<PlugZap className="size-3.5" />}
      busy={test.isPending}
      onClick={() => test.mutate()}
    >
      {t("inboxSettings.test.act")}
    </Button>
  );
}

/** What the test found, step by step; while it runs, that it does. */
export function TestSteps({ test }: { test: ConnectionTest }) {
  const { t } = useTranslation();
  const steps = test.data;

  return (
    <div role="status" className="empty:hidden">
      {test.isPending && (
        <p className="mt-3 flex items-center gap-2 text-soft">
          <Spinner />
          {t("inboxSettings.test.running")}
        </p>
      )}
      {!test.isPending && steps && (
        <div className="mt-3 rounded-lg border border-line px-3 py-2">
          <p className="font-medium">{t(verdict(steps))}</p>
          {places.map((place) => (
            <Steps
              key={place}
              title={t(`inboxSettings.test.${place}`)}
              steps={steps.filter(({ where }) => where === place)}
            />
          ))}
        </div>
      )}
      {!test.isPending && <ErrorLine error={test.error} />}
    </div>
  );
}

function verdict(steps: Tested) {
  if (steps.length === 0) return "inboxSettings.test.nothing";
  return steps.every(({ ok }) => ok) ? "inboxSettings.test.good" : "inboxSettings.test.bad";
}

function Steps({ title, steps }: { title: string; steps: Tested }) {
  const { t } = useTranslation();
  const said = useSaid();
  if (steps.length === 0) return null;

  return (
    <section aria-label={title} className="mt-2">
      <p className="text-xs text-faint">{title}</p>
      <ol>
        {steps.map(({ step, ok, detail, remedy }, index) => (
          <li key={`${index} ${step}`} className="flex items-start gap-2 py-0.5">
            {ok ? (
              <CircleCheck
                className="mt-0.5 size-4 shrink-0 text-kept"
                aria-label={t("inboxSettings.test.ok")}
              />
            ) : (
              <CircleX
                className="mt-0.5 size-4 shrink-0 text-late"
                aria-label={t("inboxSettings.test.failed")}
              />
            )}
            <span className="min-w-0 break-words">
              {said(step)} {detail && <bdi className={ok ? "text-faint" : "text-late"}>{said(detail)}</bdi>}{" "}
              {remedy && <bdi>{said(remedy)}</bdi>}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
