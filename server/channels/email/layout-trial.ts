import { buffer } from "node:stream/consumers";
import type { z } from "zod";
import type { previewLayout, testLayout } from "../../../shared/mail-layouts.ts";
import { contentOf } from "../../conversations/file.ts";
import { getInbox } from "../../conversations/inbox.ts";
import { agentRef } from "../../people/agents.ts";
import { getMe } from "../../people/me.ts";
import { getWorkspace } from "../../people/workspace.ts";
import type { Actor } from "../../platform/actor.ts";
import type { House } from "../../platform/house.ts";
import { newId } from "../../platform/ids.ts";
import type { Work } from "../../platform/work.ts";
import { type Look, logoContentId, lookWith, requireLogo, sample } from "./layout.ts";
import { requireReadable } from "./layout-text.ts";
import { type Letter, logoOf, replyLetter } from "./letter.ts";
import { letterWords } from "./letter-words.ts";
import { queueMail } from "./outbox.ts";

type Drafted = z.output<(typeof testLayout)["body"]>;

/** A reply in a layout that is not saved yet, with the names of this house and made-up words. */
async function tried(
  work: Work,
  inboxId: string,
  { layout, language }: Drafted,
): Promise<Letter & { look: Look }> {
  requireReadable(layout, sample);
  await requireLogo(work, layout.logoFileId);
  const inbox = await getInbox(work, inboxId);
  const { name: company, locale } = await getWorkspace(work);
  const agent = work.actor.kind === "agent" ? await agentRef(work, work.actor.id) : null;
  const spoken = language === "default" ? locale : language;
  const words = letterWords(spoken);
  const firstName = agent?.name.split(" ")[0] ?? sample.agent_first_name;
  const values = { ...sample, company, agent_first_name: firstName };
  const look = lookWith(layout, inbox.signature, spoken, values);
  const reply = {
    number: Number(sample.number),
    ...words.sample,
    html: null,
    trackerUrl: sample.tracker_url,
    linked: [],
  };
  return { ...replyLetter(words, reply, look), look };
}

/** A reply as it would look; the logo stands in the page itself. */
export async function previewOf(
  house: House,
  actor: Actor,
  inboxId: string,
  drafted: Drafted,
): Promise<z.output<(typeof previewLayout)["reply"]>> {
  const { look, html, ...rest } = await house.work(actor, (work) => tried(work, inboxId, drafted));
  const fileId = look.logoFileId;
  const file = fileId
    ? (await house.work(actor, (work) => contentOf(work, [fileId]))).get(fileId)
    : undefined;
  if (!file) return { ...rest, html };
  const content = await buffer(await house.files.stream(actor.workspaceId, file.sha256));
  const logo = `data:${file.mediaType};base64,${content.toString("base64")}`;
  return { ...rest, html: html.replace(`cid:${logoContentId}`, logo) };
}

/** Sends the same to whoever asks, by the inbox's own server. */
export async function sendTest(
  work: Work,
  inboxId: string,
  drafted: Drafted,
): Promise<z.output<(typeof testLayout)["reply"]>> {
  const { look, ...letter } = await tried(work, inboxId, drafted);
  const { name, email } = await getMe(work);
  const deliveryId = await queueMail(work, {
    kind: "account",
    naturalKey: `layout:${newId()}`,
    to: { name, address: email },
    ...letter,
    attachments: logoOf(look),
    inboxId,
  });
  return { deliveryId, to: email };
}
