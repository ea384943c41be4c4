import { expect, test } from "vitest";
import { readUserAgent } from "./browser-name.ts";

test("tells Edge from Chrome although it claims to be both", () => {
  const edge =
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/126.0 Safari/537.36 Edg/126.0";
  expect(readUserAgent(edge)).toEqual({ browser: "Edge", system: "Windows" });
});

test("tells an iPhone from a Mac although it mentions Mac OS X", () => {
  const iphone =
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 Version/17.5 Mobile Safari/604.1";
  expect(readUserAgent(iphone)).toEqual({ browser: "Safari", system: "iOS" });
});

test("says nothing about what it does not know", () => {
  expect(readUserAgent("curl/8.9")).toEqual({ browser: null, system: null });
});
