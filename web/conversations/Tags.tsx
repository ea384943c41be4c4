import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Tag } from "../ui/Tag.tsx";

interface Props {
  tags: readonly string[];
  /** Left out for those who may only look. */
  onChange?: ((tags: string[]) => void) | undefined;
}

/** The tags of a conversation; Enter adds one, Escape leaves it. */
export function Tags({ tags, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState<string | null>(null);

  const add = () => {
    const tag = text?.trim();
    if (tag && !tags.includes(tag)) onChange?.([...tags, tag]);
    setText(null);
  };

  return (
    <>
      {tags.map((tag) => (
        <Tag
          key={tag}
          {...(onChange && { onRemove: () => onChange(tags.filter((one) => one !== tag)) })}
          removeLabel={t("conversations.removeTag", { tag })}
        >
          {tag}
        </Tag>
      ))}
      {onChange &&
        (text === null ? (
          <button
            type="button"
            onClick={() => setText("")}
            className="flex h-5 items-center gap-0.5 rounded px-1 text-xs text-faint hover:bg-hover hover:text-ink"
          >
            <Plus className="size-3" aria-hidden="true" />
            {t("conversations.addTag")}
          </button>
        ) : (
          <input
            autoFocus
            aria-label={t("conversations.addTag")}
            maxLength={50}
            value={text}
            onChange={(event) => setText(event.target.value)}
            onBlur={add}
            onKeyDown={(event) => {
              if (event.key === "Enter") add();
              if (event.key === "Escape") setText(null);
            }}
            className="h-5 w-24 rounded border border-field bg-surface px-1.5 text-xs"
          />
        ))}
    </>
  );
}
