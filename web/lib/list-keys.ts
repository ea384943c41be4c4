/** Where the focus of a list goes when a key is pressed; null when the key is not one of the list's. */
export function nextIndex(key: string, index: number, count: number, pageSize: number): number | null {
  if (count === 0) return null;
  const last = count - 1;
  const to = (target: number) => Math.min(last, Math.max(0, target));

  switch (key) {
    case "ArrowDown":
    case "j":
      return to(index + 1);
    case "ArrowUp":
    case "k":
      return to(index - 1);
    case "PageDown":
      return to(index + pageSize);
    case "PageUp":
      return to(index - pageSize);
    case "Home":
      return 0;
    case "End":
      return last;
    default:
      return null;
  }
}
