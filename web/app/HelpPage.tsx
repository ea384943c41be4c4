import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { actions } from "../lib/actions.ts";
import { useMay } from "../people/people.ts";
import { startTour } from "../tour/tour.ts";
import { Button } from "../ui/Button.tsx";
import { Kbd } from "../ui/Kbd.tsx";

const ideas = [
  "holder",
  "promise",
  "writing",
  "drafts",
  "handover",
  "tracker",
  "followUp",
  "macros",
  "byMail",
  "views",
  "search",
  "many",
  "merging",
  "details",
  "tasks",
  "beside",
  "live",
  "roles",
  "log",
  "notices",
] as const;
const parts = [...ideas, "keys", "language", "away", "tour", "mail"] as const;
type PartName = (typeof parts)[number];

const keys = [
  ["move", ["j", "k"]],
  ["open", ["Enter"]],
  ["reply", ["r"]],
  ["note", ["n"]],
  ["promise", ["p"]],
  ["handover", ["h"]],
  ["resolve", ["e"]],
  ["anything", ["mod+k"]],
] as const;
const troubles = ["unsent", "held", "links", "missing", "unproven", "offline"] as const;
const link = "text-coral-ink underline underline-offset-2";

/** How Baton works, for somebody on their first day. */
export function HelpPage() {
  const { t } = useTranslation();
  const isAdmin = useMay("mail.log");

  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-6 py-10">
      <div className="mx-auto max-w-2xl">
        <h1 className="text-xl font-semibold tracking-tight">{t("help.title")}</h1>
        <p className="mt-1.5 text-base leading-6 text-soft">{t("help.lead")}</p>
        <nav aria-label={t("help.contents")} className="mt-4 flex flex-wrap gap-x-4 gap-y-1">
          {parts.map((name) => (
            <a key={name} href={`#${name}`} className={link}>
              {t(`help.parts.${name}.title`)}
            </a>
          ))}
        </nav>
        {ideas.map((name) => (
          <Part key={name} name={name} />
        ))}
        <Part name="keys">
          <dl className="mt-3 grid max-w-md grid-cols-[1fr_auto] gap-x-6 gap-y-1.5">
            {keys.map(([name, pressed]) => (
              <div key={name} className="contents">
                <dt>{t(`help.keys.${name}`)}</dt>
                <dd className="flex justify-end gap-1">
                  {pressed.map((key) => (
                    <span key={key}>
                      <Kbd keys={key} />
                      <span className="sr-only">{key}</span>
                    </span>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
          <Button
            className="mt-3"
            keys="?"
            onClick={() =>
              actions
                .list()
                .find(({ id }) => id === "keys")
                ?.run()
            }
          >
            {t("help.parts.keys.all")}
          </Button>
        </Part>
        <Part name="language" />
        <Part name="away" />
        <Part name="tour">
          <Button className="mt-3" onClick={startTour}>
            {t("actions.tour")}
          </Button>
        </Part>
        <Part name="mail">
          <ul className="mt-3 flex list-disc flex-col gap-1.5 ps-5 leading-6">
            {troubles.map((name) => (
              <li key={name}>{t(`help.mail.${name}`)}</li>
            ))}
          </ul>
          <p className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
            <Link to="/settings/$screen" params={{ screen: "inboxes" }} className={link}>
              {t("help.toInboxes")}
            </Link>
            {isAdmin && (
              <Link to="/settings/$screen" params={{ screen: "mail-in" }} className={link}>
                {t("help.toMailLog")}
              </Link>
            )}
          </p>
        </Part>
      </div>
    </main>
  );
}

function Part({ name, children }: { name: PartName; children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <section aria-labelledby={name} className="mt-8">
      <h2 id={name} className="scroll-mt-4 text-base font-semibold">
        {t(`help.parts.${name}.title`)}
      </h2>
      <p className="mt-1 leading-6">{t(`help.parts.${name}.text`)}</p>
      {children}
      <p className="mt-2 leading-6 text-soft">{t(`help.parts.${name}.more`)}</p>
    </section>
  );
}
