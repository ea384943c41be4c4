import { expect, test } from "vitest";
import { DnsMemory } from "./dns-memory.ts";

const failure = (code: string) => Object.assign(new Error(code), { code });

/** A DNS that answers what stands here by now, and counts how often it was asked. */
function openDns(answers: Record<string, unknown>) {
  const asked: string[] = [];
  const memory = new DnsMemory(async (name, type) => {
    asked.push(`${type} ${name}`);
    const answer = answers[name];
    if (answer === undefined) throw failure("ENOTFOUND");
    if (answer instanceof Error) throw answer;
    return answer;
  });
  return { memory, asked };
}

test("a name is asked once in five minutes, by many at the same moment too", async () => {
  const { memory, asked } = openDns({ "mail.example": [["v=spf1 -all"]] });
  const ask = (now: number) => memory.ask("mail.example", "TXT", now);
  expect(await Promise.all([ask(0), ask(0), ask(299_999)])).toEqual(Array(3).fill([["v=spf1 -all"]]));
  expect(asked).toHaveLength(1);
  await ask(300_000);
  expect(asked).toHaveLength(2);
});

test("that there is none is believed for a minute", async () => {
  const answers: Record<string, unknown> = {};
  const { memory, asked } = openDns(answers);
  await expect(memory.ask("new.example", "TXT", 0)).rejects.toThrow("ENOTFOUND");
  answers["new.example"] = ["now"];
  await expect(memory.ask("new.example", "TXT", 59_999)).rejects.toThrow("ENOTFOUND");
  expect(asked).toHaveLength(1);
  expect(await memory.ask("new.example", "TXT", 60_000)).toEqual(["now"]);
});

test("what DNS could not answer is asked again at once", async () => {
  const answers: Record<string, unknown> = { "away.example": failure("ETIMEOUT") };
  const { memory } = openDns(answers);
  await expect(memory.ask("away.example", "TXT", 0)).rejects.toThrow("ETIMEOUT");
  answers["away.example"] = ["back"];
  expect(await memory.ask("away.example", "TXT", 1)).toEqual(["back"]);
});

test("other kinds of record are other answers, and the number of names is bounded", async () => {
  const { memory, asked } = openDns({ "a.example": ["x"], "A.example": ["x"] });
  await memory.ask("a.example", "TXT", 0);
  await memory.ask("A.example", "MX", 0);
  expect(asked).toEqual(["TXT a.example", "MX A.example"]);
  for (let n = 0; n < 5_000; n++) await memory.ask(`${n}.example`, "TXT", 0).catch(() => {});
  await memory.ask("a.example", "TXT", 0);
  expect(asked.filter((one) => one === "TXT a.example")).toHaveLength(2);
});
