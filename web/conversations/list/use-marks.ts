import { useCallback, useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "../../../shared/conversation-shape.ts";
import type { Marking } from "../../ui/marking.ts";
import { allMarks, anyMarked, isMarked, type Marks, markRange, noMarks, toggleMark } from "./marks.ts";

interface Selecting {
  marks: Marks;
  any: boolean;
  /** Boxes are shown although nothing is selected yet: how it begins by touch. */
  picking: boolean;
  pick: () => void;
  clear: () => void;
  all: () => void;
  marking: Marking<ConversationRow>;
}

/** What is selected in a list; a search has no more than what it shows. */
export function useMarks(searched: readonly ConversationRow[] | null): Selecting {
  const { t } = useTranslation();
  const [marks, setMarks] = useState<Marks>(noMarks);
  const [picking, setPicking] = useState(false);
  const any = anyMarked(marks);
  const clear = useCallback(() => {
    setMarks(noMarks);
    setPicking(false);
  }, []);
  const all = useCallback(
    () => setMarks(searched ? { ...noMarks, keys: new Set(searched.map(({ id }) => id)) } : allMarks),
    [searched],
  );
  const marking = useMemo(
    (): Marking<ConversationRow> => ({
      isMarked: (key) => isMarked(marks, key),
      boxes: picking || any,
      label: ({ subject }) => t("lists.mark", { subject }),
      onToggle: (key) => setMarks((before) => toggleMark(before, key)),
      onRange: (order, from, to) => setMarks((before) => markRange(before, order, from, to)),
      onAll: all,
      onNone: clear,
    }),
    [marks, picking, any, all, clear, t],
  );
  return { marks, any, picking, pick: () => setPicking((before) => !before), clear, all, marking };
}
