import { Plus } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { Part } from "../../customers/Part.tsx";
import { needWords } from "../../lib/i18n.ts";
import { useMayAs } from "../../people/people.ts";
import { IconButton } from "../../ui/IconButton.tsx";
import { Skeleton } from "../../ui/Skeleton.tsx";
import { openMerging } from "./open-merging.ts";

const Links = lazy(async () => {
  const [file] = await Promise.all([import("./Links.tsx"), needWords("merging")]);
  return { default: file.Links };
});

/** Links and followers in the column beside a conversation. */
export function LinksPart({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  return (
    <Part
      title={t("actions.links")}
      action={
        isAgent && (
          <IconButton label={t("actions.link")} className="size-6" onClick={() => openMerging.set("links")}>
            <Plus />
          </IconButton>
        )
      }
    >
      <Suspense fallback={<Skeleton className="h-4 w-40" />}>
        <Links conversation={conversation} />
      </Suspense>
    </Part>
  );
}
