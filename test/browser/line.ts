import { connect, createServer, type Socket } from "node:net";

/** A line to a server that can be cut, or that takes questions through and loses the answers. */
export interface Line {
  port: number;
  /** Everything breaks, and nobody answers any more. */
  cut(): Promise<void>;
  /** What is asked arrives; the first byte of the answer breaks the line. */
  loseAnswers(): void;
  mend(): Promise<void>;
  close(): Promise<void>;
}

export async function openLine(port: number, to: number): Promise<Line> {
  const sockets = new Set<Socket>();
  let lossy = false;
  const server = createServer((near) => {
    const far = connect(to, "127.0.0.1");
    const hangUp = () => {
      near.destroy();
      far.destroy();
    };
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on("error", hangUp);
      socket.on("close", () => {
        sockets.delete(socket);
        hangUp();
      });
    }
    near.on("data", (bytes) => far.write(bytes));
    far.on("data", (bytes) => (lossy ? hangUp() : near.write(bytes)));
  });
  const open = () => new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
  const shut = () =>
    new Promise<void>((done) => {
      server.close(() => done());
      for (const socket of sockets) socket.destroy();
    });

  await open();
  return {
    port,
    cut: shut,
    loseAnswers: () => {
      lossy = true;
    },
    mend: async () => {
      lossy = false;
      if (!server.listening) await open();
    },
    close: () => (server.listening ? shut() : Promise.resolve()),
  };
}
