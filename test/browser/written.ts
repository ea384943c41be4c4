import type { Locator } from "playwright-core";

/** What stands in the field one writes in, be it the plain one or, once it is here, the editor. */
export const written = (field: Locator): Promise<string> =>
  field.evaluate((element: HTMLElement) =>
    element instanceof HTMLTextAreaElement ? element.value : element.innerText.trim(),
  );
