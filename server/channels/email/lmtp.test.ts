import { createTransport } from "nodemailer";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type Inbox, listInbound } from "../../../shared/email.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { newInbox } from "../../../test/mail-peer.ts";
import { type Receiver, startReceiver } from "./receiver.ts";

let house: TestHouse;
let lmtp: Receiver;
let olga: Person;
let inbox: Inbox;
beforeAll(async () => {
  house = await openTestHouse({ BATON_LMTP_PORT: "0", BATON_SMTP_RATE: "3" });
  lmtp = await startReceiver(house, "lmtp");
});
afterAll(async () => {
  await lmtp.stop();
  await house.close();
});
beforeEach(async () => {
  olga = await newWorkspace(house);
  inbox = await newInbox(olga, null);
});

function sender(port: number, more: object = {}) {
  return createTransport({ host: "127.0.0.1", port, ignoreTLS: true, ...more });
}
const mail = (to: string | string[]) => ({ from: "ana@home.example", to, subject: "By LMTP", text: "Hello" });

test("a mail server of our own hands over by LMTP, which answers for each recipient", async () => {
  const second = await newInbox(olga, null);
  const client = sender(lmtp.port, { lmtp: true });
  const { accepted, rejected } = await client.sendMail(
    mail([inbox.address, "nobody@shop.example", second.address]),
  );
  client.close();
  await house.runReactions();

  expect([accepted, rejected]).toEqual([[inbox.address, second.address], ["nobody@shop.example"]]);
  const { items } = await olga.call(listInbound);
  expect(items.map(({ source, state }) => [source, state])).toEqual([
    ["lmtp", "stored"],
    ["lmtp", "stored"],
  ]);
});

test("LMTP speaks no SMTP, and brings everybody's mail without a limit", async () => {
  await expect(sender(lmtp.port).sendMail(mail(inbox.address))).rejects.toThrow(/EHLO|LHLO|Error/);
  const client = sender(lmtp.port, { lmtp: true });
  for (let i = 0; i < 5; i++) await client.sendMail(mail(inbox.address));
  client.close();
  expect((await olga.call(listInbound)).items).toHaveLength(5);
});

test("by SMTP one address hands in so many a minute, and the rest when the minute is over", async () => {
  const smtp = await startReceiver(house);
  const client = sender(smtp.port);
  for (let i = 0; i < 3; i++) await client.sendMail(mail(inbox.address));
  await expect(client.sendMail(mail(inbox.address))).rejects.toThrow("450 4.7.0 Too many mails");
  house.clock.advance(60_000);
  await client.sendMail(mail(inbox.address));
  client.close();
  await smtp.stop();

  expect((await olga.call(listInbound)).items).toHaveLength(4);
});
