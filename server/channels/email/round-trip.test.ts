import { afterAll, beforeAll, expect, test } from "vitest";
import { listMessages } from "../../../shared/messages.ts";
import { sendReply } from "../../../shared/replies.ts";
import { listConversations } from "../../../shared/views.ts";
import { newAgent, newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../../test/mail-peer.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
  peer = await openPeer();
  outside = await openOutside(house);
  owner = await newWorkspace(house, "Europe/Berlin");
});
afterAll(async () => {
  await outside.close();
  await peer.close();
  await house.close();
});

const tomorrow = () => new Date(house.clock.now().getTime() + 86_400_000).toISOString();

async function conversationsOf(person: Person, view = "all") {
  return (await person.call(listConversations, { query: { view } })).items;
}

test("a mail becomes a conversation, is acknowledged, answered, and the answer to that joins it", async () => {
  const inbox = await newInbox(owner, peer, { signature: "Shop Ltd, Example Street 1" });
  await outside.write({
    from: "Anna Muster <anna@customer.example>",
    to: inbox.address,
    subject: "My parcel is late",
    text: "Where is it?\n",
    messageId: "<first@customer.example>",
  });
  const [conversation] = await conversationsOf(owner);
  expect(conversation).toMatchObject({
    subject: "My parcel is late",
    preview: "Where is it?",
    customer: { name: "Anna Muster", email: "anna@customer.example" },
    promise: { kind: "first_reply" },
  });
  const id = conversation?.id ?? "";
  await owner.call(sendReply, {
    params: { id },
    body: {
      text: "It arrives <tomorrow>.",
      then: { state: "open", promise: { text: "Ask", dueAt: tomorrow() } },
    },
  });
  await house.runReactions();

  const [acknowledgement, reply] = peer.to("anna@customer.example");
  expect(acknowledgement?.subject).toBe("We have your request [#1]");
  expect(acknowledgement?.autoSubmitted).toBe("auto-replied");
  expect(acknowledgement?.inReplyTo).toBe("first@customer.example");
  expect(acknowledgement?.text).toContain("Olga is looking after it. You hear from us by");
  expect(acknowledgement?.text).toMatch(/http:\/\/localhost:3000\/t\/\S{60,}/);
  expect(acknowledgement?.text).not.toContain("parcel");
  expect(acknowledgement?.text).not.toContain("Anna");

  expect(reply).toMatchObject({
    subject: "Re: My parcel is late [#1]",
    from: { name: "Support", address: inbox.address },
    to: [{ name: "Anna Muster", address: "anna@customer.example" }],
    inReplyTo: "first@customer.example",
    autoSubmitted: null,
  });
  expect(reply?.references).toEqual(["first@customer.example", acknowledgement?.messageId]);
  expect(reply?.text).toContain("It arrives <tomorrow>.");
  expect(reply?.text).toContain("Shop Ltd, Example Street 1");
  expect(reply?.html).toContain("It arrives &lt;tomorrow&gt;.");
  expect(reply?.replyTo[0]?.address).toMatch(/^support\d+\+[a-z2-7]{32}@shop\.example$/);

  await outside.write({
    from: "Anna Muster <anna@customer.example>",
    to: reply?.replyTo[0]?.address,
    subject: "AW: unrecognisable",
    text: "Thank you!\n\nOn Mon, Support wrote:\n> It arrives <tomorrow>.\n",
  });
  const { items } = await owner.call(listMessages, { params: { id } });
  expect(items.at(-1)).toMatchObject({
    direction: "in",
    text: "Thank you!",
    originalText: expect.stringContaining("> It arrives <tomorrow>."),
    proven: true,
    provenWhy: "sent to the address signed for this customer",
  });
  expect(await conversationsOf(owner)).toHaveLength(1);
});

test("an agent's answer shows what became of it on its way", async () => {
  const other = await newAgent(house, owner.workspaceId);
  const [conversation] = await conversationsOf(other);
  const { items } = await owner.call(listMessages, { params: { id: conversation?.id ?? "" } });
  expect(items.find(({ direction }) => direction === "out")?.deliveries).toMatchObject([
    { to: "anna@customer.example", state: "sent", reason: "" },
  ]);
});
