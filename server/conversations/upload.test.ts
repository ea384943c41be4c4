import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { uploadFile } from "../../shared/platform.ts";
import { newWorkspace, type Person } from "../../test/builders.ts";
import { openTestHouse, type TestHouse } from "../../test/house.ts";

let house: TestHouse;
let owner: Person;
beforeAll(async () => {
  house = await openTestHouse();
  owner = await newWorkspace(house);
  await house.app.fastify.listen({ port: 0, host: "127.0.0.1" });
});
afterAll(() => house.close());

const boundary = "half-a-file";
const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="list.csv"\r\ncontent-type: text/csv\r\n\r\n`;
const tail = `\r\n--${boundary}--\r\n`;
const content = "Lid;Kettle;Spoon\n".repeat(20_000);
const whole = head + content + tail;

/** Says how the request ended as the server sees it, once it has: 0 for one that never was answered. */
const ended = () =>
  new Promise<number>((done) => {
    house.app.fastify.server.once("request", (_, response: ServerResponse) =>
      response.once("close", () => done(response.headersSent ? response.statusCode : 0)),
    );
  });

interface Upload {
  body: string;
  length: number | "chunked";
  /** The line breaks after the body. */
  breaks: boolean;
}

async function send({ body, length, breaks }: Upload): Promise<void> {
  const address = house.app.fastify.server.address();
  const socket = connect(typeof address === "object" ? (address?.port ?? 0) : 0, "127.0.0.1");
  await once(socket, "connect");
  const framing = length === "chunked" ? "transfer-encoding: chunked" : `content-length: ${length}`;
  socket.write(
    `POST ${uploadFile.path} HTTP/1.1\r\nhost: 127.0.0.1\r\ncookie: ${owner.cookie}\r\ncontent-type: multipart/form-data; boundary=${boundary}\r\n${framing}\r\n\r\n`,
  );
  const chunk = length === "chunked" ? `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n` : body;
  socket.on("error", () => {});
  socket.resume();
  await new Promise((done) => socket.write(chunk, done));
  if (breaks) socket.destroy();
  else socket.once("data", () => socket.end());
}

const kept = () =>
  house.system
    .selectFrom("files")
    .select(["name", "size"])
    .where("workspaceId", "=", owner.workspaceId)
    .execute();

test.each<Upload["length"]>([whole.length, "chunked"])(
  "of a file that breaks off on its way nothing is kept, and sent again it is there once: %s",
  async (length) => {
    await house.system.deleteFrom("files").execute();
    const broken = ended();
    await send({ body: whole.slice(0, 100_000), length, breaks: true });
    expect(await broken).not.toBe(200);
    const again = ended();
    await send({ body: whole, length: whole.length, breaks: false });
    expect(await again).toBe(200);
    expect(await kept()).toEqual([{ name: "list.csv", size: content.length }]);
  },
);
