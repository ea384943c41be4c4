import { useTranslation } from "react-i18next";
import { mailStory } from "../../../lib/locales/en/mail-story.ts";

type Known = keyof typeof mailStory.flaws;

const isKnown = (flaw: string): flaw is Known => Object.hasOwn(mailStory.flaws, flaw);

/** What was wrong with a mail, in words; what has none here is shown as the reader said it. */
export function Flaws({ flaws }: { flaws: readonly string[] }) {
  const { t } = useTranslation();
  return (
    <ul className="list-disc ps-5">
      {flaws.map((flaw) => (
        <li key={flaw}>{isKnown(flaw) ? t(`mailStory.flaws.${flaw}`) : flaw}</li>
      ))}
    </ul>
  );
}
