const ignored = "span[style*='mso-list']";

/** Makes lists of the paragraphs that Word copies instead, with a sign and spaces typed before each. */
export function wordLists(body: HTMLElement): void {
  const items = [...body.querySelectorAll<HTMLElement>("p[style*='mso-list']")].filter(signOf);
  const firsts = items.filter((item) => !items.includes(item.previousElementSibling as HTMLElement));
  for (const first of firsts) list(run(first, items));
}

const signOf = (item: HTMLElement) =>
  [...item.querySelectorAll<HTMLElement>(ignored)].find((span) => /ignore/i.test(styleOf(span)));
const styleOf = (element: HTMLElement) => element.getAttribute("style") ?? "";
const levelOf = (item: HTMLElement) => Number(/mso-list:[^;]*level(\d+)/i.exec(styleOf(item))?.[1] ?? 1);

/** An item with those that follow it without anything between. */
function run(first: HTMLElement, items: readonly HTMLElement[]): HTMLElement[] {
  const found = [first];
  for (let next = first.nextElementSibling; next; next = next.nextElementSibling) {
    if (!items.includes(next as HTMLElement)) break;
    found.push(next as HTMLElement);
  }
  return found;
}

function list(items: readonly HTMLElement[]): void {
  const place = document.createElement("div");
  items[0]?.before(place);
  const open: { level: number; element: HTMLElement }[] = [];
  for (const item of items) {
    const level = levelOf(item);
    while ((open.at(-1)?.level ?? 0) > level) open.pop();
    let deepest = open.at(-1);
    if (!deepest || deepest.level < level) {
      const element = listLike(signOf(item)?.textContent ?? "");
      (deepest?.element.lastElementChild ?? place).append(element);
      deepest = { level, element };
      open.push(deepest);
    }
    signOf(item)?.remove();
    const entry = document.createElement("li");
    entry.append(item);
    deepest.element.append(entry);
  }
  place.replaceWith(...place.childNodes);
}

/** Numbers and letters count; every other sign is a bullet. */
function listLike(sign: string): HTMLElement {
  const counted = /^\s*(?:(\d+)|[a-z]{1,4})[.)]/i.exec(sign);
  const element = document.createElement(counted ? "ol" : "ul");
  if (Number(counted?.[1] ?? 1) > 1) element.setAttribute("start", counted?.[1] ?? "");
  return element;
}
