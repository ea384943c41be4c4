import { useTranslation } from "react-i18next";
import type { MergePreview } from "../../../shared/merging.ts";
import { customerName } from "../../customers/names.ts";
import { exactTime } from "../../lib/time.ts";
import { promiseWords } from "../promise-words.ts";

/** What the conversations would be as one. */
export function Outcome({ preview }: { preview: MergePreview }) {
  const { t } = useTranslation();
  const { messages, participants, holder, team, promise, promiseChanges, state, tags } = preview;
  return (
    <section
      aria-label={t("merging.outcome.title")}
      className="rounded-lg border border-line bg-paper px-4 py-3"
    >
      <h3 className="mb-2 font-medium">{t("merging.outcome.title")}</h3>
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1">
        <dt className="text-faint">{t("merging.outcome.messages")}</dt>
        <dd className="figures">{messages}</dd>
        <dt className="text-faint">{t("merging.outcome.people")}</dt>
        <dd>{participants.map(customerName).join(", ")}</dd>
        <dt className="text-faint">{t("merging.outcome.holder")}</dt>
        <dd>{holder?.name ?? team?.name ?? "–"}</dd>
        <dt className="text-faint">{t("merging.outcome.state")}</dt>
        <dd>{t(`states.short.${state}`)}</dd>
        {promise && (
          <>
            <dt className="text-faint">{t("merging.outcome.promise")}</dt>
            <dd>
              {promiseWords(promise.text)} · {exactTime(promise.dueAt)}
              {promiseChanges && (
                <span className="block text-xs text-soon">{t("merging.outcome.promiseChanges")}</span>
              )}
            </dd>
          </>
        )}
        {tags.length > 0 && (
          <>
            <dt className="text-faint">{t("merging.outcome.tags")}</dt>
            <dd>{tags.join(", ")}</dd>
          </>
        )}
      </dl>
    </section>
  );
}
