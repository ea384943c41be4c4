import { expect, test } from "vitest";
import { csvLine } from "./csv.ts";

test("what a spreadsheet would take for a formula stays text", () => {
  const hostile = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", " =1", "\r=1", "＝1"];
  for (const text of hostile) expect(csvLine([text]).replaceAll('"', "")).toBe(`'${text}\r\n`);
  expect(csvLine(["a=b", "5-3", "ana@shop.example", -5])).toBe("a=b,5-3,ana@shop.example,-5\r\n");
});

test("commas, quotes and line breaks stay in their cell", () => {
  expect(csvLine(["a,b", 'say "hi"', "two\nlines", null, ""])).toBe('"a,b","say ""hi""","two\nlines",,\r\n');
});
