import { z } from "zod";
import { remembered } from "./remembered.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

/** The bar of a window that is installed, in the colour of the rail. */
const frames = { light: "#f2eee7", dark: "#14110f" };

export const theme = remembered<Theme>("theme", z.enum(themes), "system");

/** Keeps the page in the chosen theme, or in the system's as that changes. */
export function followTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const chosen = theme.get();
    const shown = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
    document.documentElement.dataset.theme = shown;
    document.querySelector("meta[name=theme-color]")?.setAttribute("content", frames[shown]);
  };
  theme.subscribe(apply);
  dark.addEventListener("change", apply);
  apply();
}
