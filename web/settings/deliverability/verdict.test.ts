import { expect, test } from "vitest";
import { worst } from "./verdict.ts";

test("one bad record makes the domain bad", () => {
  expect(worst(["good", "warning", "bad", "unknown"])).toBe("bad");
});

test("what is not known is said before all is called good, and not before a warning", () => {
  expect(worst(["good", "unknown"])).toBe("unknown");
  expect(worst(["warning", "unknown"])).toBe("warning");
  expect(worst(["good"])).toBe("good");
});

test("nothing looked at is not known", () => {
  expect(worst([])).toBe("unknown");
});
