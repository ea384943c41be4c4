import type { Locator } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendMail } from "./post.ts";
import { makeInbox, openScene, password, type Scene, support } from "./scene.ts";
import { axeFinds } from "./window.ts";

let scene: Scene;

beforeAll(async () => {
  scene = await openScene();
});
afterAll(() => scene?.close());

test("an owner comes from an empty house to the first answered mail without leaving the screen", async () => {
  const { page, complaints } = await scene.window();
  await page.goto("/");
  await page.getByLabel("Workspace").fill("Kettles & Co");
  await page.getByLabel("Your name").fill("Olga Owner");
  await page.getByLabel("E-mail").fill("olga@kettles.example");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Create the workspace" }).click();
  await page.getByRole("heading", { name: "Welcome, Olga" }).waitFor();
  const step = (name: string) => page.getByRole("main").getByRole("link", { name });
  expect(await step("Connect an inbox").textContent()).not.toContain("(done)");

  // An empty inbox leads to where one is connected, too.
  await page.goto("/inbox/all");
  await page.getByRole("link", { name: "Connect an inbox" }).waitFor();
  await page.goto("/welcome");
  await step("Connect an inbox").click();
  await makeInbox(page, scene.office.port);
  await page.getByRole("link", { name: "Start", exact: true }).click();
  await step("Connect an inbox").filter({ hasText: "(done)" }).waitFor();

  // A stranger writes; nothing proves who they are, which is said quietly at a first mail.
  await step("Answer the first conversation").click();
  await page.getByText("No conversations yet").waitFor();
  await sendMail(scene.living.smtpPort, {
    from: "Ana Lopez <ana@home.example>",
    to: support,
    subject: "My kettle leaks",
    text: "Hello,\n\nit leaks from below.\n\nAna",
    messageId: "<first@home.example>",
  });
  await page.getByRole("row").filter({ hasText: "My kettle leaks" }).click();
  const unproven = page.getByText("Nobody proved that they wrote this. Neither signed nor sent from");
  await unproven.waitFor();
  await expect.poll(() => standsOut(unproven)).toBe(false);
  expect(await axeFinds(page)).toEqual([]);

  await page.getByRole("textbox", { name: "Reply to Ana" }).fill("Hello Ana, which model is it?");
  await page.getByRole("button", { name: /^Wait for Ana/ }).click();
  await page.getByRole("button", { name: "Send and wait for Ana" }).click();
  const reply = await scene.office.next(({ text }) => text.includes("which model is it?"));
  expect(reply.to).toEqual(["ana@home.example"]);

  // Anybody can write with her name into what they know to be running: that one stands out.
  await sendMail(scene.living.smtpPort, {
    from: "Ana Lopez <ana@home.example>",
    to: support,
    subject: `Re: ${reply.subject}`,
    text: "The red one.",
    inReplyTo: `<${reply.messageId}>`,
    references: `<${reply.messageId}>`,
    messageId: "<second@home.example>",
  });
  const joined = page.getByRole("article").filter({ hasText: "The red one." });
  await joined.waitFor();
  const bar = joined.getByText("Nobody proved that they wrote this. Neither signed nor sent from");
  await bar.waitFor();
  await expect.poll(() => standsOut(bar)).toBe(true);

  expect(complaints).toEqual([]);
  expect(scene.living.errors).toEqual([]);
});

test("a customer and a conversation that are not there leave a way on", async () => {
  const { page } = await scene.window();
  await page.goto("/sign-in");
  await page.getByLabel("E-mail").fill("olga@kettles.example");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.getByRole("navigation").first().waitFor();
  const nowhere = "0190b0c0-0000-7000-8000-000000000000";
  await page.goto(`/customers/${nowhere}`);
  await page.getByRole("alert").getByText("There is nothing here.").waitFor();
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole("alert").getByRole("link", { name: "Go to customers" }).click();
  await page.getByRole("searchbox", { name: "Search customers" }).waitFor();
  await page.goto(`/inbox/all/${nowhere}`);
  await page.getByRole("alert").getByRole("button", { name: "Back to the list" }).click();
  await page.getByText("Nothing is open").waitFor();
  await expect.poll(() => new URL(page.url()).pathname).toBe("/inbox/all");
});

test("a link that is good no more says so before a password is typed, and leads on", async () => {
  const { page } = await scene.window();
  await page.goto("/join/never-was-one");
  await page.getByRole("heading", { name: "This link no longer works" }).waitFor({ timeout: 30_000 });
  expect(await page.getByLabel("New password").count()).toBe(0);
  expect(await axeFinds(page)).toEqual([]);
  await page.getByRole("link", { name: "Ask for a new link" }).click();
  await page.getByLabel("E-mail").waitFor({ timeout: 30_000 });
  await expect.poll(() => new URL(page.url()).pathname).toBe("/forgot");
});

/** Whether something lies behind a line that makes it stand out from its message. */
const standsOut = (line: Locator) =>
  line.evaluate((start) => {
    for (let one: Element | null = start; one && one.tagName !== "ARTICLE"; one = one.parentElement)
      if (getComputedStyle(one).backgroundColor !== "rgba(0, 0, 0, 0)") return true;
    return false;
  });
