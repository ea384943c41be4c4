import { afterAll, beforeAll, expect, test } from "vitest";
import { inviteAgent } from "../../shared/agents.ts";
import { me } from "../../shared/me.ts";
import { setUp } from "../../shared/setup.ts";
import { choosePassword } from "../../shared/sign-in.ts";
import { endTour } from "../../shared/tour.ts";
import { inject, newAgent, newWorkspace } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";
import { resetUrl } from "./entry-token.ts";

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
afterAll(() => house?.close());

const password = "a long enough password";
const tokenIn = (url: string) => decodeURIComponent(url.split("/").at(-1) ?? "");
const choose = (url: string) =>
  inject(house, choosePassword, { body: { token: tokenIn(url), password } }, {});

test("whoever makes the workspace on screen, or accepts an invitation, is offered the tour until they end it", async () => {
  const owner = { workspace: "Shop", name: "Olga", email: "olga@shop.example", password };
  expect((await inject(house, setUp, { body: owner }, {})).body).toMatchObject({ tourDue: true });

  const olga = await newWorkspace(house);
  expect(await olga.call(me)).toMatchObject({ tourDue: false });
  const body = { name: "Ben Baker", email: "ben@shop.example", role: "agent", teamIds: [] };
  const { agent, invitationUrl } = await olga.call(inviteAgent, { body });
  const joined = await choose(invitationUrl);
  expect(joined.body).toMatchObject({ id: agent.id, tourDue: true });

  const ben = await newAgent(house, olga.workspaceId);
  await house.system.updateTable("agents").set({ tourDue: true }).execute();
  await ben.call(endTour);
  await ben.call(endTour);
  expect(await ben.call(me)).toMatchObject({ tourDue: false });
  expect(await olga.call(me)).toMatchObject({ tourDue: true });
});

test("a new password alone does not bring the tour back", async () => {
  const olga = await newWorkspace(house);
  await house.system.updateTable("agents").set({ passwordHash: "known" }).where("id", "=", olga.id).execute();
  const url = await house.work(olga.actor, (work) => resetUrl(work, house, olga.id));
  expect((await choose(url ?? "")).body).toMatchObject({ id: olga.id, tourDue: false });
});
