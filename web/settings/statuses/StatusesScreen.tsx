import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type State, states } from "../../../shared/conversation-shape.ts";
import { listStatuses, orderStatuses, removeStatus, type Status } from "../../../shared/topics.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Ordered } from "../../ui/Ordered.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { ReadOnlyNote } from "../parts/ReadOnlyNote.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Screen, Section } from "../parts/Screen.tsx";
import { useAct, useRenew } from "../parts/use-act.ts";
import { StatusDialog } from "./StatusDialog.tsx";

type Open = { act: "new"; state: State } | { act: "edit" | "remove"; status: Status };

/** Finer words for the four states, in the order in which they are offered. */
export default function StatusesScreen() {
  const { t } = useTranslation();
  const isAdmin = useMay("sorting.statuses");
  const statuses = useQuery(queryOf(listStatuses, {}));
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const act = useAct(listStatuses);
  const renew = useRenew(listStatuses);
  const order = (ids: string[]) =>
    act.mutateAsync({ run: () => call(orderStatuses, { body: { ids } }) }).then(renew);

  return (
    <Screen title={t("statusSettings.title")} lead={t("statusSettings.lead")}>
      <ReadOnlyNote permission="sorting.statuses" />
      <Loaded query={statuses} rows={4}>
        {({ items }) =>
          states.map((state) => {
            const own = items.filter((one) => one.state === state);
            return (
              <Section
                key={state}
                title={t(`statusSettings.states.${state}`)}
                action={
                  isAdmin && (
                    <Button
                      size="sm"
                      icon={<Plus className="size-3.5" />}
                      onClick={() => setOpen({ act: "new", state })}
                    >
                      {t("statusSettings.add")}
                      <span className="sr-only">{t(`statusSettings.states.${state}`)}</span>
                    </Button>
                  )
                }
              >
                {own.length === 0 ? (
                  <p className="text-faint">{t("statusSettings.none")}</p>
                ) : (
                  <Ordered
                    label={t(`statusSettings.states.${state}`)}
                    items={own}
                    onOrder={isAdmin ? order : undefined}
                  >
                    {(status) => (
                      <RowLine
                        name={status.name}
                        onChange={isAdmin ? () => setOpen({ act: "edit", status }) : undefined}
                        onRemove={isAdmin ? () => setOpen({ act: "remove", status }) : undefined}
                      />
                    )}
                  </Ordered>
                )}
              </Section>
            );
          })
        }
      </Loaded>
      {open?.act === "new" && <StatusDialog state={open.state} onClose={close} />}
      {open?.act === "edit" && (
        <StatusDialog state={open.status.state} status={open.status} onClose={close} />
      )}
      {open?.act === "remove" && (
        <ConfirmDialog
          title={t("sorting.removeTitle", { name: open.status.name })}
          description={t("statusSettings.removeText")}
          act={t("settings.remove")}
          run={() => call(removeStatus, { params: { id: open.status.id } })}
          onDone={() => {
            renew();
            close();
          }}
          onClose={close}
        />
      )}
    </Screen>
  );
}
