import type { Choice } from "./editor/suggesting.ts";

/** What is offered after a slash, and what happens with the one that is taken. */
export interface MacroOffer {
  find(typed: string): Promise<readonly Choice[]>;
  take(id: string): void;
}
