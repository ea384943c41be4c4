import { generateKeyPairSync } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createTransport } from "nodemailer";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type NameServer, openNameServer } from "../name-server.ts";
import { enterAsOwner, openScene, type Scene, support } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let names: NameServer;
let olga: Window;
const { privateKey, publicKey } = generateKeyPairSync("rsa", {
  modulusLength: 2048,
  publicKeyEncoding: { type: "spki", format: "der" },
  privateKeyEncoding: { type: "pkcs8", format: "pem" },
});

beforeAll(async () => {
  names = await openNameServer();
  scene = await openScene({ BATON_DNS_SERVER: names.address });
  olga = await enterAsOwner(scene);
});
afterAll(async () => {
  await scene?.close();
  await names?.close();
});

async function send(mail: object): Promise<void> {
  const transport = createTransport({ host: "127.0.0.1", port: scene.living.smtpPort, ignoreTLS: true });
  await transport.sendMail(mail);
  transport.close();
}

interface Listed {
  items: { id: string; subject: string }[];
}

/** Opens the conversation with this subject as soon as it is there. */
async function open(subject: string): Promise<void> {
  let id = "";
  await expect
    .poll(
      async () => {
        const answer = await olga.context.request.get("/api/conversations");
        const { items } = (await answer.json()) as Listed;
        id = items.find((one) => one.subject === subject)?.id ?? "";
        return id;
      },
      { timeout: 30_000 },
    )
    .not.toBe("");
  await olga.page.goto(`/conversations/${id}`);
  await olga.page.getByRole("heading", { name: subject }).waitFor();
}

const fixture = (name: string) =>
  readFileSync(
    join(import.meta.dirname, "../../server/channels/email/corpus", `${name}.eml`),
    "utf8",
  ).replace(/^To: .*$/m, `To: ${support}`);
const written = (name: string) =>
  send({ envelope: { from: "jane@example.com", to: [support] }, raw: fixture(name) });

test("what an agent sent on says so, and their words are a note beneath", async () => {
  const [email, domainName] = ["olga@kettles.example", "kettles.example"];
  names.txt.set(`k1._domainkey.${domainName}`, [`v=DKIM1; k=rsa; p=${publicKey.toString("base64")}`]);
  await send({
    from: email,
    to: support,
    subject: "Fwd: My lamp is broken",
    text: "Please be nice to her.\n\n---------- Forwarded message ---------\nFrom: Carla Customer <carla@customer.example>\nDate: Mon, 2 Nov 2026 at 10:00\nSubject: My lamp is broken\nTo: <olga@kettles.example>\n\nIt fell from the table.\n",
    dkim: { domainName, keySelector: "k1", privateKey },
  });
  await open("My lamp is broken");
  const messages = olga.page.getByRole("region", { name: "Messages" });
  await messages.getByText(/Sent on to us by .+\. Your answer goes to whoever wrote it\./).waitFor();
  await messages.getByRole("article", { name: /^Note/ }).getByText("Please be nice to her.").waitFor();
  await expect.poll(() => messages.getByRole("article").count()).toBe(2);
  expect(await axeFinds(olga.page)).toEqual([]);
});

test("an invitation is a card with what, when and who", async () => {
  await written("calendar-outlook-zone");
  await open("Meeting");
  const card = olga.page.getByRole("region", { name: "Invitation: Lampen besprechen" });
  await card.getByText("Büro 5").waitFor();
  await card.getByText(/15 July 2024|July 15, 2024/).waitFor();
  await card.getByText("Shop (no answer yet)").waitFor();
  expect(await axeFinds(olga.page)).toEqual([]);
});

test("signed mail is read and says that nobody checked it; the agent's own addresses are in the menu", async () => {
  const signed = fixture("kind-smime-opaque").replace("Subject: Re: Order", "Subject: Signed words");
  await send({ envelope: { from: "jane@example.com", to: [support] }, raw: signed });
  await open("Signed words");
  const messages = olga.page.getByRole("region", { name: "Messages" });
  await messages.getByText("The signed words are read.").waitFor();
  await messages.getByText(/Signed by Jane Doe .+ the signature was not checked/).waitFor();
  await olga.page.getByRole("button", { name: "More", exact: true }).click();
  await olga.page.getByRole("menuitem", { name: "Answer by mail" }).click();
  const dialog = olga.page.getByRole("dialog", { name: "Answer this conversation by mail" });
  await expect.poll(() => dialog.getByRole("link", { name: /^support\+[a-z2-7]{32}@/ }).count()).toBe(2);
  expect(await axeFinds(olga.page)).toEqual([]);
});
