import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversation-shape.ts";
import { useSides } from "./sides.ts";

interface Props {
  conversation: Conversation;
  close: boolean;
  onChange: (close: boolean) => void;
}

/** Asks, before a conversation is resolved, what becomes of its open side conversations; nothing where there are none. */
export function OpenSides({ conversation, close, onChange }: Props) {
  const { t } = useTranslation();
  const open = useSides(conversation.id).filter(({ state }) => state !== "closed");
  if (open.length === 0) return null;
  return (
    <fieldset className="mb-4 rounded-lg border border-line p-3">
      <legend className="px-1 font-medium">{t("side.resolve.title", { count: open.length })}</legend>
      <ul className="mb-2 list-disc ps-5 text-soft">
        {open.slice(0, 5).map(({ id, subject, asked }) => (
          <li key={id}>
            <bdi>{asked.name}</bdi>: <bdi>{subject}</bdi>
          </li>
        ))}
      </ul>
      {[false, true].map((value) => (
        <label key={String(value)} className="flex min-h-7 items-center gap-2">
          <input type="radio" name="open-sides" checked={close === value} onChange={() => onChange(value)} />
          {t(value ? "side.resolve.close" : "side.resolve.keep")}
        </label>
      ))}
    </fieldset>
  );
}
