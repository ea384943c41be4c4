import { GripVertical } from "lucide-react";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { announce } from "../lib/announce.ts";
import { cx } from "./cx.ts";

interface Item {
  id: string;
  name: string;
}

interface Props<T extends Item> {
  label: string;
  items: readonly T[];
  /** Left out for those who may only look. */
  onOrder?: ((ids: string[]) => Promise<unknown>) | undefined;
  /** What Left and Right do to a row, where it stands in a tree; nothing when it can go nowhere. */
  onShift?: ((item: T, to: "in" | "out", above: T | undefined) => Promise<unknown> | undefined) | undefined;
  /** Stands inside a row of another one. */
  inner?: boolean;
  /** Without a frame, and close together: the handles stand in the margin. */
  bare?: boolean;
  children: (item: T) => ReactNode;
}

/** An order that is shown before the list that was asked for anew is here. */
interface Put {
  ids: readonly string[];
  /** Orders that the list may still come in meanwhile. */
  over: readonly string[];
  saved: boolean;
}

/** Who goes to another list by a key: the focus goes along. */
let following: string | null = null;
const follow = (handle: HTMLButtonElement | null) => {
  if (!handle || handle.dataset["handle"] !== following || document.activeElement !== document.body) return;
  following = null;
  handle.focus();
};
const keyOf = (ids: readonly string[]) => ids.join(" ");

/** Rows whose order people choose: dragged by the handle, or moved with the arrow keys on it. */
export function Ordered<T extends Item>({ label, items, onOrder, onShift, inner, bare, children }: Props<T>) {
  const { t } = useTranslation();
  const [put, setPut] = useState<Put | null>(null);
  const list = useRef<HTMLUListElement>(null);
  const held = useRef<string | null>(null);
  const keyed = useRef<string | null>(null);
  const told = keyOf(items.map(({ id }) => id));
  if (put?.saved && (told === keyOf(put.ids) || !put.over.includes(told))) setPut(null);
  const order = put?.ids;
  const shown = order ? items.toSorted((a, b) => order.indexOf(a.id) - order.indexOf(b.id)) : items;
  const place = keyOf(shown.map(({ id }) => id));

  // A row that moves in the page loses the focus, and its handle is needed for the next step.
  useEffect(() => {
    if (keyed.current && place && document.activeElement === document.body)
      list.current?.querySelector<HTMLElement>(`[data-handle="${keyed.current}"]`)?.focus();
  }, [place]);

  const moved = (id: string, to: number) => {
    const ids = shown.map((item) => item.id).filter((one) => one !== id);
    ids.splice(to, 0, id);
    return ids;
  };
  const setOrder = (ids: readonly string[]) => {
    const mine = { ids, over: [told, ...(put ? [keyOf(put.ids), ...put.over] : [])], saved: false };
    setPut(mine);
    return mine;
  };
  const save = (ids: readonly string[]) => {
    const mine = setOrder(ids);
    const end = (next: Put | null) => () => setPut((now) => (now === mine ? next : now));
    void onOrder?.([...ids]).then(end({ ...mine, saved: true }), end(null));
  };
  const shift = (item: T, to: "in" | "out", above: T | undefined) => {
    following = item.id;
    const stay = () => {
      if (following === item.id) following = null;
    };
    const gone = onShift?.(item, to, above);
    if (gone) gone.catch(stay);
    else stay();
  };

  const onKeyDown = (item: T) => (event: KeyboardEvent) => {
    const at = shown.indexOf(item);
    const to = event.key === "ArrowUp" ? at - 1 : event.key === "ArrowDown" ? at + 1 : null;
    const forward = getComputedStyle(event.currentTarget).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (onShift && (event.key === "ArrowLeft" || event.key === "ArrowRight")) {
      event.preventDefault();
      shift(item, event.key === forward ? "in" : "out", shown[at - 1]);
    }
    if (to === null) return;
    event.preventDefault();
    if (to < 0 || to >= shown.length) return;
    keyed.current = item.id;
    save(moved(item.id, to));
    announce(t("ui.movedRow", { name: item.name, place: to + 1, count: shown.length }));
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!held.current) return;
    const rows = [...(list.current?.children ?? [])];
    const over = rows.findIndex((row) => event.clientY < row.getBoundingClientRect().bottom);
    if (over >= 0 && shown[over]?.id !== held.current) setOrder(moved(held.current, over));
  };
  const drop = () => {
    if (held.current && order) save(order);
    held.current = null;
  };

  return (
    <ul
      ref={list}
      aria-label={label}
      className={cx(
        !bare && "divide-y divide-line/60",
        inner && "border-t border-line/60",
        !inner && !bare && "overflow-hidden rounded-xl border border-line bg-surface",
      )}
    >
      {shown.map((item) => (
        <li
          key={item.id}
          className={cx(
            "group flex items-start",
            bare ? onOrder && "-ms-4" : "gap-1 ps-1",
            !inner && !bare && "pe-3",
          )}
        >
          {onOrder && shown.length > 0 && (
            <button
              type="button"
              ref={follow}
              data-handle={item.id}
              aria-label={t("ui.moveRow", { name: item.name })}
              title={t("ui.moveRowHint")}
              onKeyDown={onKeyDown(item)}
              onBlur={(event) => {
                if (event.relatedTarget) keyed.current = null;
              }}
              onPointerDown={(event) => {
                held.current = item.id;
                event.currentTarget.setPointerCapture(event.pointerId);
              }}
              onPointerMove={onPointerMove}
              onPointerUp={drop}
              onPointerCancel={() => {
                held.current = null;
                setPut(null);
              }}
              className={cx(
                "flex shrink-0 cursor-grab touch-none items-center justify-center rounded-md text-faint hover:text-ink",
                bare
                  ? "h-8 w-4 opacity-0 group-hover:opacity-100 focus-visible:opacity-100 pointer-coarse:opacity-100"
                  : "h-11 w-6",
              )}
            >
              <GripVertical className="size-4" aria-hidden="true" />
            </button>
          )}
          <div className={cx("min-w-0 flex-1", !bare && "ps-1")}>{children(item)}</div>
        </li>
      ))}
    </ul>
  );
}
