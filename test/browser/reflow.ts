import type { Page } from "playwright-core";

/**
 * What keeps somebody from using the screen as large as it stands (WCAG 1.4.10): the page scrolls sideways, or something that
 * can be pressed lies outside of the window or under something else once it is scrolled to.
 */
export function reflowFaults(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const pressed = 'a[href], button, input, select, textarea, [contenteditable="true"], [role="combobox"]';
    const nameOf = (one: Element) =>
      `${one.tagName.toLowerCase()} "${one.getAttribute("aria-label") ?? one.textContent?.trim().slice(0, 40)}"`;
    const seen = (one: Element) => {
      const { width, height } = one.getBoundingClientRect();
      const shown = one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
      // What only those who come by keyboard or by ear are shown.
      if (one.closest(".sr-only")) return false;
      return shown && width > 2 && height > 2 && !one.matches(":disabled, [aria-disabled='true']");
    };
    const faultOf = (one: Element): string[] => {
      one.scrollIntoView({ block: "center", inline: "nearest", behavior: "instant" });
      const [line] = one.getClientRects();
      if (!line) return [];
      if (line.left < -1 || line.right > innerWidth + 1) return [`${nameOf(one)} is cut off`];
      const hit = document.elementFromPoint(line.left + line.width / 2, line.top + line.height / 2);
      const label = hit?.closest("label");
      if (hit && (one.contains(hit) || label?.control === one || label?.contains(one))) return [];
      return [`${nameOf(one)} lies under ${hit ? nameOf(hit) : "nothing"}`];
    };
    const wide = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls sideways"] : [];
    return [...wide, ...[...document.querySelectorAll(pressed)].filter(seen).flatMap(faultOf)];
  });
}
