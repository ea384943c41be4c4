import { Link } from "@tanstack/react-router";
import { AlarmClock } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversation-shape.ts";
import { firstName } from "../customers/names.ts";
import { spokenTime, useNow } from "../lib/time.ts";
import { useMayAs } from "../people/people.ts";
import { Button } from "../ui/Button.tsx";
import type { ConversationActs } from "./acts/use-conversation-actions.ts";

/** What a conversation sleeps for, and its end now. */
export function SnoozeBar({ conversation, acts }: { conversation: Conversation; acts: ConversationActs }) {
  const { t } = useTranslation();
  const now = useNow();
  const isAgent = useMayAs("agent");
  const { snooze, customer } = conversation;
  if (!snooze) return null;

  const words = {
    when: spokenTime(snooze.until, now),
    name: firstName(customer),
    number: snooze.on?.number ?? "",
  };
  const kind = snooze.for === "conversation" && !snooze.on ? "hidden" : snooze.for;
  return (
    <section
      aria-label={t("snoozing.bar.label")}
      className="flex shrink-0 items-center gap-2 border-b border-line bg-hover px-5 py-1.5 text-soft"
    >
      <AlarmClock className="size-4 shrink-0" aria-hidden="true" />
      <p className="min-w-0 flex-1">
        {snooze.on ? (
          <Link
            to="/inbox/$view/$conversationId"
            params={{ view: "all", conversationId: snooze.on.id }}
            title={snooze.on.subject}
            className="underline underline-offset-2"
          >
            {t(`snoozing.bar.${kind}`, words)}
          </Link>
        ) : (
          t(`snoozing.bar.${kind}`, words)
        )}
      </p>
      {isAgent && (
        <Button size="sm" busy={acts.busy} onClick={acts.wake} keys="s">
          {t("snoozing.bar.wake")}
        </Button>
      )}
    </section>
  );
}
