import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { changeInbox } from "../../../shared/email.ts";
import * as api from "../../../shared/mail-layouts.ts";
import { newWorkspace, type Person } from "../../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../../test/house.ts";
import { type MailPeer, newInbox, type Outside, openOutside, openPeer } from "../../../test/mail-peer.ts";
import { keepFile } from "../../conversations/file.ts";
import { languageOf } from "./language-of.ts";

let house: TestHouse;
let peer: MailPeer;
let outside: Outside;
let owner: Person;
let inbox = { id: "", address: "" };
beforeAll(async () => {
  house = await openTestHouse();
  peer = await openPeer();
  outside = await openOutside(house);
});
afterAll(async () => {
  await outside.close();
  await peer.close();
  await house.close();
});
beforeEach(async () => {
  owner = await newWorkspace(house);
  inbox = await newInbox(owner, peer, { signature: "Kind regards\nthe {{ workshop }}" });
  peer.got.length = 0;
});

const set = (language: string, body: Partial<api.MailLayout>) =>
  owner.call(api.setLayout, { params: { id: inbox.id, language }, body });
const preview = (layout: Partial<api.MailLayout>, language = "default") =>
  owner.call(api.previewLayout, { params: { id: inbox.id }, body: { language, layout } });

async function upload(content: Buffer, mediaType: string): Promise<string> {
  const stored = await house.files.put(owner.workspaceId, content);
  return (await house.work(owner.actor, (work) => keepFile(work, stored, { name: "logo", mediaType }))).id;
}

test("a mail stands in the layout of the language its customer writes, as text and as HTML", async () => {
  await set("default", { header: "{{ company }} service", footer: "Request {{ number }}", colour: "blue" });
  await set("de", { header: "Ihr Service", signature: "Viele Grüße\n{{ company }}" });
  const write = (address: string, text: string) =>
    outside.write({ from: address, to: inbox.address, subject: "Kettle", text });
  await write(
    "anna@customer.example",
    "Guten Tag, mein Wasserkocher tropft und ich habe die Rechnung nicht mehr. Bitte melden Sie sich, danke.",
  );
  await write(
    "ben@customer.example",
    "Hello, my kettle leaks and I have lost the bill. Can you please help?",
  );
  await house.settle();
  const [german] = peer.to("anna@customer.example");
  const [other] = peer.to("ben@customer.example");
  expect(german?.subject).toMatch(/Ihre Anfrage/);
  expect(german?.text).toMatch(/^Ihr Service\n/);
  expect(german?.html).toContain('lang="de"');
  expect(other?.text).toMatch(/^Workshop \d+ service\n/);
  expect(other?.text).toMatch(/\nRequest \d+\s*$/);
  expect(other?.html).toContain("border-top:4px solid #1d4ed8");
});

test("a layout without a signature has the inbox's own, in which braces are braces", async () => {
  const { text, html } = await preview({ header: "Hi from {{ agent_first_name }}" });
  expect(text).toContain("Hi from Olga");
  expect(text).toContain("-- \nKind regards\nthe {{ workshop }}");
  expect(html).toContain("the {{ workshop }}");
  expect((await preview({ signature: "Yours, {{ team }}" })).text).not.toContain("workshop");
});

test("what is put in is escaped, and reaches nothing but the variables", async () => {
  const { html } = await preview({ header: '<script>x()</script> {{ company | append: "<b>" }}' });
  expect(html).not.toMatch(/<script|<b>/);
  expect(html).toContain("&lt;script&gt;");
  for (const text of [
    "{{ company.constructor }}",
    "{{ __proto__ }}",
    "{% include 'x' %}",
    "{% render 'x' %}",
  ])
    expect(
      (
        await owner.try(api.previewLayout, {
          params: { id: inbox.id },
          body: { language: "default", layout: { header: text } },
        })
      ).status,
    ).toBe(422);
});

test.each([
  ["an unknown variable", "Hello\n{{ nobody }}", /Header, line 2: .*nobody/],
  ["a tag that does not end", "One\nTwo\n{% if company %}x", /Header, line 3: .*not closed/],
  ["an unknown filter", "{{ company | shout }}", /Header, line 1: .*shout/],
])("%s is refused with its line", async (_, header, says) => {
  const refused = await owner.try(api.setLayout, {
    params: { id: inbox.id, language: "de" },
    body: { header },
  });
  expect(refused.status).toBe(422);
  expect(refused.body["detail"]).toMatch(says);
  expect((await owner.call(api.listLayouts, { params: { id: inbox.id } })).items).toEqual([]);
});

test("a text that would cost too much ends", async () => {
  const header = "{% for i in (1..100000000) %}{{ i }}{% endfor %}";
  const body = { language: "default", layout: { header } };
  expect((await owner.try(api.previewLayout, { params: { id: inbox.id }, body })).status).toBe(422);
});

test("the logo goes along as a part of each mail; what is no small picture is refused", async () => {
  const png = Buffer.from(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "base64",
  );
  const logoFileId = await upload(png, "image/png");
  expect((await preview({ logoFileId })).html).toContain(
    `src="data:image/png;base64,${png.toString("base64")}"`,
  );
  await owner.call(api.testLayout, {
    params: { id: inbox.id },
    body: { language: "default", layout: { logoFileId } },
  });
  await house.settle();
  const [mail] = peer.got.map((got) => got.mail);
  const [logo] = mail?.attachments ?? [];
  expect(logo).toMatchObject({ inline: true, mediaType: "image/png" });
  expect(mail?.html).toContain(`cid:${logo?.contentId}`);

  const svg = await upload(Buffer.from("<svg/>"), "image/svg+xml");
  const huge = await upload(Buffer.alloc(200_001), "image/png");
  for (const wrong of [svg, huge])
    expect(
      (
        await owner.try(api.setLayout, {
          params: { id: inbox.id, language: "default" },
          body: { logoFileId: wrong },
        })
      ).status,
    ).toBe(422);
});

test("a test mail goes to whoever asks, and nothing of the layout is kept", async () => {
  const { to } = await owner.call(api.testLayout, {
    params: { id: inbox.id },
    body: { language: "de", layout: { footer: "Unten {{ tracker_url }}" } },
  });
  await house.settle();
  expect(peer.to(to)[0]?.text).toContain("Unten https://service.example/t/example");
  expect((await owner.call(api.listLayouts, { params: { id: inbox.id } })).items).toEqual([]);
});

test("a removed layout leaves the default one, and one of a language without its region stands in", async () => {
  await set("pt", { header: "Olá" });
  expect((await owner.call(api.listLayouts, { params: { id: inbox.id } })).items).toMatchObject([
    { language: "pt" },
  ]);
  await owner.call(api.removeLayout, { params: { id: inbox.id, language: "pt" } });
  await owner.call(api.removeLayout, { params: { id: inbox.id, language: "pt" } });
  expect((await owner.call(api.listLayouts, { params: { id: inbox.id } })).items).toEqual([]);
  expect(
    (await owner.try(api.setLayout, { params: { id: inbox.id, language: "no language" }, body: {} })).status,
  ).toBe(422);
  await owner.call(changeInbox, { params: { id: inbox.id }, body: { signature: "" } });
});

test.each([
  ["en", "Hello, my order has not arrived and I would like to know where it is. Thanks for your help."],
  ["de", "Guten Tag, ich habe die Lieferung nicht erhalten und warte auf eine Antwort. Danke."],
  ["fr", "Bonjour, je ne suis pas satisfait de la livraison et vous demande une réponse. Merci."],
  ["es", "Hola, no he recibido el pedido y quiero saber dónde está. Gracias por su ayuda con los datos."],
  ["ar", "مرحبا، لم تصل طلبيتي حتى الآن وأريد أن أعرف أين هي. شكرا"],
  ["ja", "こんにちは。注文した商品がまだ届いていません。"],
  ["uk", "Добрий день, моє замовлення ще не прийшло, будь ласка, допоможіть її знайти."],
  ["ru", "Здравствуйте, мой заказ ещё не пришёл, помогите, пожалуйста."],
  [null, "ok"],
  [null, "Invoice 2024-11 PDF Müller GmbH"],
])("%s: %s", (language, text) => {
  expect(languageOf(text)).toBe(language);
});
