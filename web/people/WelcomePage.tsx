import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowRight, Check } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Button } from "../ui/Button.tsx";
import { cx } from "../ui/cx.ts";
import { DemoStep } from "./DemoStep.tsx";
import { useMay, useMe } from "./people.ts";
import { useWelcome, welcomeDone } from "./welcome.ts";

/** The short list after setup: each step can wait, and the list can go. */
export function WelcomePage() {
  const { t } = useTranslation();
  const me = useMe();
  const isAdmin = useMay("workspace.demo");
  const navigate = useNavigate();
  const { data: steps } = useWelcome();

  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-4 py-12">
      <div className="mx-auto max-w-xl">
        <h1 className="text-xl font-semibold tracking-tight">
          {t("people.welcome.title", { name: me.name.split(" ")[0] })}
        </h1>
        <p className="mt-1.5 text-base leading-6 text-soft">{t("people.welcome.lead")}</p>
        <ol className="mt-6 flex flex-col gap-2">
          {steps.map(({ id, done, to }) => (
            <li key={id}>
              <Link
                to={to}
                className="group flex items-center gap-4 rounded-lg border border-line bg-surface px-4 py-3 hover:bg-hover"
              >
                <span
                  className={cx(
                    "flex size-6 shrink-0 items-center justify-center rounded-full border",
                    done ? "border-kept bg-kept-soft text-kept" : "border-field text-transparent",
                  )}
                >
                  <Check className="size-3.5" aria-hidden="true" />
                </span>
                <span className="flex-1">
                  <span className="block font-medium">
                    {t(`people.welcome.steps.${id}.title`)}
                    {done && <span className="sr-only"> {t("people.welcome.done")}</span>}
                  </span>
                  <span className="block text-soft">{t(`people.welcome.steps.${id}.text`)}</span>
                </span>
                <ArrowRight className="size-4 text-faint rtl:rotate-180" aria-hidden="true" />
              </Link>
            </li>
          ))}
        </ol>
        {isAdmin && (
          <div className="mt-4">
            <DemoStep />
          </div>
        )}
        <div className="mt-6 flex gap-2">
          <Button look="primary" onClick={() => void navigate({ to: "/" })}>
            {t("people.welcome.goToInbox")}
          </Button>
          <Button
            look="plain"
            onClick={() => {
              welcomeDone.set(true);
              void navigate({ to: "/" });
            }}
          >
            {t("people.welcome.dismiss")}
          </Button>
        </div>
      </div>
    </main>
  );
}
