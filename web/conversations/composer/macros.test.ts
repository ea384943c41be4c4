import { expect, test } from "vitest";
import type { MacroRow } from "../../../shared/macros.ts";
import { findMacros, usable } from "./macros.ts";

const row = (name: string, more: Partial<MacroRow> = {}): MacroRow => ({
  id: name,
  kind: "macro",
  name,
  folder: "",
  scope: "personal",
  teamId: null,
  ownerId: null,
  languages: ["en"],
  words: "",
  used: 0,
  lastUsedAt: null,
  myLastUseAt: null,
  archivedAt: null,
  createdAt: new Date(),
  mayChange: true,
  ...more,
});
const names = (all: MacroRow[], typed: string) => findMacros(all, typed).map(({ name }) => name);

test("a name that begins so stands first, then a word of it, then its folder, then its text", () => {
  const all = [
    row("Sorry", { words: "a refund is on its way" }),
    row("Money back", { folder: "Refunds" }),
    row("Partial refund"),
    row("Refund"),
    row("Hello"),
  ];
  expect(names(all, "refu")).toEqual(["Refund", "Partial refund", "Money back", "Sorry"]);
});

test("with nothing typed the order of use stands", () => {
  expect(names([row("B"), row("A")], "")).toEqual(["B", "A"]);
});

test("archived ones are offered nowhere, and a note takes only words", () => {
  const all = [row("Old", { archivedAt: new Date() }), row("Refund"), row("Opening hours", { kind: "text" })];
  expect(usable(all, "reply").map(({ name }) => name)).toEqual(["Refund", "Opening hours"]);
  expect(usable(all, "note").map(({ name }) => name)).toEqual(["Opening hours"]);
});
