import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { search } from "../../../shared/search.ts";
import { customerName } from "../../customers/names.ts";
import { queryOf } from "../../lib/query.ts";
import { cx } from "../../ui/cx.ts";
import { Field, Input } from "../../ui/Field.tsx";

export type Other = Pick<Conversation, "id" | "number" | "subject" | "state"> & { of?: string };

interface Props {
  conversation: Conversation;
  chosen: Other | null;
  onChoose: (other: Other) => void;
}

/** Another open conversation: those that belong to this one first, any other found by a few letters. */
export function OtherConversation({ conversation, chosen, onChoose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const q = text.trim();
  const { data } = useQuery({ ...queryOf(search, { query: { q } }), enabled: q !== "" });
  const found: Other[] =
    q === ""
      ? conversation.related
      : (data?.conversations ?? []).map(({ row }) => ({ ...row, of: customerName(row.customer) }));
  const open = found.filter(({ id, state }) => id !== conversation.id && state !== "resolved").slice(0, 8);

  return (
    <div>
      <Field label={t("snoozing.other")}>
        <Input autoFocus value={text} onValueChange={setText} placeholder={t("snoozing.findOther")} />
      </Field>
      <ul className="mt-2 flex max-h-56 flex-col gap-0.5 overflow-y-auto">
        {open.map((other) => (
          <li key={other.id}>
            <button
              type="button"
              aria-pressed={other.id === chosen?.id}
              onClick={() => onChoose(other)}
              className={cx(
                "flex min-h-8 w-full items-baseline gap-2 rounded-md px-2 py-1 text-start hover:bg-hover",
                other.id === chosen?.id && "bg-coral-soft font-medium text-coral-ink",
              )}
            >
              <span className="shrink-0 text-xs tabular-nums">#{other.number}</span>
              <bdi className="min-w-0 flex-1 truncate">{other.subject}</bdi>
              {other.of && <span className="shrink-0 text-xs">{other.of}</span>}
            </button>
          </li>
        ))}
      </ul>
      {open.length === 0 && (q === "" || data) && (
        <p role="status" className="px-2 py-1 text-soft">
          {t("snoozing.noOther")}
        </p>
      )}
    </div>
  );
}
