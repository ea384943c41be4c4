import { knownMessages } from "../../conversations/receive.ts";
import { customersByEmail } from "../../customers/customer.ts";
import { noteWriting } from "../../customers/suppression.ts";
import type { House } from "../../platform/house.ts";
import { together } from "../../platform/together.ts";
import type { Work } from "../../platform/work.ts";
import { type Arrived, providerKey } from "./arrived.ts";
import { lockReceived, rejection } from "./inbound.ts";
import { namesConversation } from "./joining.ts";
import { place } from "./settlement.ts";

/** Whether a mail has to do with nothing that was there before: several such can be settled together. */
export function beginsAnew({ spooled, reading }: Arrived): boolean {
  const refused = rejection(spooled, reading) !== null;
  return !refused && !reading.forwarded && !namesConversation(reading, spooled.envelopeTo);
}

/** Puts mails that begin anew where they belong, all in one work; answers in their order. */
export async function settleNew(work: Work, house: House, mails: readonly Arrived[]) {
  const mine = await lockReceived(
    work,
    mails.map(({ spooled }) => spooled.id),
  );
  const states: (string | null)[] = mails.map(() => null);
  for (const places of unlike(mails)) {
    const group = places.filter((at) => mine.has((mails[at] as Arrived).spooled.id));
    const settled = await settleGroup(
      work,
      house,
      group.map((at) => mails[at] as Arrived),
    );
    for (const [i, at] of group.entries()) states[at] = settled[i] ?? null;
  }
  return states;
}

/** Settles mails of different senders and keys: what is asked of each is asked of all together, and the rest travels together. */
async function settleGroup(work: Work, house: House, mails: readonly Arrived[]): Promise<string[]> {
  if (mails.length === 0) return [];
  const authors = mails.flatMap(({ reading }) => reading.author?.address ?? []);
  const keys = mails.map(({ spooled, reading }) => providerKey(spooled, reading));
  const [customers, known] = await together([
    customersByEmail(work, authors),
    knownMessages(work, keys),
    // That they wrote to somebody else once proves nothing about their mailbox of today.
    noteWriting(work, ...authors),
  ]);
  return together(
    mails.map((mail, at) =>
      place(work, house, mail, null, { customers, isNew: !known.has(keys[at] as string) }),
    ),
  );
}

/** Places of mails in groups without the same sender or the same message twice: their statements travel together. */
function unlike(mails: readonly Arrived[]): number[][] {
  const groups: { places: number[]; keys: Set<string> }[] = [];
  for (const [at, { spooled, reading }] of mails.entries()) {
    const keys = [`from ${reading.author?.address.toLowerCase()}`, providerKey(spooled, reading), spooled.id];
    const free = groups.find((group) => !keys.some((key) => group.keys.has(key)));
    const group = free ?? { places: [], keys: new Set<string>() };
    if (!free) groups.push(group);
    group.places.push(at);
    for (const key of keys) group.keys.add(key);
  }
  return groups.map(({ places }) => places);
}
