import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Circle, CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import {
  confirmApology,
  getPlaybook,
  type Playbook,
  type Tick,
  withdrawApology,
} from "../../../shared/playbook.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { queryOf } from "../../lib/query.ts";
import { exactTime, longAgo, useNow } from "../../lib/time.ts";
import { useMayAs } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";

/** What a complaint goes through, ticked by what happened; nothing for what is none. */
export function PlaybookPart({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(getPlaybook, { params: { id: conversation.id } }));
  if (!data?.complaint) return null;
  const done = data.steps.filter((step) => step.done).length;

  return (
    <section aria-label={t("playbook.title")} className="border-t border-line px-4 py-3">
      <div className="mb-1 flex h-6 items-center justify-between text-xs text-faint">
        <h2 className="font-medium">{t("playbook.title")}</h2>
        <span>{t("playbook.progress", { done, all: data.steps.length })}</span>
      </div>
      {data.why === "topic" && <p className="mb-1 text-xs text-faint">{t("playbook.byTopic")}</p>}
      <ol>
        {data.steps.map((tick) => (
          <Step key={tick.step} tick={tick} playbook={data} conversationId={conversation.id} />
        ))}
      </ol>
    </section>
  );
}

interface StepProps {
  tick: Tick;
  playbook: Playbook;
  conversationId: string;
}

function Step({ tick, playbook, conversationId }: StepProps) {
  const { t } = useTranslation();
  const { step, done, at, by, words } = tick;
  const Icon = done ? CircleCheck : Circle;
  const now = useNow();
  const fact = [by?.name, at && longAgo(at, now)].filter(Boolean).join(" · ");
  const exact = [by?.name, at && exactTime(at)].filter(Boolean).join(" · ");
  return (
    <li className="flex gap-2 py-1">
      <Icon className={cx("mt-0.5 size-4 shrink-0", done ? "text-kept" : "text-faint")} aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p title={done ? exact : undefined}>
          {t(`playbook.steps.${step}`)}
          <span className="sr-only">: {t(done ? "playbook.done" : "playbook.open")}</span>
        </p>
        {!done && <p className="text-xs text-faint">{t(`playbook.ways.${step}`)}</p>}
        {done && <Fact tick={tick} fact={fact} words={words} />}
        {step === "apologised" && <Apology playbook={playbook} done={done} conversationId={conversationId} />}
      </div>
    </li>
  );
}

/** What ticked it: its words, and a way to the message they stand in. */
function Fact({ tick, fact, words }: { tick: Tick; fact: string; words: string | null }) {
  const { t } = useTranslation();
  const { messageId } = tick;
  const text = <span className="line-clamp-2 break-words">{words ?? fact}</span>;
  if (!messageId) return <p className="text-xs text-faint">{text}</p>;
  return (
    <button
      type="button"
      title={t("playbook.show")}
      onClick={() => document.getElementById(`message-${messageId}`)?.scrollIntoView({ block: "center" })}
      className="rounded text-start text-xs text-soft underline decoration-line underline-offset-2 hover:text-ink"
    >
      {text}
    </button>
  );
}

/** A sentence that reads like an apology is confirmed by a person, and can be taken back. */
function Apology({
  playbook: { suggestion },
  done,
  conversationId,
}: {
  playbook: Playbook;
  done: boolean;
  conversationId: string;
}) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const isAgent = useMayAs("agent");
  const params = { id: conversationId };
  const act = (run: Promise<unknown>) =>
    run
      .catch((error: unknown) => toast.error(problemText(asProblem(error)).title))
      .finally(() => void queries.invalidateQueries({ queryKey: [getPlaybook.path] }));

  if (!isAgent) return null;
  if (done)
    return (
      <button
        type="button"
        onClick={() => void act(call(withdrawApology, { params }))}
        className="block rounded text-xs text-soft underline underline-offset-2"
      >
        {t("playbook.takeBack")}
      </button>
    );
  if (!suggestion) return null;
  const { messageId, sentence } = suggestion;
  return (
    <div className="mt-1 rounded-md bg-hover p-2 text-xs">
      <p className="text-soft">{t("playbook.suggested")}</p>
      <blockquote className="my-1 break-words">
        <bdi>{sentence}</bdi>
      </blockquote>
      <Button size="sm" onClick={() => void act(call(confirmApology, { params, body: { messageId } }))}>
        {t("playbook.confirm")}
      </Button>
    </div>
  );
}
