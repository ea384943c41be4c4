import { readdirSync, readFileSync } from "node:fs";

interface Stat {
  pid: number;
  parent: number;
  /** User and system time, microseconds. */
  cpu: number;
}

/** A process and everything it started. Linux only: it reads /proc. */
export function family(pid: number): Stat[] {
  const all = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .map(readStat)
    .filter((stat) => stat !== null);
  const members = all.filter((stat) => stat.pid === pid);
  for (const member of members) members.push(...all.filter((stat) => stat.parent === member.pid));
  return members;
}

function readStat(name: string): Stat | null {
  try {
    // The name in parentheses may hold spaces.
    const fields = readFileSync(`/proc/${name}/stat`, "utf8")
      .replace(/^.*\) /s, "")
      .split(" ");
    const ticks = Number(fields[11]) + Number(fields[12]);
    return { pid: Number(name), parent: Number(fields[1]), cpu: ticks * 10_000 };
  } catch {
    return null;
  }
}

/** CPU used so far by a process alone, and by all that it started, microseconds; those that have ended count for nothing. */
export function cpuOf(pid: number): { own: number; others: number } {
  const members = family(pid);
  const own = members.find((member) => member.pid === pid)?.cpu ?? 0;
  return { own, others: members.reduce((sum, member) => sum + member.cpu, 0) - own };
}

/** Proportional set size of a process and all that it started, MiB: shared pages count once. */
export function memoryOf(pid: number): number {
  return family(pid).reduce((sum, member) => sum + pss(member.pid), 0) / 1024;
}

function pss(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}
