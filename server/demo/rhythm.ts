import { IANAZone } from "luxon";
import type { Chance } from "./chance.ts";

const hour = 3600_000;
/** How much people write, by local hour, weekday (Monday first) and month: an online shop that sells presents. */
const hours = [
  0.3, 0.15, 0.1, 0.1, 0.1, 0.2, 0.5, 1, 1.8, 2.6, 3, 2.9, 2.5, 2.5, 2.6, 2.4, 2.2, 2, 2, 2.3, 2.4, 1.9, 1.2,
  0.6,
];
const weekdays = [1.3, 1.15, 1.05, 1, 0.95, 0.4, 0.35];
const months = [1.35, 0.95, 0.9, 0.9, 0.95, 0.9, 0.8, 0.8, 0.95, 1.05, 1.5, 2.1];

/** `count` moments in order between two, denser when a shop's customers write more. */
export function moments(chance: Chance, count: number, from: Date, to: Date, zoneName: string): Date[] {
  const zone = IANAZone.create(zoneName);
  const cells: number[] = [];
  for (let at = from.getTime(); at < to.getTime(); at += hour) cells.push(weightAt(at, zone));
  const total = cells.reduce((sum, weight) => sum + weight, 0);
  const result: Date[] = [];
  let cell = 0;
  let before = 0;
  for (let index = 0; index < count; index++) {
    const wanted = ((index + chance.next()) / count) * total;
    while (cell < cells.length - 1 && before + (cells[cell] ?? 0) < wanted) before += cells[cell++] ?? 0;
    const within = Math.min(1, (wanted - before) / (cells[cell] ?? 1));
    result.push(new Date(Math.min(to.getTime() - 1, from.getTime() + (cell + within) * hour)));
  }
  return result;
}

function weightAt(at: number, zone: IANAZone): number {
  const local = new Date(at + zone.offset(at) * 60_000);
  return (
    (hours[local.getUTCHours()] ?? 1) *
    (weekdays[(local.getUTCDay() + 6) % 7] ?? 1) *
    (months[local.getUTCMonth()] ?? 1)
  );
}

/** The same moment, or the next morning when it lies in the night: nobody answers mail at three. */
export function awake(at: Date, chance: Chance, zoneName: string): Date {
  const local = new Date(at.getTime() + IANAZone.create(zoneName).offset(at.getTime()) * 60_000);
  const early = 7 - local.getUTCHours();
  if (early <= 0) return at;
  return new Date(at.getTime() + (early + chance.between(0, 3)) * hour);
}
