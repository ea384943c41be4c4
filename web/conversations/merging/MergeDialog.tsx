import { useMutation, useQueries, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { mergeConversations, previewMerge, unmergeConversation } from "../../../shared/merging.ts";
import { customerName } from "../../customers/names.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Cut } from "../../ui/Cut.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { toast } from "../../ui/Toast.tsx";
import { conversationQuery, keepConversation } from "../conversation.ts";
import { ConversationFinder } from "./ConversationFinder.tsx";
import { Outcome } from "./Outcome.tsx";

interface Props {
  /** The one from which it began. */
  id: string;
  /** Others that are chosen from the start. */
  others?: readonly string[];
  onClose: () => void;
  onMerged?: () => void;
}

/** Which conversations are one problem, which of them stays, and what it would be: seen before it is done. */
export function MergeDialog({ id, others = [], onClose, onMerged }: Props) {
  const { t } = useTranslation();
  const [chosen, setChosen] = useState<readonly string[]>(others);
  const [stays, setStays] = useState(id);
  const [across, setAcross] = useState(false);
  const ids = [id, ...chosen];
  const target = ids.includes(stays) ? stays : id;
  const sourceIds = ids.filter((one) => one !== target);
  const shown = useQueries({ queries: ids.map((one) => conversationQuery(one)) });
  const rows = shown.flatMap(({ data }) => data ?? []);
  const preview = useQuery({
    queryKey: [previewMerge.path, { id: target }, { sourceIds: sourceIds.join() }],
    queryFn: () => call(previewMerge, { params: { id: target }, body: { sourceIds } }),
    enabled: sourceIds.length > 0,
    retry: false,
    staleTime: 0,
  });
  const merging = useMerging(target, sourceIds, () => {
    onClose();
    onMerged?.();
  });
  const number = rows.find((one) => one.id === target)?.number ?? "";
  const needsYes = preview.data?.acrossCustomers ?? false;

  return (
    <Dialog open wide onClose={onClose} title={t("merging.title")} description={t("merging.lead")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          merging.mutate(across);
        }}
      >
        <ConversationFinder
          id={id}
          several
          label={t("merging.which")}
          chosen={chosen}
          onChoose={(one) =>
            setChosen(
              chosen.includes(one.id)
                ? chosen.filter((it) => it !== one.id)
                : [...chosen, one.id].slice(0, 20),
            )
          }
        />
        {sourceIds.length > 0 && <Stays rows={rows} value={target} onChange={setStays} />}
        {preview.data && <Outcome preview={preview.data} />}
        {needsYes && (
          <Checkbox checked={across} onChange={setAcross} hint={t("merging.acrossHint")}>
            {t("merging.across")}
          </Checkbox>
        )}
        <ErrorLine error={merging.error ?? preview.error} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button
            type="submit"
            look="primary"
            busy={merging.isPending}
            disabled={!preview.data || (needsYes && !across)}
          >
            {t("merging.act", { number })}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}

function useMerging(target: string, sourceIds: readonly string[], onClose: () => void) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const undo = async () => {
    for (const id of sourceIds)
      keepConversation(queries, await call(unmergeConversation, { params: { id } }));
  };
  return useMutation({
    mutationFn: (acrossCustomers: boolean) =>
      call(mergeConversations, {
        params: { id: target },
        body: { sourceIds: [...sourceIds], acrossCustomers },
      }),
    onSuccess: (conversation) => {
      keepConversation(queries, conversation);
      toast(t("merging.done", { number: conversation.number }), {
        action: { label: t("ui.undo"), onClick: () => void undo() },
      });
      onClose();
      void navigate({
        to: "/inbox/$view/$conversationId",
        params: { view: "all", conversationId: conversation.id },
      });
    },
  });
}

interface StaysProps {
  rows: readonly Conversation[];
  value: string;
  onChange: (id: string) => void;
}

function Stays({ rows, value, onChange }: StaysProps) {
  const { t } = useTranslation();
  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t("merging.stays")}</legend>
      <div className="flex flex-col gap-1">
        {rows.map(({ id, number, subject, customer }) => (
          <label key={id} className="flex min-h-8 items-center gap-2 rounded-md px-1.5 hover:bg-hover">
            <input
              type="radio"
              name="stays"
              checked={id === value}
              onChange={() => onChange(id)}
              className="accent-coral"
            />
            <span className="min-w-0 flex-1 truncate">
              <Cut>{subject}</Cut>
            </span>
            <span className="max-w-40 shrink-0 truncate text-xs text-faint">
              #{number} · <bdi>{customerName(customer)}</bdi>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
