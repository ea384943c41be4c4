import { createContext, useContext } from "react";
import type { FieldDescription } from "../../shared/conditions.ts";
import type { Group } from "./tree.ts";
import type { FieldWords } from "./use-wording.ts";

/** What is wrong with one part: which piece of it, and how the server said so. */
export interface PartTrouble {
  of: "field" | "operator" | "value" | "";
  message: string;
}

interface Building {
  fields: ReadonlyMap<string, FieldDescription>;
  words: FieldWords;
  /** What to show beside each part. */
  troubles: ReadonlyMap<string, PartTrouble>;
  /** The part that was just made, and takes the focus. */
  newest: string | null;
  edit: (change: (tree: Group) => Group) => void;
  make: (groupId: string, kind: "rule" | "group") => void;
  touch: (id: string) => void;
}

export const BuilderContext = createContext<Building | null>(null);

export function useBuilding(): Building {
  const building = useContext(BuilderContext);
  if (!building) throw new Error("A part of a condition stands outside of a builder.");
  return building;
}
