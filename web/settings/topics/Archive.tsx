import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { listArchivedTopics, listTopics, restoreTopic } from "../../../shared/topics.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Rows, Section } from "../parts/Screen.tsx";
import { useAct } from "../parts/use-act.ts";

/** Topics out of sight, and the way back; nothing while there are none. */
export function Archive({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listArchivedTopics, {}));
  const act = useAct(listTopics, listArchivedTopics);
  if (!data || data.items.length === 0) return null;
  return (
    <Section title={t("topicSettings.archiveList")} hint={t("topicSettings.archiveHint")}>
      <Rows label={t("topicSettings.archiveList")}>
        {data.items.map(({ id, name }) => (
          <li key={id} className="px-4">
            <RowLine name={name}>
              {mayChange && (
                <Button
                  size="sm"
                  onClick={() => act.mutate({ run: () => call(restoreTopic, { params: { id } }) })}
                >
                  {t("topicSettings.restore")}
                  <span className="sr-only">{name}</span>
                </Button>
              )}
            </RowLine>
          </li>
        ))}
      </Rows>
    </Section>
  );
}
