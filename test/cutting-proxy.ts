import { type AddressInfo, connect, createServer, type Socket } from "node:net";

/** A line to another port of this machine that is cut after so many bytes of what the server says. */
export interface CuttingProxy {
  port: number;
  /** Lines that were cut so far. */
  readonly cuts: number;
  close(): Promise<void>;
}

/** `next` says for each new line after how many bytes both ends lose it, null: never; `poison` is a word that breaks every line. */
export async function openCuttingProxy(
  to: number,
  next: () => number | null,
  poison?: string,
): Promise<CuttingProxy> {
  let cuts = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    let left = next() ?? Number.POSITIVE_INFINITY;
    const behind = connect(to, "127.0.0.1");
    const end = () => {
      client.destroy();
      behind.destroy();
    };
    for (const socket of [client, behind]) {
      open.add(socket);
      socket.on("error", end).on("close", () => {
        open.delete(socket);
        // What was said before stands: it is passed on before the line ends.
        (socket === client ? behind : client).end();
      });
    }
    client.on("data", (bytes) => behind.write(bytes));
    behind.on("data", (bytes) => {
      if (left <= 0) return;
      if (poison && bytes.includes(poison)) {
        left = 0;
        cuts++;
        return end();
      }
      if (bytes.length < left) {
        left -= bytes.length;
        client.write(bytes);
        return;
      }
      const last = bytes.subarray(0, left);
      left = 0;
      cuts++;
      client.write(last, end);
    });
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  return {
    port: (server.address() as AddressInfo).port,
    get cuts() {
      return cuts;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((done) => server.close(done));
    },
  };
}
