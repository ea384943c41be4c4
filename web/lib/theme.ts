import { z } from "zod";
import { remembered } from "./remembered.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

export const theme = remembered<Theme>("theme", z.enum(themes), "system");

/** Keeps the page in the chosen theme, or in the system's as that changes. */
export function followTheme(): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = () => {
    const chosen = theme.get();
    document.documentElement.dataset.theme = chosen === "system" ? (dark.matches ? "dark" : "light") : chosen;
  };
  theme.subscribe(apply);
  dark.addEventListener("change", apply);
  apply();
}
