import { Plus } from "lucide-react";
import { useTranslation } from "react-i18next";
import { changeTopic, listTopics, orderTopics, type Topic } from "../../../shared/topics.ts";
import { call } from "../../lib/call.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Ordered } from "../../ui/Ordered.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { useAct } from "../parts/use-act.ts";
import type { OpenTopic } from "./open-topic.ts";

interface Props {
  topics: readonly Topic[];
  /** Left out for those who may only look. */
  onOpen?: ((open: OpenTopic) => void) | undefined;
  parent?: Topic;
}

/** One level of the tree with all below it; on a handle Right moves a topic below the one above it, Left one level out. */
export function TopicTree({ topics, onOpen, parent }: Props) {
  const { t } = useTranslation();
  const act = useAct(listTopics);
  const level = topics.filter(({ parentId }) => parentId === (parent?.id ?? null));
  if (level.length === 0) return null;

  const order = (ids: string[]) => act.mutateAsync({ run: () => call(orderTopics, { body: { ids } }) });
  const shift = (topic: Topic, to: "in" | "out", above: Topic | undefined) => {
    const parentId = to === "in" ? above?.id : parent && (parent.parentId ?? null);
    if (parentId === undefined) return undefined;
    const body = { parentId, position: 10_000 };
    return act.mutateAsync({ run: () => call(changeTopic, { params: { id: topic.id }, body }) });
  };

  return (
    <Ordered
      label={parent ? t("topicSettings.below", { name: parent.name }) : t("topicSettings.title")}
      items={level}
      inner={parent !== undefined}
      onOrder={onOpen && order}
      onShift={onOpen && shift}
    >
      {(topic) => (
        <>
          <RowLine
            name={topic.name}
            detail={topic.keywords.length > 0 ? topic.keywords.join(", ") : undefined}
            onChange={onOpen && (() => onOpen({ act: "edit", topic }))}
            onRemove={onOpen && (() => onOpen({ act: "archive", topic }))}
            removeLabel={t("topicSettings.archive")}
          >
            {onOpen && (
              <IconButton
                label={t("topicSettings.addBelow", { name: topic.name })}
                onClick={() => onOpen({ act: "new", parentId: topic.id })}
              >
                <Plus />
              </IconButton>
            )}
          </RowLine>
          <TopicTree topics={topics} onOpen={onOpen} parent={topic} />
        </>
      )}
    </Ordered>
  );
}
