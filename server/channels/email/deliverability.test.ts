import { createPrivateKey, createPublicKey } from "node:crypto";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import * as api from "../../../shared/deliverability.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type NameServer, openNameServer } from "../../../test/name-server.ts";
import { createInbox } from "../../conversations/inbox.ts";
import { authenticate } from "./authenticity.ts";
import { dkimRecord } from "./dkim-check.ts";
import { signingOf } from "./dkim-key.ts";
import { lookupAt } from "./name-lookup.ts";
import { signedMail } from "./signed-mail.ts";

let dns: NameServer;
let house: TestHouse;
let olga: Person;
let domain = "";
let made = 0;

beforeAll(async () => {
  dns = await openNameServer();
  house = await openTestHouse({ BATON_DNS_SERVER: dns.address });
});
afterAll(async () => {
  await house.close();
  await dns.close();
});

beforeEach(async () => {
  olga = await newWorkspace(house);
  domain = `shop${++made}.example`;
  await inbox(`help@${domain}`);
});

async function inbox(address: string, smtpHost?: string): Promise<void> {
  const base = {
    name: "Help",
    teamId: null,
    restricted: false,
    signature: "",
    acknowledge: true,
    plusAddressing: true,
  };
  const { id } = await house.work(olga.actor, (work) => createInbox(work, { ...base, address }));
  if (!smtpHost) return;
  const smtp = { host: smtpHost, port: 587, security: "starttls", user: "" };
  const row = { workspaceId: olga.workspaceId, inboxId: id, smtp: JSON.stringify(smtp) };
  await house.system.insertInto("mailboxes").values(row).execute();
}

const reportOf = async (what: string, name = domain) =>
  (await olga.call(api.getDeliverability, { params: { domain: name } })).checks.find(
    (one) => one.what === what,
  );
const newKey = (algorithm: api.DkimKey["algorithm"] = "rsa") =>
  olga.call(api.createDkimKey, { body: { domain, algorithm } });
const publish = ({ record }: api.DkimKey) => dns.txt.set(record.name, [record.value]);

test("a key signs only once DNS shows its record, and then so that a receiver finds the mail genuine", async () => {
  const key = await newKey();
  expect(key).toMatchObject({ state: "waiting", domain });
  expect(await house.work(olga.actor, (work) => signingOf(work, house, domain))).toEqual([]);
  publish(key);
  expect(await olga.call(api.checkDkimKey, { params: { id: key.id } })).toMatchObject({
    state: "active",
    trouble: "",
  });

  const keys = await house.work(olga.actor, (work) => signingOf(work, house, domain.toUpperCase()));
  const mail = {
    from: `Ola Ö. <help@${domain}>`,
    to: "ana@home.example",
    subject: "Grüße",
    text: "Hallo\n\n",
  };
  const { dkim: results, proven } = await received(await signedMail(mail, keys, house.clock.now()));

  expect(results).toMatchObject([{ result: "pass", domain, selector: key.selector, aligned: true }]);
  expect(proven).toBe(true);
});

/** What a receiver finds out about a mail. */
const received = (raw: Buffer) =>
  authenticate({
    raw,
    remoteIp: "192.0.2.9",
    helo: "mail.example",
    mailFrom: `help@${domain}`,
    resolver: async (name, type) => {
      const lookup = lookupAt(dns.address);
      const found = type === "TXT" ? await lookup.txt(name) : [];
      if (found?.length) return found.map((text) => [text]);
      throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
    },
  });

test("an RSA and an Ed25519 key sign side by side, and each signature holds by itself", async () => {
  const keys = [await newKey(), await newKey("ed25519")];
  for (const key of keys) {
    publish(key);
    expect(await olga.call(api.checkDkimKey, { params: { id: key.id } })).toMatchObject({ state: "active" });
  }
  expect((await reportOf("dkim"))?.says).toContain("by RSA and by Ed25519");
  const signing = await house.work(olga.actor, (work) => signingOf(work, house, domain));
  const mail = { from: `help@${domain}`, to: "ana@home.example", subject: "Twice", text: "Hallo" };
  const message = await signedMail(mail, signing, house.clock.now());
  expect((await received(message)).dkim.map(({ result }) => result)).toEqual(["pass", "pass"]);
  expect(message.toString()).toMatch(/a=ed25519-sha256/);
  expect(message.toString()).toMatch(/a=rsa-sha256/);
  for (const one of signing) {
    const alone = await signedMail(mail, [one], house.clock.now());
    expect(await received(alone)).toMatchObject({ proven: true, dkim: [{ result: "pass", domain }] });
  }
});

test("an Ed25519 key alone is called too little, and does not push an RSA key aside", async () => {
  const modern = await newKey("ed25519");
  publish(modern);
  await olga.call(api.checkDkimKey, { params: { id: modern.id } });
  expect(await reportOf("dkim")).toMatchObject({
    verdict: "warning",
    remedy: expect.stringContaining("RSA"),
  });
  house.clock.advance(1000);
  const usual = await newKey();
  publish(usual);
  await olga.call(api.checkDkimKey, { params: { id: usual.id } });
  const [of] = (await olga.call(api.listMailDomains)).items;
  expect(of?.keys.map(({ state }) => state)).toEqual(["active", "active"]);
});

test("the record of an Ed25519 key is the published one (RFC 8463, appendix A)", () => {
  const seed = Buffer.from("nWGxne/9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A=", "base64");
  const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
  const publicKey = createPublicKey(createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }))
    .export({ type: "spki", format: "der" })
    .toString("base64");
  const key = {
    domain: "football.example.com",
    selector: "brisbane",
    publicKey,
    algorithm: "ed25519" as const,
  };
  expect(dkimRecord(key)).toMatchObject({
    name: "brisbane._domainkey.football.example.com",
    value: "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=",
  });
});

test("the private part of a key is neither told nor kept in the clear", async () => {
  const key = await newKey();
  const row = await house.system
    .selectFrom("dkimKeys")
    .selectAll()
    .where("id", "=", key.id)
    .executeTakeFirstOrThrow();

  expect(JSON.stringify(key)).not.toContain("PRIVATE");
  expect(row.privateKey.toString("latin1")).not.toContain("PRIVATE");
  expect(house.secrets.unseal(row.privateKey)).toContain("BEGIN PRIVATE KEY");
});

test("the record's zone line is cut where DNS demands it", async () => {
  const { record } = await newKey();
  const pieces = [...record.zoneLine.matchAll(/"([^"]*)"/g)].map(([, piece]) => piece ?? "");

  expect(pieces.every((piece) => piece.length <= 255)).toBe(true);
  expect(pieces.join("")).toBe(record.value);
  expect(record.zoneLine.startsWith(`${record.name}. 3600 IN TXT "v=DKIM1;`)).toBe(true);
});

test.each([
  ["nothing", () => [], "There is no TXT record"],
  ["a key cut off", (value: string) => [value.slice(0, 255)], "was cut off"],
  ["another key", (value: string) => [value.replace("p=MII", "p=XXX")], "shows another key"],
  ["two records", (value: string) => [value, value], "only one may be there"],
  ["a withdrawn key", () => ["v=DKIM1; p="], "was withdrawn"],
  ["no key", () => ["v=DKIM1"], "holds no key"],
])("%s in DNS is told as what it is", async (_, records, says) => {
  const key = await newKey();
  const shown = records(key.record.value);
  if (shown.length > 0) dns.txt.set(key.record.name, shown);
  const checked = await olga.call(api.checkDkimKey, { params: { id: key.id } });

  expect(checked.state).toBe("waiting");
  expect(checked.trouble).toContain(says);
});

test("the clock finds a record that appears, keeps signing while DNS is silent, and stops when it is gone", async () => {
  const key = await newKey();
  const signs = async () =>
    (await house.work(olga.actor, (work) => signingOf(work, house, domain))).length > 0;
  publish(key);
  house.clock.advance(6 * 60_000);
  await house.runSchedules();
  expect(await signs()).toBe(true);

  dns.broken.add(key.record.name);
  house.clock.advance(25 * 3_600_000);
  await house.runSchedules();
  expect(await signs()).toBe(true);

  dns.broken.clear();
  dns.txt.delete(key.record.name);
  house.clock.advance(25 * 3_600_000);
  await house.runSchedules();
  expect(await signs()).toBe(false);
});

test("a newer key takes over only when DNS shows it", async () => {
  const old = await newKey();
  publish(old);
  await olga.call(api.checkDkimKey, { params: { id: old.id } });
  house.clock.advance(1000);
  const fresh = await newKey();
  const selector = async () =>
    (await house.work(olga.actor, (work) => signingOf(work, house, domain)))[0]?.selector;
  expect(await selector()).toBe(old.selector);

  publish(fresh);
  await olga.call(api.checkDkimKey, { params: { id: fresh.id } });
  expect(await selector()).toBe(fresh.selector);
  const { items } = await olga.call(api.listMailDomains);
  expect(items).toMatchObject([
    { domain, addresses: [`help@${domain}`], keys: [{ state: "active" }, { state: "replaced" }] },
  ]);
});

test("keys and reports are for domains of our own inboxes only, and for admins of this workspace", async () => {
  const key = await newKey();
  const stranger = await newWorkspace(house);
  const foreign = { params: { domain } };

  expect((await olga.try(api.createDkimKey, { body: { domain: "other.example" } })).status).toBe(422);
  expect((await stranger.try(api.getDeliverability, foreign)).status).toBe(404);
  expect((await stranger.try(api.removeDkimKey, { params: { id: key.id } })).status).toBe(404);
  expect((await stranger.call(api.listMailDomains)).items).toEqual([]);
  await olga.call(api.removeDkimKey, { params: { id: key.id } });
  expect((await olga.try(api.checkDkimKey, { params: { id: key.id } })).status).toBe(404);
});

test.each([
  ["no record", [], "bad", "does not say who may send"],
  ["two records", ["v=spf1 mx ~all", "v=spf1 -all"], "bad", "2 SPF records"],
  ["everybody", ["v=spf1 +all"], "bad", "whole world"],
  ["everybody, said short", ["v=spf1 all"], "bad", "whole world"],
  ["no end", ["v=spf1 mx"], "warning", "all other servers"],
  ["a good one", ["other text", "v=spf1 mx -all"], "good", "says who may send"],
  [
    "too many questions",
    [`v=spf1 ${Array.from({ length: 11 }, (_, i) => `a:h${i}.example`).join(" ")} -all`],
    "bad",
    "11 questions",
  ],
])("SPF: %s", async (_, texts, verdict, says) => {
  dns.txt.set(domain, texts);
  const check = await reportOf("spf");

  expect(check?.verdict).toBe(verdict);
  expect(check?.says).toContain(says);
});

test("SPF that leaves out the provider mail goes by is bad, and the record that would do is given", async () => {
  await inbox(`sales@${domain}`, "smtp.office365.com");
  dns.txt.set(domain, ["v=spf1 mx -all"]);
  expect(await reportOf("spf")).toMatchObject({
    verdict: "bad",
    record: { value: "v=spf1 include:spf.protection.outlook.com mx -all" },
  });

  dns.txt.set(domain, [`v=spf1 include:mail.${domain} -all`]);
  dns.txt.set(`mail.${domain}`, ["v=spf1 include:spf.protection.outlook.com -all"]);
  dns.txt.set("spf.protection.outlook.com", ["v=spf1 ip4:192.0.2.0/24 -all"]);
  expect(await reportOf("spf")).toMatchObject({ verdict: "good" });
});

test("SPF records that include each other end", async () => {
  dns.txt.set(domain, [`v=spf1 include:loop.${domain} -all`]);
  dns.txt.set(`loop.${domain}`, [`v=spf1 include:${domain} include:loop.${domain} -all`]);

  expect((await reportOf("spf"))?.verdict).toBe("good");
});

test.each([
  ["no record", [], "bad"],
  ["watching only", ["v=DMARC1; p=none"], "warning"],
  ["quarantine", ["v=DMARC1; p=quarantine; rua=mailto:a@b.example"], "good"],
  ["reject", ["v=DMARC1;p=reject"], "good"],
  ["two records", ["v=DMARC1; p=reject", "v=DMARC1; p=none"], "bad"],
  ["a policy nobody knows", ["v=DMARC1; p=deny"], "bad"],
])("DMARC: %s", async (_, texts, verdict) => {
  dns.txt.set(`_dmarc.${domain}`, texts);

  expect((await reportOf("dmarc"))?.verdict).toBe(verdict);
});

test("a subdomain without DMARC goes by what its parent says of subdomains", async () => {
  await inbox(`help@mail.${domain}`);
  dns.txt.set(`_dmarc.${domain}`, ["v=DMARC1; p=reject; sp=none"]);

  expect(await reportOf("dmarc", `mail.${domain}`)).toMatchObject({
    verdict: "warning",
    record: { name: `_dmarc.${domain}`, value: "v=DMARC1; p=reject; sp=quarantine" },
  });
  expect((await reportOf("dmarc"))?.verdict).toBe("good");
});

test("a report on DKIM looks now: bad with the record while it is missing, good once it is there", async () => {
  expect((await reportOf("dkim"))?.verdict).toBe("warning");
  const key = await newKey();
  expect(await reportOf("dkim")).toMatchObject({ verdict: "bad", record: { name: key.record.name } });
  publish(key);
  expect(await reportOf("dkim")).toMatchObject({ verdict: "good", found: [key.record.name] });
});

test("DNS that does not answer is called unknown, not bad", async () => {
  for (const name of [domain, `_dmarc.${domain}`]) dns.broken.add(name);

  expect((await reportOf("spf"))?.verdict).toBe("unknown");
  expect((await reportOf("dmarc"))?.verdict).toBe("unknown");
  expect((await reportOf("mx"))?.verdict).toBe("unknown");
});

test.each([
  [["mx1.shop.example"], "good"],
  [["."], "bad"],
  [[], "bad"],
])("a domain whose mail servers are %j is %s", async (hosts, verdict) => {
  dns.mx.set(domain, hosts);

  expect((await reportOf("mx"))?.verdict).toBe(verdict);
});
