import { useQuery } from "@tanstack/react-query";
import { Merge } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { listMerges } from "../../../shared/merging.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { conversationQuery } from "../conversation.ts";
import { Bar } from "./Bar.tsx";
import { ConversationLink } from "./ConversationLink.tsx";
import { TakeBack } from "./TakeBack.tsx";

/** Says where the messages of a merged conversation are, and the way back while there is one. */
export default function MergedBar({ conversation, into }: { conversation: Conversation; into: string }) {
  const { t } = useTranslation();
  const isAgent = useMay("conversations.merge");
  const target = useQuery(conversationQuery(into));
  const merges = useQuery(queryOf(listMerges, { params: { id: into } }));
  const merge = merges.data?.items.find(({ sourceId }) => sourceId === conversation.id);

  return (
    <Bar
      label={t("merging.merged")}
      icon={<Merge aria-hidden="true" />}
      act={isAgent && merge && !target.data?.mergedIntoId && <TakeBack merge={merge} />}
    >
      <p className="font-medium">{t("merging.merged")}</p>
      {target.data ? (
        <ConversationLink one={target.data} />
      ) : (
        <p className="text-soft">{t("merging.mergedElsewhere")}</p>
      )}
    </Bar>
  );
}
