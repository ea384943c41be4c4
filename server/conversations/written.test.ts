import { beforeEach, expect, test } from "vitest";
import { listMessages } from "../../shared/messages.ts";
import { sendReply, takeReplyBack, writeNote } from "../../shared/replies.ts";
import { changeWorkspace } from "../../shared/workspace.ts";
import { newAgent, newWorkspace, type Person } from "../../test/builders.ts";
import { mailRoom } from "../../test/mail-room.ts";
import { readMail } from "../channels/email/mail.ts";

const room = mailRoom();
let id: string;
beforeEach(async () => {
  id = await room.beginAtPeer(room.owner);
});

const resolved = { state: "resolved", reason: "Done" };
const answer = (words: object) =>
  room.owner.call(sendReply, { params: { id }, body: { then: resolved, ...words } });
const note = (words: object) => room.owner.call(writeNote, { params: { id }, body: words });

async function upload(person: Person, name = "kettle.png", type = "image/png"): Promise<string> {
  const boundary = "part-of-a-form";
  const payload = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\npicture\r\n--${boundary}--\r\n`;
  const reply = await room.house.app.fastify.inject({
    method: "POST",
    url: "/api/files",
    headers: { cookie: person.cookie, "content-type": `multipart/form-data; boundary=${boundary}` },
    payload,
  });
  return (reply.json() as { id: string }).id;
}
const image = (fileId: string) =>
  `<img src="/api/files/${fileId}" data-file-id="${fileId}" alt="The kettle">`;
const download = async (person: Person, fileId: string) =>
  (await room.house.app.fastify.inject({ url: `/api/files/${fileId}`, headers: { cookie: person.cookie } }))
    .statusCode;

test("rich text is kept with its words, shown in the thread and sent as text and HTML", async () => {
  const html =
    '<p>Hello <strong>Anna</strong>, see <a href="https://shop.example/lid">the lid</a>.</p><ul><li><p>small</p></li></ul>';
  const message = await answer({ html });

  expect(message.text).toBe("Hello Anna, see the lid (https://shop.example/lid).\n\n- small");
  expect(message.html).toContain("<strong>Anna</strong>");
  expect((await room.owner.call(listMessages, { params: { id } })).items.at(-1)?.html).toBe(message.html);
  await room.house.settle();
  const mail = await readMail(room.peer.got.at(-1)?.raw ?? Buffer.of());
  expect(mail.text).toContain("Hello Anna, see the lid (https://shop.example/lid).");
  expect(mail.html).toContain("<strong>Anna</strong>");
  expect(mail.html).toContain('href="https://shop.example/lid"');
});

test("text given beside HTML is kept as it is given; plain text has no HTML", async () => {
  expect(await answer({ html: "<p>Hello <b>Anna</b></p>", text: "Hello!" })).toMatchObject({
    text: "Hello!",
  });
  expect(await note({ text: "1 < 2 & so" })).toMatchObject({ text: "1 < 2 & so", html: null });
});

test.each([
  ["nothing at all", {}],
  ["HTML that says nothing", { html: "<p> <br></p>" }],
  ["HTML that is only a script", { html: "<script>alert(1)</script>" }],
])("%s is refused", async (_, words) => {
  expect(await room.owner.try(writeNote, { params: { id }, body: words })).toMatchObject({ status: 400 });
});

test("HTML over its limit is refused", async () => {
  const html = `<p>${"x".repeat(200_001)}</p>`;
  expect(await room.owner.try(writeNote, { params: { id }, body: { html } })).toMatchObject({ status: 400 });
});

test("what could act is taken out of what our own people write", async () => {
  const { html, text } = await note({
    html: `<p onclick="alert(1)" style="background:url(https://evil.example/a.png)">words</p>
      <script>alert(2)</script><svg onload="alert(3)"><a href="x"></a></svg><iframe src="https://evil.example"></iframe>
      <img src="https://evil.example/track.png" alt="a picture"><img src=x onerror=alert(4)>
      <a href="java&#9;script:alert(5)">press</a><form action="https://evil.example"><input name=a></form>
      <span data-mention="1" onmouseover="alert(6)">@Ben</span><p>\u0000end</p>`,
  });

  expect(html).not.toMatch(/alert|evil|script|onerror|onclick|url\(|svg|iframe|form/i);
  expect(html).toContain('<span data-mention="1">@Ben</span>');
  expect(html).not.toContain("<img");
  expect(text).toMatch(/^words\n\na picture\s+press/);
});

test("HTML nested deeper than anybody writes becomes its words", async () => {
  const { html, text } = await note({
    html: `${"<div>".repeat(5_000)}deep &amp; down${"</div>".repeat(5_000)}`,
  });

  expect(html).toBe("deep &amp; down");
  expect(text).toBe("deep & down");
});

test("an image that was uploaded belongs to the message and is seen by whoever sees that", async () => {
  const ben = await newAgent(room.house, room.owner.workspaceId);
  const fileId = await upload(room.owner);
  expect([await download(room.owner, fileId), await download(ben, fileId)]).toEqual([200, 404]);

  const { html, text, attachments } = await answer({
    html: `<p>Look: ${image(fileId)}</p>`,
    fileIds: [fileId],
  });
  expect(html).toBe(
    `<p>Look: <img src="/api/files/${fileId}" data-file-id="${fileId}" alt="The kettle" /></p>`,
  );
  expect(text).toBe("Look: [The kettle]");
  expect(attachments).toMatchObject([{ name: "kettle.png", inline: true }]);
  expect(await download(ben, fileId)).toBe(200);
  expect(await download(await newWorkspace(room.house), fileId)).toBe(404);
});

test("an image of a message in sight can be written again, named by its file; without words it is named as the file is", async () => {
  const fileId = await upload(room.owner);
  const { attachments } = await note({ html: `<p>${image(fileId)}</p>` });
  const ben = await newAgent(room.house, room.owner.workspaceId);

  const url = `http://baton.example/api/files/${attachments[0]?.id}`;
  const again = await ben.call(writeNote, { params: { id }, body: { html: `<p><img src="${url}"></p>` } });
  expect(again.html).toContain(`data-file-id="${fileId}" alt="kettle.png"`);
  expect(again.attachments).toHaveLength(1);
});

test("an image of somebody else's that nobody was sent is refused", async () => {
  const fileId = await upload(room.owner);
  const ben = await newAgent(room.house, room.owner.workspaceId);

  const body = { html: `<p>${image(fileId)}</p>` };
  expect(await ben.try(writeNote, { params: { id }, body })).toMatchObject({ status: 404 });
});

test("a rich reply that is taken back comes back as it was written, its images in their place", async () => {
  await room.owner.call(changeWorkspace, { body: { undoSeconds: 30 } });
  const [shown, beside] = [await upload(room.owner), await upload(room.owner, "list.csv", "text/csv")];
  const { id: messageId, html } = await answer({
    html: `<p><em>Dear</em> Anna ${image(shown)}</p>`,
    fileIds: [beside],
  });

  const back = await room.owner.call(takeReplyBack, { params: { id: messageId } });
  expect(back).toMatchObject({ html, files: [{ name: "list.csv" }] });
  expect(await download(room.owner, shown)).toBe(200);
});

test("a note tells whom it calls", async () => {
  const ben = await newAgent(room.house, room.owner.workspaceId, "collaborator", "Ben Baker");
  await note({
    html: `<p><span data-mention="${ben.id}">@Ben Baker</span> please look</p>`,
    mentions: [ben.id],
  });

  const { data } = await room.house.system
    .selectFrom("events")
    .select("data")
    .where("name", "=", "note.written")
    .where("conversationId", "=", id)
    .executeTakeFirstOrThrow();
  expect(data).toMatchObject({ mentions: [ben.id] });
  expect((await ben.call(listMessages, { params: { id } })).items.at(-1)?.text).toBe(
    "@Ben Baker please look",
  );
});
