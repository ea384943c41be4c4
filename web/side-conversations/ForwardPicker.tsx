import { useInfiniteQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { Message } from "../../shared/messages.ts";
import { messagesQuery } from "../conversations/conversation.ts";
import { fileSize } from "../lib/size.ts";
import { spokenTime, useNow } from "../lib/time.ts";

/** Messages that are shown along, and which of their files. */
export interface Along {
  forwardIds: readonly string[];
  attachmentIds: readonly string[];
}

export const nothingAlong: Along = { forwardIds: [], attachmentIds: [] };

interface Props {
  conversationId: string;
  value: Along;
  onChange: (along: Along) => void;
}

const toggled = (ids: readonly string[], id: string) =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id];

/** Which messages with the customer are shown along; notes never are. */
export function ForwardPicker({ conversationId, value, onChange }: Props) {
  const { t } = useTranslation();
  const { data, hasNextPage, fetchNextPage } = useInfiniteQuery(messagesQuery(conversationId));
  const messages = [...(data?.pages ?? [])]
    .reverse()
    .flatMap(({ items }) => items)
    .filter(({ kind, undoUntil }) => kind === "reply" && !undoUntil);
  if (messages.length === 0) return null;

  const toggle = ({ id, attachments }: Message) => {
    const gone = value.forwardIds.includes(id)
      ? new Set(attachments.map((one) => one.id))
      : new Set<string>();
    onChange({
      forwardIds: toggled(value.forwardIds, id),
      attachmentIds: value.attachmentIds.filter((one) => !gone.has(one)),
    });
  };
  const toggleFile = (id: string) => onChange({ ...value, attachmentIds: toggled(value.attachmentIds, id) });

  return (
    <fieldset>
      <legend className="mb-1 font-medium">{t("side.start.along")}</legend>
      <div className="max-h-44 overflow-y-auto rounded-lg border border-line p-2">
        {hasNextPage && (
          <button
            type="button"
            className="mb-1 rounded px-1 text-xs text-soft underline"
            onClick={() => void fetchNextPage()}
          >
            {t("side.earlier")}
          </button>
        )}
        <ul className="flex flex-col gap-1">
          {messages.map((message) => (
            <Choice
              key={message.id}
              message={message}
              value={value}
              onToggle={() => toggle(message)}
              onFile={toggleFile}
            />
          ))}
        </ul>
      </div>
    </fieldset>
  );
}

interface ChoiceProps {
  message: Message;
  value: Along;
  onToggle: () => void;
  onFile: (id: string) => void;
}

function Choice({ message, value, onToggle, onFile }: ChoiceProps) {
  const now = useNow();
  const { id, author, at, text, attachments } = message;
  const chosen = value.forwardIds.includes(id);
  const files = chosen ? attachments.filter(({ inline }) => !inline) : [];
  return (
    <li>
      <label className="flex items-start gap-2 rounded px-1 py-0.5 hover:bg-hover">
        <input type="checkbox" className="mt-1" checked={chosen} onChange={onToggle} />
        <span className="min-w-0 flex-1">
          <span className="text-xs text-faint">
            <bdi>{author.name || author.address}</bdi>, {spokenTime(at, now)}
          </span>
          <span dir="auto" className="line-clamp-2 block break-words">
            {text}
          </span>
        </span>
      </label>
      {files.map((file) => (
        <label key={file.id} className="ms-6 flex min-h-6 items-center gap-2 text-xs">
          <input
            type="checkbox"
            checked={value.attachmentIds.includes(file.id)}
            onChange={() => onFile(file.id)}
          />
          <span className="min-w-0 truncate">{file.name}</span>
          <span className="text-faint">{fileSize(file.size)}</span>
        </label>
      ))}
    </li>
  );
}
