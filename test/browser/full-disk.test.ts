import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sendMail } from "./post.ts";
import { enterAs, enterAsOwner, openScene, type Scene, support } from "./scene.ts";
import { axeFinds, type Window } from "./window.ts";

let scene: Scene;
let olga: Window;
let ben: Window;
beforeAll(async () => {
  scene = await openScene();
  olga = await enterAsOwner(scene);
  ben = await enterAs(scene, olga, "Ben Baker");
});
afterAll(() => scene?.close());

test("a disk that takes nothing: mail is put off, admins see why, and it comes in once there is room", async () => {
  const mail = { from: "Ana <ana@home.example>", to: support, subject: "My kettle leaks", text: "Help!" };
  const folder = join(scene.living.house.config.dataDir, "files");
  await rm(folder, { recursive: true, force: true });
  await writeFile(folder, "");

  await expect(sendMail(scene.living.smtpPort, mail)).rejects.toThrow(/451/);
  await Promise.all([olga, ben].map(({ page }) => page.goto("/inbox/all")));
  const told = /Files cannot be stored/;
  await olga.page.getByText(told).waitFor();
  expect(await axeFinds(olga.page)).toEqual([]);
  expect(await ben.page.getByText(told).count()).toBe(0);

  await rm(folder);
  await sendMail(scene.living.smtpPort, mail);
  await olga.page.getByRole("row").filter({ hasText: "My kettle leaks" }).waitFor();
  await olga.page.reload();
  await olga.page.getByRole("row").filter({ hasText: "My kettle leaks" }).waitFor();
  await expect.poll(() => olga.page.getByText(told).count()).toBe(0);
  expect([...olga.complaints, ...ben.complaints]).toEqual([]);
});
