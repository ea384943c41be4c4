import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

export interface Mutated {
  read: number;
  /** Thrown at, hung, out of memory, or text lost by folding. */
  crashes: number;
  slowestMs: number;
}

/** What the reading process tells: which mail it begins, and what became of it. */
export type Told =
  | { kind: "begun"; at: number }
  | { kind: "read"; at: number; cpuMs: number; wrong: string | null };

/** A mail that takes longer than this hangs. */
const patience = 20_000;
const mostMinutes = 20;

/** Damaged mails of the corpus, read one after the other by a process with 512 MB; one that dies or hangs is begun again behind the mail. */
export async function mutations(count: number, say: (sentence: string) => void): Promise<Mutated> {
  const result: Mutated = { read: 0, crashes: 0, slowestMs: 0 };
  const until = performance.now() + mostMinutes * 60_000;
  for (let from = 0; from < count; ) {
    if (performance.now() > until)
      throw new Error(`Only ${from} of ${count} mails in ${mostMinutes} minutes.`);
    const at = await readFrom(from, count, until, (told) => {
      if (told.kind === "begun") return;
      result.read++;
      result.slowestMs = Math.max(result.slowestMs, told.cpuMs);
      if (told.wrong === null) return;
      result.crashes++;
      say(`  mutation ${told.at}: ${told.wrong}`);
    });
    if (at !== null) {
      result.crashes++;
      say(`  mutation ${at} ended or hung its process`);
    }
    from = at === null ? count : at + 1;
  }
  return result;
}

/** Null when all were read, otherwise the mail that ended the process or was being read too long. */
function readFrom(
  from: number,
  count: number,
  until: number,
  heard: (told: Told) => void,
): Promise<number | null> {
  const child: ChildProcess = fork(
    join(import.meta.dirname, "mail-mutated.ts"),
    [String(from), String(count)],
    { execArgv: ["--max-old-space-size=512"] },
  );
  return new Promise((done) => {
    let at = from;
    let timer = setTimeout(() => child.kill("SIGKILL"), patience);
    child.on("message", (told: Told) => {
      at = told.at;
      clearTimeout(timer);
      timer = setTimeout(() => child.kill("SIGKILL"), Math.min(patience, until - performance.now()));
      heard(told);
    });
    child.once("exit", (code) => {
      clearTimeout(timer);
      done(code === 0 ? null : at);
    });
  });
}
