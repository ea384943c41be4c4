import { noteWriting } from "../../customers/suppression.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import type { AgentMail } from "./agent-mail.ts";
import { type Arrived, providerKey, setApart } from "./arrived.ts";
import { keepAttachments, keepFiles } from "./arrived-files.ts";
import { type AsideMail, asideOf, type TakeAside } from "./aside.ts";
import { type Inbound, reject, rejection, storeAside } from "./inbound.ts";
import { reasonOf } from "./inbound-reason.ts";
import { mostAnHour } from "./loop-guard.ts";
import type { Reading } from "./reading.ts";

/** What belongs to a thread beside a conversation goes there alone; null for everything else, reports of bounces too. */
export async function settleAside(work: Work, house: House, arrived: Arrived, takeAside: TakeAside) {
  const { spooled: inbound, reading } = arrived;
  const refused = rejection(inbound, reading);
  const automatic = refused?.code === "auto_reply";
  if (!reading.author || (refused && !automatic)) return null;
  const belonging = await asideOf(work, house, reading, inbound.envelopeTo);
  if (!belonging) return null;
  const taken = await takeAside(work, {
    ...asideWords(inbound, reading),
    ...belonging,
    author: reading.author,
    automatic,
    files: () => keepAttachments(work, reading, arrived.files),
  });
  if (!taken || taken.what === "held") return null;
  if (taken.what === "loop") {
    const { address } = reading.author;
    return setApart(work, inbound, reasonOf("loop", { address, most: String(mostAnHour) }), reading);
  }
  if (refused) {
    await reject(work, inbound, reading.subject, refused, taken.conversationId);
    return "rejected";
  }
  await storeAside(work, inbound, reading, { ...taken, by: belonging.by });
  await noteWriting(work, reading.author.address);
  return "stored";
}

function asideWords(
  inbound: Inbound,
  reading: Reading,
): Pick<AsideMail, "inboundId" | "words" | "messageId" | "providerKey"> {
  const { text, html, originalText, originalHtml, blockedImages, to, cc, messageId } = reading;
  const words = { text, html, originalText, originalHtml, blockedImages, to, cc };
  return { inboundId: inbound.id, words, messageId, providerKey: providerKey(inbound, reading) };
}

/** An agent's own words in a thread beside a conversation; held where nobody takes them, and never a customer's. */
export async function settleAsideOfAgent(
  work: Work,
  { spooled: inbound, reading, files }: Arrived,
  { asideId, name }: Extract<AgentMail, { what: "aside" }>,
  takeAside: TakeAside | undefined,
) {
  const author = reading.author;
  const taken =
    work.actor.kind === "agent" && author && takeAside
      ? await takeAside(work, {
          ...asideWords(inbound, reading),
          asideId,
          author,
          automatic: false,
          proven: true,
          why: "",
          files: async () =>
            (await keepFiles(work, reading, files)).map(({ id, name: called }) => ({
              id,
              fileId: id,
              name: called,
              inline: false,
            })),
        })
      : null;
  if (taken?.what !== "stored") {
    const why = taken?.what === "held" ? taken.why : "agent_gone";
    return setApart(work, inbound, reasonOf(why, { name }), reading);
  }
  await storeAside(work, inbound, reading, { ...taken, by: "signed" });
  return "stored";
}
