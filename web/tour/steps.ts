/** The steps in their order, each with where it points; the first of those that is on the screen. */
export const steps = [
  { name: "inbox", at: ['nav a[href="/inbox"]'] },
  { name: "baton", at: ['[data-tour="baton"]', 'nav a[href="/inbox"]'] },
  { name: "news", at: ['nav a[href="/notifications"]'] },
  { name: "anything", at: ['nav [aria-keyshortcuts="Control+K Meta+K"]', 'nav a[href="/search"]'] },
  { name: "you", at: ['[data-tour="me"]'] },
] as const;

interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** Where the step points on the screen as it stands; null when there is nothing to point at. */
export function placeOf(at: readonly string[]): Box | null {
  for (const selector of at) {
    const box = document.querySelector(selector)?.getBoundingClientRect();
    if (box && box.width > 0) return box;
  }
  return null;
}

const gap = 10;
const edge = 12;

/** Where a card stands so that it covers nothing of what it speaks of: beside it, or on a phone above or below. */
export function besides(box: Box | null, card: { width: number; height: number }) {
  const { innerWidth, innerHeight } = window;
  const within = (value: number, size: number, room: number) =>
    Math.max(edge, Math.min(value, room - size - edge));
  if (!box) return { left: within(innerWidth, card.width, innerWidth), top: edge };
  const right = box.left + box.width + gap;
  const left = box.left - gap - card.width;
  const top = within(box.top, card.height, innerHeight);
  // Under a bar there is more room than beside it.
  const bar = box.width > card.width;
  if (!bar && box.left < innerWidth / 2 && right + card.width + edge <= innerWidth)
    return { left: right, top };
  if (!bar && left >= edge) return { left, top };
  const under = box.top + box.height + gap;
  const below = under + card.height + edge <= innerHeight;
  const above = Math.max(edge, box.top - gap - card.height);
  return { left: within(box.left, card.width, innerWidth), top: below ? under : above };
}
