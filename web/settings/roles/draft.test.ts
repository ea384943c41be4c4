import { expect, test } from "vitest";
import { heldBy, permissionsOf } from "../../../shared/permissions.ts";
import { differenceOf, effectOf, startAs, switched } from "./draft.ts";

const agent = { name: "Senior", base: "agent", gives: [], takes: [] } as const;
const draft = { ...agent, gives: [...agent.gives], takes: [...agent.takes] };

test("a switch that goes on and off again leaves the role as its base is", () => {
  const given = { ...draft, ...switched(draft, "workspace.log", true) };
  expect(given).toMatchObject({ gives: ["workspace.log"], takes: [] });
  expect(differenceOf(given, "workspace.log")).toBe("given");
  expect(switched(given, "workspace.log", false)).toEqual({ gives: [], takes: [] });
  const taken = { ...draft, ...switched(draft, "customers.merge", false) };
  expect(differenceOf(taken, "customers.merge")).toBe("taken");
  expect(switched(taken, "customers.merge", true)).toEqual({ gives: [], takes: [] });
});

test("a role begins without what its maker may not do", () => {
  const me = { permissions: permissionsOf("agent") };
  const { gives, takes } = startAs("lead", me);
  expect(heldBy("lead", gives, takes)).toEqual(permissionsOf("agent"));
  expect(startAs("agent", me).takes).toEqual([]);
});

test("the effect of a change is what people may more and less by it", () => {
  const before = { ...draft, ...switched(draft, "workspace.log", true) };
  const after = { ...draft, ...switched(draft, "customers.merge", false) };
  expect(effectOf(before, after)).toEqual({ gained: [], lost: ["customers.merge", "workspace.log"] });
  expect(effectOf(after, before).gained).toEqual(["customers.merge", "workspace.log"]);
});
