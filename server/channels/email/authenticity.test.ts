import { generateKeyPairSync } from "node:crypto";
import { dkimSign } from "mailauth";
import { expect, test } from "vitest";
import { authenticate } from "./authenticity.ts";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const pem = privateKey.export({ type: "pkcs8", format: "pem" }).toString();
const dkimRecord = `v=DKIM1; k=rsa; p=${publicKey.export({ type: "spki", format: "der" }).toString("base64")}`;

type Zone = Record<string, string[]>;
const zone: Zone = {
  "s1._domainkey.example.com TXT": [dkimRecord],
  "_dmarc.example.com TXT": ["v=DMARC1; p=reject"],
  "example.com TXT": ["v=spf1 ip4:192.0.2.10 -all"],
  "s1._domainkey.example.net TXT": [dkimRecord],
};

function resolver(records: Zone) {
  return async (name: string, type: string): Promise<string[][]> => {
    const found = records[`${name.toLowerCase()} ${type}`];
    if (found) return found.map((value) => [value]);
    throw Object.assign(new Error("no such name"), { code: "ENOTFOUND" });
  };
}

const plain =
  "From: Jane <jane@example.com>\r\nTo: support@shop.example\r\nSubject: Order\r\nDate: Fri, 05 Jan 2024 10:11:12 +0100\r\nMessage-ID: <a@example.com>\r\n\r\nWhere is it?\r\n";

async function signed(domain: string, mail = plain) {
  const key = { signingDomain: domain, selector: "s1", privateKey: pem };
  const options = { canonicalization: "relaxed/relaxed", ...key, signatureData: [key] };
  const { signatures } = await dkimSign(mail, options);
  if (!signatures) throw new Error("the test mail was not signed");
  return Buffer.from(signatures + mail);
}

function check(raw: Buffer, more: Partial<Parameters<typeof authenticate>[0]> = {}) {
  return authenticate({
    raw,
    remoteIp: "198.51.100.1",
    helo: "mx.example.com",
    mailFrom: "jane@example.com",
    resolver: resolver(zone),
    ...more,
  });
}

test("a signature of the sender's own domain proves the sender", async () => {
  const found = await check(await signed("example.com"));

  expect(found).toMatchObject({
    aligned: true,
    proven: true,
    dmarc: { result: "pass", policy: "reject" },
    why: "signed by example.com",
  });
  expect(found.dkim).toEqual([{ result: "pass", domain: "example.com", selector: "s1", aligned: true }]);
});

test("SPF of the sender's own domain proves the sender", async () => {
  expect(await check(Buffer.from(plain), { remoteIp: "192.0.2.10" })).toMatchObject({
    proven: true,
    spf: { result: "pass", domain: "example.com" },
  });
});

test("a signature of another domain proves nothing", async () => {
  expect(await check(await signed("example.net"))).toMatchObject({
    aligned: false,
    proven: false,
    dmarc: { result: "fail" },
  });
});

test("a changed body breaks the proof", async () => {
  const raw = Buffer.from((await signed("example.com")).toString().replace("Where is it?", "Send it to me"));

  expect(await check(raw)).toMatchObject({ proven: false });
});

test("neither signed nor allowed is unproven", async () => {
  expect(await check(Buffer.from(plain))).toMatchObject({ proven: false, spf: { result: "fail" } });
});

test("two senders prove nobody", async () => {
  const two = plain.replace(
    "From: Jane <jane@example.com>",
    "From: Jane <jane@example.com>\r\nFrom: Boss <boss@shop.example>",
  );

  expect(await check(await signed("example.com", two))).toMatchObject({ proven: false });
});

test("DNS that fails or hangs leaves the mail unproven, with the reason, in time", async () => {
  const failing = async () => {
    throw Object.assign(new Error("server failed"), { code: "ESERVFAIL" });
  };
  expect(await check(await signed("example.com"), { resolver: failing })).toMatchObject({
    proven: false,
    why: expect.stringContaining("temperror"),
  });
  const hanging = () => new Promise<string[][]>(() => {});
  expect(await check(await signed("example.com"), { resolver: hanging, timeLimit: 20 })).toMatchObject({
    proven: false,
    why: "temperror: DNS did not answer in time",
  });
});

test("what is no mail is unproven, not an error", async () => {
  for (const raw of ["", "\0\0", "From", "From: x\r\nDKIM-Signature: v=1; a=b; d=\r\n\r\n"]) {
    expect(await check(Buffer.from(raw), { mailFrom: "", helo: "" })).toMatchObject({ proven: false });
  }
});
