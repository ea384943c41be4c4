// The process that reads damaged mails for bench/mail-mutations.ts; arguments: the first mail, and how many there are.
import { corpus, readAll } from "../server/channels/email/corpus-reader.ts";
import { mutate, seeded } from "../server/channels/email/mutation.ts";
import type { Told } from "./mail-mutations.ts";

const [from = 0, count = 0] = process.argv.slice(2).map(Number);
const mails = corpus();
const tell = (told: Told) => new Promise<void>((done) => process.send?.(told, () => done()));

for (let at = from; at < count; at++) {
  // A row of its own for each, so that one can be looked at again.
  const random = seeded(20_240_105 + at * 7_919);
  const one = mails[random(mails.length)];
  const other = mails[random(mails.length)];
  if (!one || !other) throw new Error("The corpus is empty.");
  const raw = mutate(one.raw, other.raw, random);
  await tell({ kind: "begun", at });
  const before = process.cpuUsage();
  let wrong: string | null = null;
  try {
    const { mail, segments } = await readAll(raw, one.expected);
    if (segments.map(({ text }) => text).join("") !== mail.text) wrong = `${one.name}: text lost`;
    if (mail.flaws.some((flaw) => flaw.startsWith("unreadable"))) wrong = `${one.name}: ${mail.flaws.join()}`;
  } catch (error) {
    wrong = `${one.name}: ${error instanceof Error ? error.message : "thrown"}`;
  }
  const { user, system } = process.cpuUsage(before);
  await tell({ kind: "read", at, cpuMs: (user + system) / 1000, wrong });
}
process.exit(0);
