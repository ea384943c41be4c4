import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { AlarmClock } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  cancelLaterReply,
  changeLeaving,
  type LaterReply,
  listLaterReplies,
  sendNow,
} from "../../../shared/drafts.ts";
import { listMessages } from "../../../shared/messages.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { keyOf, queryOf } from "../../lib/query.ts";
import { exactTime, spokenTime, useNow } from "../../lib/time.ts";
import { useMayAs, useMe } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Popover } from "../../ui/Popover.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";
import { LaterChoice } from "../composer/SendLater.tsx";

/** Replies that wait for their time, below what was said. */
export function LaterReplies({ conversationId }: { conversationId: string }) {
  const params = { id: conversationId };
  const { data } = useQuery(queryOf(listLaterReplies, { params }));
  return data?.items.map((reply) => <Waiting key={reply.id} reply={reply} />) ?? null;
}

function useAct(conversationId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (run: () => Promise<unknown>) => run(),
    onSettled: () => {
      for (const endpoint of [listLaterReplies, listMessages])
        void queries.invalidateQueries({ queryKey: keyOf(endpoint, { params: { id: conversationId } }) });
    },
    onError: (error) => {
      const { title, remedy } = problemText(asProblem(error));
      toast.error(title, { description: remedy });
    },
  });
}

function Waiting({ reply }: { reply: LaterReply }) {
  const { t } = useTranslation();
  const now = useNow();
  const me = useMe();
  const mayAct = useMayAs("agent");
  const act = useAct(reply.conversationId);
  const [choosing, setChoosing] = useState(false);
  const params = { id: reply.id };
  const name = reply.by?.id === me.id ? t("later.you") : (reply.by?.name ?? "API");

  return (
    <article
      aria-label={t("later.by", { name, when: exactTime(reply.leavesAt) })}
      className="ms-6 rounded-xl border border-dashed border-field bg-surface px-4 py-3 sm:ms-12"
    >
      <header className="mb-1.5 flex flex-wrap items-center gap-x-2 gap-y-1">
        <AlarmClock className="size-4 shrink-0 text-soon" aria-hidden="true" />
        <span className="font-semibold">{name}</span>
        <span className="text-soon" title={exactTime(reply.leavesAt)}>
          {t("later.leaves", { when: spokenTime(reply.leavesAt, now) })}
        </span>
      </header>
      <p dir="auto" className="break-words whitespace-pre-wrap">
        {reply.text}
      </p>
      {reply.files.length > 0 && (
        <p className="mt-1 text-xs text-soft">{reply.files.map((file) => file.name).join(", ")}</p>
      )}
      <p className="mt-2 text-xs text-soft">
        {reply.promise
          ? t("later.thenPromise", { what: reply.promise.text, when: spokenTime(reply.promise.dueAt, now) })
          : t(`later.afterwards.${reply.state}`)}{" "}
        {t("later.unlessFirst")}
      </p>
      {mayAct && (
        <div className="mt-2 flex flex-wrap gap-2">
          <Button size="sm" onClick={() => act.mutate(() => call(sendNow, { params }))}>
            {t("later.sendNow")}
          </Button>
          <Popover
            open={choosing}
            onOpenChange={setChoosing}
            title={t("later.changeTime")}
            trigger={<Button size="sm">{t("later.changeTime")}</Button>}
          >
            <LaterChoice
              onChoose={(leavesAt) => {
                setChoosing(false);
                act.mutate(() => call(changeLeaving, { params, body: { leavesAt } }));
              }}
            />
          </Popover>
          <Button size="sm" look="plain" onClick={() => act.mutate(() => call(cancelLaterReply, { params }))}>
            {t("later.cancel")}
          </Button>
        </div>
      )}
    </article>
  );
}
