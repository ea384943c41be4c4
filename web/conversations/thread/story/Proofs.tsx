import { CircleCheck, CircleMinus, CircleX } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { IncomingStory, MailFindings } from "../../../../shared/mail-story.ts";
import { cx } from "../../../ui/cx.ts";
import { proofsOf } from "./proof.ts";

const looks = {
  good: { Icon: CircleCheck, ink: "text-kept" },
  bad: { Icon: CircleX, ink: "text-late" },
  none: { Icon: CircleMinus, ink: "text-faint" },
};

/** Whether the sender can be believed, and what each check found. */
export function Proofs({ findings, source }: { findings: MailFindings; source: IncomingStory["source"] }) {
  const { t } = useTranslation();
  return (
    <>
      <p className="font-medium">{t(findings.proven ? "mailStory.believed" : "mailStory.notBelieved")}</p>
      <ul className="mt-1 flex flex-col gap-1">
        {proofsOf(findings, source).map(({ what, verdict, text, domain }, index) => {
          const { Icon, ink } = looks[verdict];
          return (
            <li key={`${index} ${what}`} className="flex items-start gap-2">
              <Icon
                className={cx("mt-0.5 size-4 shrink-0", ink)}
                aria-label={t(`mailStory.verdicts.${verdict}`)}
              />
              <span className="min-w-0 break-words">
                <span className="inline-block w-14 font-medium">{what}</span> {t(text, { domain })}
              </span>
            </li>
          );
        })}
      </ul>
    </>
  );
}
