import { expect, onTestFinished } from "vitest";
import { keepFile } from "../../server/conversations/file.ts";
import { renewAttachmentLink, revokeAttachmentLink } from "../../shared/attachment-links.ts";
import * as grants from "../../shared/mail-oauth.ts";
import { getMailStory } from "../../shared/mail-story.ts";
import { getMessage } from "../../shared/messages.ts";
import { sendReply } from "../../shared/replies.ts";
import { setSendingLimits } from "../../shared/sending-limits.ts";
import { newInbox } from "../mail-peer.ts";
import { openProvider } from "../provider.ts";
import { answered, post } from "./mail.ts";
import { hour, reply } from "./verbs.ts";
import type { Scenarios, World } from "./world.ts";

/** An inbox that may ask its provider for a grant; what is shown of it is held. */
async function askable({ owner, house, mirror }: World) {
  const provider = await openProvider();
  onTestFinished(provider.close);
  const here = { host: "127.0.0.1", security: "none", user: "help@lids.example" } as const;
  const servers = { imap: { ...here, port: provider.imapPort }, smtp: { ...here, port: provider.smtpPort } };
  const { id, address: mailbox } = await newInbox(owner, null, servers);
  const body = { provider: "other", mailbox, clientId: "baton", clientSecret: "s3cret", scope: "mail" };
  const where = { authorizeUrl: `${provider.base}/authorize`, tokenUrl: `${provider.base}/token` };
  await owner.call(grants.changeMailGrant, { params: { id }, body: { ...body, ...where } });
  await mirror.hold(grants.getMailGrant, { params: { id } });
  const comeBack = async (url: URL) => {
    const { headers } = await house.app.fastify.inject({
      url: `${url.pathname}${url.search}`,
      headers: { cookie: owner.cookie },
    });
    return String(headers.location);
  };
  const ask = async () => new URL((await owner.call(grants.askForMailGrant, { params: { id } })).url);
  return { provider, ask, comeBack };
}

/** A reply whose file is too large for a mail went out with a link to it. */
async function linked(world: World) {
  const { owner, house, mirror } = world;
  const { peer, inboxId } = await post(world);
  await owner.call(setSendingLimits, {
    params: { id: inboxId },
    body: { largestBytes: 1_000_000, linkDays: 30, automaticPerHour: 10 },
  });
  const { id, email } = await world.begin({ inboxId });
  const stored = await house.files.put(owner.workspaceId, Buffer.alloc(1_200_000, "b"));
  const file = await house.work(owner.actor, (work) =>
    keepFile(work, stored, { name: "large.bin", mediaType: "application/zip" }),
  );
  const body = { text: "Here it is.", fileIds: [file.id], then: { state: "waiting" } };
  const { id: messageId } = await owner.call(sendReply, { params: { id }, body });
  await mirror.hold(getMailStory, { params: { id: messageId } });
  await house.settle();
  const { attachments } = await owner.call(getMessage, { params: { id: messageId } });
  const url = /http:\S+(\/d\/\S+)/.exec(peer.to(email).at(-1)?.text ?? "")?.[1] ?? "";
  return { id: attachments[0]?.id ?? "", url };
}

/** What others do at their end: customers who prove who they are and fetch files, providers, mail servers. */
export const outside: Scenarios = {
  "customer.identity_verified": async (world) => {
    const { outside, email, signed } = await answered(world);
    return () => outside.write({ from: email, to: signed, text: "It is me" });
  },
  "inbox.recovered": async (world) => {
    const { peer, inboxId } = await post(world);
    const { id } = await world.begin({ inboxId });
    peer.faults.push({ at: "greeting", code: 421, line: "Too busy" });
    await reply(world, id);
    return async () => world.house.clock.advance(hour);
  },
  "mail_grant.given": async (world) => {
    const { provider, ask, comeBack } = await askable(world);
    return async () => {
      const back = new URL(await provider.agree((await ask()).href));
      expect(await comeBack(back)).toContain("mailGrant=given");
    };
  },
  "mail_grant.ended": async (world) => {
    const { ask, comeBack } = await askable(world);
    return async () => {
      const asked = (await ask()).searchParams;
      const back = new URL(asked.get("redirect_uri") ?? "");
      back.search = new URLSearchParams({
        error: "access_denied",
        state: asked.get("state") ?? "",
      }).toString();
      expect(await comeBack(back)).toContain("mailGrant=failed");
    };
  },
  "attachment.link_changed": async (world) => {
    const { id } = await linked(world);
    await world.owner.call(revokeAttachmentLink, { params: { id } });
    return () => world.owner.call(renewAttachmentLink, { params: { id } });
  },
  "attachment.downloaded": async (world) => {
    const { url } = await linked(world);
    return async () => {
      const file = await world.house.app.fastify.inject({ url: `${url}/file` });
      expect([file.statusCode, file.rawPayload.length]).toEqual([200, 1_200_000]);
    };
  },
};
