/** The first 140 characters of a message on one line, for lists. */
export function preview(text: string): string {
  return text.slice(0, 1000).replace(/\s+/g, " ").trim().slice(0, 140);
}
