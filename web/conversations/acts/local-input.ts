/** A moment as a datetime-local field holds it, in this browser's zone. */
export function toLocalInput(date: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** What such a field holds, as a moment; null when it is empty or half filled. */
export function fromLocalInput(text: string): Date | null {
  const date = new Date(text);
  return text === "" || Number.isNaN(date.getTime()) ? null : date;
}
