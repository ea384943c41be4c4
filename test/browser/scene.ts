import type { Browser, Page } from "playwright-core";
import { freePort, type LivingHouse, startLivingHouse } from "./living-house.ts";
import { openPostOffice } from "./post.ts";
import { openBrowser, openWindow, type Window } from "./window.ts";

type Options = Parameters<typeof openWindow>[2];

/** A living house with its owner inside, a browser, and a mail server of the outside world. */
export interface Scene {
  living: LivingHouse;
  browser: Browser;
  office: Awaited<ReturnType<typeof openPostOffice>> & { port: number };
  /** A window of somebody who is not signed in. */
  window(options?: Options): Promise<Window>;
  close(): Promise<void>;
}

export const password = "correct horse battery";
export const support = "support@kettles.example";

export async function openScene(env: Record<string, string> = {}): Promise<Scene> {
  const port = await freePort();
  const [office, living, browser] = await Promise.all([
    openPostOffice(port),
    startLivingHouse(env),
    openBrowser(),
  ]);
  return {
    living,
    browser,
    office: { ...office, port },
    window: (options) => openWindow(browser, env["BATON_URL"] ?? living.url, options),
    close: async () => {
      await browser.close();
      await living.stop();
      await office.close();
    },
  };
}

/** Asks the API as somebody's browser does; refuses what is not a success. */
export async function post<T = { id: string }>(
  { context }: Pick<Window, "context">,
  path: string,
  data: object,
): Promise<T> {
  const answer = await context.request.post(path, { data });
  if (!answer.ok()) throw new Error(`${path}: ${answer.status()} ${await answer.text()}`);
  return (await answer.json()) as T;
}

/** The owner of a new workspace that has an inbox, signed in. */
export async function enterAsOwner(scene: Scene, options: Options = {}): Promise<Window> {
  const olga = await scene.window(options);
  await post(olga, "/api/setup", {
    workspace: "Kettles & Co",
    name: "Olga Owner",
    email: "olga@kettles.example",
    password,
    timeZone: "UTC",
  });
  await post(olga, "/api/inboxes", {
    name: "Support",
    address: support,
    smtp: { host: "127.0.0.1", port: scene.office.port, security: "none", user: "" },
  });
  await knowTheirWay(olga);
  return olga;
}

/** Nobody is offered the tour but where a test is about it. */
const knowTheirWay = ({ context }: Window) => context.request.delete("/api/me/tour");

/** A colleague who was invited and has chosen a password. */
export async function enterAs(
  scene: Scene,
  olga: Window,
  name: string,
  role = "agent",
  options: Options = {},
): Promise<Window & { id: string }> {
  const email = `${name.split(" ")[0]?.toLowerCase()}@kettles.example`;
  const { agent, invitationUrl } = await post<{ agent: { id: string }; invitationUrl: string }>(
    olga,
    "/api/agents",
    { name, email, role },
  );
  const window = await scene.window(options);
  const token = decodeURIComponent(new URL(invitationUrl).pathname.split("/").at(-1) ?? "");
  await post(window, "/api/password", { token, password });
  await knowTheirWay(window);
  return { ...window, id: agent.id };
}

/** A problem of Ana's that reached us by telephone; the one who notes it down holds it. */
export function begin(window: Window, subject: string): Promise<{ id: string; number: number }> {
  const customer = { email: "ana@home.example", name: "Ana Lopez" };
  return post(window, "/api/conversations", { customer, subject, text: `${subject}, every morning.` });
}

/** Fills the form of a new inbox that sends through a server of this machine, and makes it. */
export async function makeInbox(page: Page, smtpPort: number): Promise<void> {
  await page.getByRole("button", { name: "New inbox" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Support");
  await page.getByLabel("E-mail address").fill(support);
  await page.getByRole("switch", { name: /^Send answers through a mail server/ }).click();
  const server = page.getByRole("group", { name: /^Send answers/ });
  await server.getByLabel("Server").fill("127.0.0.1");
  await server.getByLabel("Encryption").click();
  await page.getByRole("option", { name: "Not encrypted" }).click();
  await server.getByLabel("Port").fill(String(smtpPort));
  await page.getByRole("button", { name: "Make the inbox" }).click();
  await page.getByRole("heading", { name: "Support", level: 1 }).waitFor();
}
