import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listRootCauses, type RootCause, removeRootCause } from "../../../shared/topics.ts";
import { useTopics } from "../../conversations/details/lists.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Rows, Section } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { CauseDialog } from "./CauseDialog.tsx";

type Open = { act: "new" } | { act: "edit" | "remove"; cause: RootCause };

/** Why things had to happen: for one topic, or for all. */
export function Causes({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listRootCauses, {}));
  const topics = useTopics();
  const renew = useRenew(listRootCauses);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const items = data?.items ?? [];

  return (
    <Section
      title={t("topicSettings.causes")}
      hint={t("topicSettings.causesHint")}
      action={
        mayChange && (
          <Button size="sm" icon={<Plus className="size-3.5" />} onClick={() => setOpen({ act: "new" })}>
            {t("topicSettings.newCause")}
          </Button>
        )
      }
    >
      {items.length > 0 && (
        <Rows label={t("topicSettings.causes")}>
          {items.map((cause) => (
            <li key={cause.id} className="px-4">
              <RowLine
                name={cause.name}
                detail={topics.find(({ id }) => id === cause.topicId)?.path ?? t("topicSettings.everyTopic")}
                onChange={mayChange ? () => setOpen({ act: "edit", cause }) : undefined}
                onRemove={mayChange ? () => setOpen({ act: "remove", cause }) : undefined}
              />
            </li>
          ))}
        </Rows>
      )}
      {open?.act === "new" && <CauseDialog cause={null} onClose={close} />}
      {open?.act === "edit" && <CauseDialog cause={open.cause} onClose={close} />}
      {open?.act === "remove" && (
        <ConfirmDialog
          title={t("sorting.removeTitle", { name: open.cause.name })}
          description={t("topicSettings.removeCauseText")}
          act={t("settings.remove")}
          run={() => call(removeRootCause, { params: { id: open.cause.id } })}
          onDone={() => {
            renew();
            close();
          }}
          onClose={close}
        />
      )}
    </Section>
  );
}
