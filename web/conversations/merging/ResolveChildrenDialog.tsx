import { useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { startBulk } from "../../../shared/bulk.ts";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { listLinks } from "../../../shared/merging.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { LeftOpenOfMany } from "../acts/LeftOpenOfMany.tsx";
import { ReasonField } from "../acts/ReasonField.tsx";

/** Resolves what stands below a resolved conversation, each one that is chosen; how it went is told as of any bulk action. */
export function ResolveChildrenDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(listLinks, { params: { id: conversation.id } }));
  const children = (data?.items ?? []).filter(({ kind, state }) => kind === "child" && state !== "resolved");
  const [left, setLeft] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<string | null>(null);
  const reason = typed ?? conversation.resolution ?? "";
  const ids = children.map(({ id }) => id).filter((id) => !left.includes(id));
  const resolving = useMutation({
    mutationFn: () =>
      call(startBulk, { body: { selection: { ids }, action: { do: "resolve", reason: reason.trim() } } }),
    onSuccess: onClose,
  });
  const ready = ids.length > 0 && reason.trim() !== "";

  return (
    <Dialog
      open
      onClose={onClose}
      title={t("merging.children.title")}
      description={t("merging.children.lead")}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) resolving.mutate();
        }}
      >
        <ul className="mb-4 flex flex-col gap-2">
          {children.map(({ id, number, subject }) => (
            <li key={id}>
              <Checkbox
                checked={!left.includes(id)}
                onChange={(checked) => setLeft(checked ? left.filter((one) => one !== id) : [...left, id])}
              >
                <bdi>{subject}</bdi> <span className="text-faint">#{number}</span>
              </Checkbox>
            </li>
          ))}
        </ul>
        <div className="mb-4 empty:hidden">
          <LeftOpenOfMany selection={{ ids }} />
        </div>
        <ReasonField value={reason} onChange={setTyped} />
        <ErrorLine error={resolving.error} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={resolving.isPending} disabled={!ready}>
            {t("merging.children.act", { count: ids.length })}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
