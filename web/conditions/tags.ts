import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTags, type TagCount } from "../../shared/tags.ts";
import { queryOf } from "../lib/query.ts";
import { useSome } from "../lib/use-some.ts";

export const tagsQuery = { ...queryOf(listTags, {}), staleTime: 5 * 60_000 };

export interface OfferedTags {
  items: readonly TagCount[];
  /** Hears what is typed and the sentence that says so, where there are more tags than are offered at once. */
  onText: ((text: string) => void) | undefined;
  note: string | undefined;
}

export const tagKey = ({ name }: TagCount): string => name;

/** The tags to choose from: the most used ones, and of the others what is found by what one types. */
export function useTags(): OfferedTags {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const { query, items, more } = useSome(listTags, typed, tagKey);
  return {
    items,
    onText: more ? setTyped : undefined,
    note: more ? t("ui.pick.more", { count: query.data?.items.length ?? 0 }) : undefined,
  };
}
