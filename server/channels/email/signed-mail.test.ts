import { afterAll, beforeAll, expect, test } from "vitest";
import { checkDkimKey, createDkimKey } from "../../../shared/deliverability.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, openPeer } from "../../../test/mail-peer.ts";
import { type NameServer, openNameServer } from "../../../test/name-server.ts";
import { system } from "../../platform/actor.ts";
import { authenticate } from "./authenticity.ts";
import { lookupAt } from "./name-lookup.ts";
import { queueMail } from "./outbox.ts";

let dns: NameServer;
let house: TestHouse;
let peer: MailPeer;
let olga: Person;
beforeAll(async () => {
  dns = await openNameServer();
  house = await openTestHouse({ BATON_DNS_SERVER: dns.address });
  peer = await openPeer();
  olga = await newWorkspace(house);
});
afterAll(async () => {
  await peer.close();
  await house.close();
  await dns.close();
});

/** What a receiver finds out about the newest mail on the wire. */
async function judged() {
  const lookup = lookupAt(dns.address);
  return authenticate({
    raw: peer.got.at(-1)?.raw ?? Buffer.of(),
    remoteIp: "",
    helo: "",
    mailFrom: peer.got.at(-1)?.from ?? "",
    resolver: async (name, type) => {
      const found = type === "TXT" ? await lookup.txt(name) : [];
      if (found?.length) return found.map((text) => [text]);
      throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    },
  });
}

test("mail on the wire is unsigned before DNS shows the key, and proven after, with files and words of the world", async () => {
  const inbox = await newInbox(olga, peer);
  const send = async (subject: string) => {
    const to = { name: "Ana Öz", address: "ana@home.example" };
    const mail = {
      kind: "account",
      naturalKey: subject,
      to,
      subject,
      text: "Grüße\n.\n\n",
      html: "<p>Grüße</p>",
    } as const;
    await house.work(system(olga.workspaceId, "test"), (work) =>
      queueMail(work, { ...mail, inboxId: inbox.id }),
    );
    await house.runReactions();
  };
  await send("Unsigned");
  expect(await judged()).toMatchObject({ dkim: [], proven: false });

  const key = await olga.call(createDkimKey, { body: { domain: "shop.example" } });
  dns.txt.set(key.record.name, [key.record.value]);
  await olga.call(checkDkimKey, { params: { id: key.id } });
  await send(
    "Signed ✓ – über mehrere Zeilen hinweg, damit der Kopf gefaltet wird, und noch ein wenig länger",
  );
  expect(await judged()).toMatchObject({
    dkim: [{ result: "pass", selector: key.selector, aligned: true }],
    proven: true,
  });

  dns.txt.set("_dmarc.shop.example", ["v=DMARC1; p=reject"]);
  expect((await judged()).dmarc.result).toBe("pass");
});
