import { afterAll, beforeAll, expect, test } from "vitest";
import { startConversation } from "../../shared/conversations.ts";
import * as api from "../../shared/macros.ts";
import { fileIdsIn } from "../../shared/rich-text.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
let agent: Person;

beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  agent = await newAgent(house, owner.workspaceId);
});
afterAll(() => house.close());

async function upload(name: string): Promise<string> {
  const edge = "edge";
  const reply = await house.app.fastify.inject({
    method: "POST",
    url: "/api/files",
    headers: { cookie: owner.cookie, "content-type": `multipart/form-data; boundary=${edge}` },
    payload: `--${edge}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: image/png\r\n\r\npicture\r\n--${edge}--\r\n`,
  });
  return (reply.json() as { id: string }).id;
}
const shown = (id: string) => `<p>Turn it <img src="/api/files/${id}" alt="how"> twice</p>`;
const make = (by: Person, more: object) =>
  by.call(api.createMacro, { body: { name: "Turn it", scope: "shared", language: "en", ...more } });
const statusOf = async (by: Person, id: string) =>
  (await house.app.fastify.inject({ url: `/api/files/${id}`, headers: { cookie: by.cookie } })).statusCode;

test("a picture in a macro is seen by all who may use it, and is the writer's own in a reply", async () => {
  const [picture, manual] = [await upload("turn.png"), await upload("manual.png")];
  expect(await statusOf(agent, picture)).toBe(404);
  const { id, files, texts } = await make(owner, { texts: { en: shown(picture) }, fileIds: [manual] });
  expect(fileIdsIn(texts["en"] ?? "")).toEqual([picture]);
  expect(files.map((file) => file.id)).toEqual([manual]);
  expect(await statusOf(agent, picture)).toBe(200);

  const conversation = await agent.call(startConversation, {
    body: { customer: { email: "ana@home.example" }, subject: "How?", text: "How?" },
  });
  const used = await agent.call(api.applyMacro, {
    params: { id: conversation.id },
    body: { macroId: id, language: "en" },
  });
  const [own = ""] = fileIdsIn(used.html);
  expect(own).not.toBe(picture);
  expect(used.html).toContain(`src="/api/files/${own}"`);
  expect(used.files.map(({ name }) => name)).toEqual(["manual.png"]);
  const { uploadedBy } = await house.system
    .selectFrom("files")
    .select("uploadedBy")
    .where("id", "=", own)
    .executeTakeFirstOrThrow();
  expect(uploadedBy).toBe(agent.id);
});

test("changing the words keeps picture and files; a picture taken out of the text is gone from the macro", async () => {
  const [picture, manual] = [await upload("a.png"), await upload("b.png")];
  const { id } = await make(owner, { texts: { en: shown(picture) }, fileIds: [manual] });
  const params = { id };
  const named = await owner.call(api.changeMacro, { params, body: { name: "Other" } });
  expect(fileIdsIn(named.texts["en"] ?? "")).toEqual([picture]);
  expect(named.files).toHaveLength(1);
  await owner.call(api.changeMacro, { params, body: { texts: { en: "<p>Plain</p>" } } });
  expect((await owner.call(api.getMacro, { params })).files.map((file) => file.id)).toEqual([manual]);
  expect(await statusOf(agent, picture)).toBe(404);
});

test("a picture that its writer may not see is left out, and one of a personal macro stays with its owner", async () => {
  const picture = await upload("secret.png");
  const { id } = await make(owner, { scope: "personal", texts: { en: shown(picture) } });
  expect(await statusOf(agent, picture)).toBe(404);
  const stolen = await make(agent, { scope: "personal", texts: { en: shown(picture) } });
  expect(stolen.texts["en"]).not.toContain("<img");
  expect((await owner.call(api.getMacro, { params: { id } })).texts["en"]).toContain("<img");
});
