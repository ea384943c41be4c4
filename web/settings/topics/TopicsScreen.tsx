import { useQuery } from "@tanstack/react-query";
import { Network, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTopics } from "../../../shared/topics.ts";
import { useActions } from "../../lib/actions.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Screen } from "../parts/Screen.tsx";
import { Archive } from "./Archive.tsx";
import { ArchiveDialog } from "./ArchiveDialog.tsx";
import { Causes } from "./Causes.tsx";
import type { OpenTopic } from "./open-topic.ts";
import { ResolveRules } from "./ResolveRules.tsx";
import { TopicDialog } from "./TopicDialog.tsx";
import { TopicTree } from "./TopicTree.tsx";

/** Why customers write, as a tree; why it had to happen; and what of it must be known to resolve. */
export default function TopicsScreen() {
  const { t } = useTranslation();
  const mayChange = useMay("sorting.topics");
  const topics = useQuery(queryOf(listTopics, {}));
  const [open, setOpen] = useState<OpenTopic | null>(null);
  const close = () => setOpen(null);
  const start = () => setOpen({ act: "new", parentId: null });
  useActions(
    mayChange
      ? [{ id: "settings.new", group: "list", title: "topicSettings.new", keys: "c", run: start }]
      : [],
  );
  const button = mayChange && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("topicSettings.new")}
    </Button>
  );

  return (
    <Screen
      title={t("topicSettings.title")}
      lead={t("topicSettings.lead")}
      action={Boolean(topics.data?.items.length) && button}
    >
      <Loaded query={topics}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<Network />} title={t("topicSettings.emptyTitle")} action={button}>
              {t("topicSettings.empty")}
            </EmptyState>
          ) : (
            <TopicTree topics={items} onOpen={mayChange ? setOpen : undefined} />
          )
        }
      </Loaded>
      <Archive mayChange={mayChange} />
      <Causes mayChange={mayChange} />
      <ResolveRules mayChange={mayChange} />
      {open?.act === "new" && <TopicDialog topic={null} parentId={open.parentId} onClose={close} />}
      {open?.act === "edit" && (
        <TopicDialog topic={open.topic} parentId={open.topic.parentId} onClose={close} />
      )}
      {open?.act === "archive" && <ArchiveDialog topic={open.topic} onClose={close} />}
    </Screen>
  );
}
