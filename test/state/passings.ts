import { expect, onTestFinished } from "vitest";
import { listAgents } from "../../shared/agents.ts";
import { checkDkimKey, createDkimKey } from "../../shared/deliverability.ts";
import { listInboxes } from "../../shared/email.ts";
import { createInboundHook } from "../../shared/inbound-hooks.ts";
import { createKey } from "../../shared/keys.ts";
import { checkMailAccount, getMailAccount } from "../../shared/mail-accounting.ts";
import { me } from "../../shared/me.ts";
import type { Passing } from "../../shared/passing.ts";
import { listFailedReactions, retryReaction } from "../../shared/platform.ts";
import { classify, createTopic } from "../../shared/topics.ts";
import { inject } from "../builders.ts";
import { newInbox } from "../mail-peer.ts";
import { TestMailbox } from "../mailbox.ts";
import { hasMailboxServer, MailboxServer } from "../mailbox-server.ts";
import { post } from "./mail.ts";
import { endsInFailure, withMacro, withTemplate } from "./rare.ts";
import { hour, reply } from "./verbs.ts";
import type { Scenario, World } from "./world.ts";

const minute = 60_000;

/** A real mailbox whose folder is known, and which nobody reads any more. */
async function mailbox(world: World) {
  const server = await MailboxServer.open();
  onTestFinished(() => server.close());
  const box = TestMailbox.of(world.house, server, world.owner);
  onTestFinished(() => box.close());
  const { id } = await box.newInbox();
  box.fetch();
  await box.begun();
  await box.stopFetching();
  await world.mirror.hold(getMailAccount, { params: { id } });
  return id;
}

/** How what passes comes about: each moves something that a screen shows and that no event tells. */
export const passings: Partial<Record<Passing, Scenario>> = {
  "session.seen":
    async ({ house, owner }) =>
    async () => {
      house.clock.advance(6 * minute);
      await owner.call(me);
    },
  "key.used": async ({ house, owner }) => {
    const { secret } = await owner.call(createKey, { body: { name: "Shop", scopes: ["people:read"] } });
    return () => inject(house, listAgents, {}, { authorization: `Bearer ${secret}` });
  },
  "inbox.tried": async (world) => {
    const { peer, inboxId } = await post(world);
    const { id } = await world.begin({ inboxId });
    await peer.close();
    await reply(world, id);
    await world.house.settle();
    const next = async () => {
      const { items } = await world.owner.call(listInboxes);
      return items.find((one) => one.id === inboxId)?.trouble[0]?.nextTryAt;
    };
    const before = await next();
    return async () => {
      world.house.clock.advance(hour);
      await world.house.settle();
      expect(await next()).not.toEqual(before);
    };
  },
  "dkim_key.checked": async ({ house, owner }) => {
    await newInbox(owner, null, { address: "hello@pots.example" });
    const { id } = await owner.call(createDkimKey, { body: { domain: "pots.example" } });
    const look = () => owner.call(checkDkimKey, { params: { id } });
    const { checkedAt } = await look();
    return async () => {
      house.clock.advance(minute);
      expect((await look()).checkedAt).not.toEqual(checkedAt);
    };
  },
  ...(hasMailboxServer && {
    "mail_account.changed": async (world: World) => {
      const id = await mailbox(world);
      return () => world.owner.call(checkMailAccount, { params: { id } });
    },
  }),
  "inbound_hook.used": async ({ house, owner }) => {
    const { id: inboxId } = await newInbox(owner, null);
    const body = { inboxId, provider: "mailgun", signingKey: "secret" };
    const { url } = await owner.call(createInboundHook, { body });
    const { pathname, search } = new URL(url);
    return async () => {
      const forged = await house.app.fastify.inject({
        method: "POST",
        url: `${pathname}${search}`,
        headers: { "content-type": "application/x-www-form-urlencoded" },
        payload: "recipient=a@b.example&body-mime=x",
      });
      expect(forged.statusCode).toBeGreaterThanOrEqual(400);
    };
  },
  "words.learned": async (world) => {
    const [{ id }] = [await world.begin(), await world.begin()];
    const { id: topicId } = await world.owner.call(createTopic, { body: { name: "Leaking" } });
    return () => world.owner.call(classify, { params: { id }, body: { topicId } });
  },
  "macro.counted": withMacro,
  "conversation_template.counted": withTemplate,
  "failed_work.changed": async (world) => {
    await endsInFailure(world);
    await world.house.settle();
    const { items } = await world.owner.call(listFailedReactions);
    return () => world.owner.call(retryReaction, { params: { id: items[0]?.id ?? "" } });
  },
};
