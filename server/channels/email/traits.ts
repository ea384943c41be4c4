import type { MailTraits } from "../../../shared/mail-traits.ts";
import { peopleBefore } from "../../conversations/mailed.ts";
import type { Work } from "../../platform/work.ts";
import type { Address } from "./address.ts";
import type { Reading } from "./reading.ts";
import { withoutTag } from "./spool.ts";

interface Around {
  /** Addresses of our inboxes. */
  own: readonly string[];
  /** The conversation it joins, null when it begins one: then nobody is new. */
  conversationId: string | null;
  forwardedBy: MailTraits["forwardedBy"];
}

const mostPeople = 50;

/** What a mail is beside its words; null when there is nothing to tell. */
export async function traitsOf(
  work: Work,
  { author, to, cc, invitations, protection }: Reading,
  { own, conversationId, forwardedBy }: Around,
): Promise<MailTraits | null> {
  const here = [...(author ? [author] : []), ...to, ...cc];
  const people = conversationId ? await changesIn(work, conversationId, here, own) : nobody;
  const traits = { forwardedBy, invitations, protection, ...people };
  const something =
    forwardedBy || protection || invitations.length + people.newPeople.length + people.gonePeople.length > 0;
  return something ? traits : null;
}

const nobody = { newPeople: [], gonePeople: [] };

/** New: neither in the mail before it nor reading along. Gone: in the mail before it and not in this one. */
async function changesIn(
  work: Work,
  conversationId: string,
  here: readonly Address[],
  own: readonly string[],
): Promise<Pick<MailTraits, "newPeople" | "gonePeople">> {
  const { named, reading } = await peopleBefore(work, conversationId);
  const ours = own.map((address) => address.toLowerCase());
  const others = (people: readonly Address[], known: readonly Address[]) => {
    const without = new Set(known.map(({ address }) => address.toLowerCase()));
    const found = new Map<string, Address>();
    for (const { name, address } of people) {
      const key = address.toLowerCase();
      if (!key.includes("@") || without.has(key) || ours.includes(withoutTag(key)) || ours.includes(key))
        continue;
      if (!found.has(key)) found.set(key, { name, address });
    }
    return [...found.values()].slice(0, mostPeople);
  };
  return { newPeople: others(here, [...named, ...reading]), gonePeople: others(named, here) };
}
