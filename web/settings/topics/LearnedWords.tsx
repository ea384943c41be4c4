import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { forgetTopicWord, listTopicWords } from "../../../shared/topics.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { Tag } from "../../ui/Tag.tsx";
import { useAct } from "../parts/use-act.ts";

/** What past conversations taught about a topic; a word that misleads can be forgotten. */
export function LearnedWords({ topicId }: { topicId: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listTopicWords, { params: { id: topicId } }));
  const act = useAct(listTopicWords);
  if (!data) return null;
  return (
    <section aria-label={t("topicSettings.learned")}>
      <h3 className="font-medium">{t("topicSettings.learned")}</h3>
      <p className="mb-1.5 text-xs text-faint">{t("topicSettings.taught", { count: data.learned })}</p>
      <div className="flex flex-wrap gap-1">
        {data.items.map(({ word }) => (
          <Tag
            key={word}
            removeLabel={t("topicSettings.forget", { word })}
            onRemove={() =>
              act.mutate({ run: () => call(forgetTopicWord, { params: { id: topicId, word } }) })
            }
          >
            {word}
          </Tag>
        ))}
      </div>
    </section>
  );
}
