import { type AddressInfo, createServer, type Socket } from "node:net";

/** What goes wrong on one line; "down" is the peer's own: nobody listens. */
export type LineFault =
  | { at: "greeting" | "mail" | "rcpt" | "data" | "dot"; line: string }
  /** The line drops before the mail is taken, or after it was, so that the yes is lost. */
  | { at: "drop"; when: "before-data" | "before-dot" | "after" }
  /** The answer to the mail comes one byte at a time, and its last byte not before `until`. */
  | { at: "slow"; everyMs: number; endless?: boolean; until?: Promise<void> }
  /** STARTTLS is offered, and what follows is no TLS. */
  | { at: "tls" };

/** A mail server at the other end, spoken by hand, so that it can fail in ways no library's server does. */
export interface FaultyPeer {
  readonly port: number;
  /** How often each mail was taken, by Message-ID; a mail whose yes was lost counts. */
  taken: Map<string, number>;
  /** Message-IDs whose yes was lost: these may come twice. */
  yesLost: Set<string>;
  /** Nobody listens on the port any more, until `up`. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

/** `next` gives each line its fault; null: none. */
export async function openFaultyPeer(next: () => LineFault | null): Promise<FaultyPeer> {
  const taken = new Map<string, number>();
  const yesLost = new Set<string>();
  /** Open lines, with the mail that each took last. */
  const open = new Map<Socket, string | null>();
  const take = (socket: Socket, raw: string, lost: boolean) => {
    const id = /^message-id:\s*<([^>]+)>/im.exec(raw)?.[1] ?? "";
    taken.set(id, (taken.get(id) ?? 0) + 1);
    if (lost) yesLost.add(id);
    open.set(socket, id);
  };
  const server = createServer((socket) => {
    open.set(socket, null);
    socket.on("error", () => {}).on("close", () => open.delete(socket));
    serve(socket, next(), (raw, lost) => take(socket, raw, lost));
  });
  let port = 0;
  const up = async () => {
    await new Promise<void>((done) => server.listen(port, "127.0.0.1", done));
    port = (server.address() as AddressInfo).port;
  };
  const down = async () => {
    // A yes that is still on its way is lost with the line.
    for (const [socket, id] of open) {
      if (id !== null) yesLost.add(id);
      socket.destroy();
    }
    if (server.listening) await new Promise((done) => server.close(done));
  };
  await up();
  return {
    get port() {
      return port;
    },
    taken,
    yesLost,
    down,
    up,
    close: down,
  };
}

function serve(socket: Socket, fault: LineFault | null, take: (raw: string, lost: boolean) => void): void {
  const say = (line: string) => void socket.write(`${line}\r\n`);
  const refused = (at: LineFault["at"]) => (fault?.at === at && "line" in fault ? fault.line : null);
  const drops = (when: string) => fault?.at === "drop" && fault.when === when;
  let heard = "";
  let mail: string | null = null;
  let broken = false;

  const finish = (raw: string) => {
    const no = refused("dot");
    if (no !== null) return say(no);
    if (drops("before-dot")) return void socket.destroy();
    take(raw, drops("after"));
    if (drops("after")) return void socket.destroy();
    if (fault?.at === "slow") return drip(socket, "250 ok\r\n", fault);
    say("250 2.0.0 Taken");
  };
  const answer = (line: string) => {
    const command = line.slice(0, 4).toUpperCase();
    if (command === "EHLO" || command === "HELO")
      return say(fault?.at === "tls" ? "250-peer.example\r\n250 STARTTLS" : "250 peer.example");
    if (command === "STAR") {
      say("220 2.0.0 Go ahead");
      socket.write("This is no TLS at all.\r\n");
      broken = true;
      return;
    }
    if (command === "MAIL") return say(refused("mail") ?? "250 2.1.0 Ok");
    if (command === "RCPT") return say(refused("rcpt") ?? "250 2.1.5 Ok");
    if (command === "DATA") {
      if (drops("before-data")) return void socket.destroy();
      const no = refused("data");
      if (no !== null) return say(no);
      mail = "";
      return say("354 Go on");
    }
    if (command === "QUIT") return void socket.end("221 2.0.0 Bye\r\n");
    say("250 2.0.0 Ok");
  };

  say(refused("greeting") ?? "220 peer.example ESMTP");
  if (refused("greeting") !== null) return void socket.end();
  socket.setEncoding("latin1").on("data", (text: string) => {
    if (broken) return;
    heard += text;
    for (;;) {
      const until = mail === null ? "\r\n" : "\r\n.\r\n";
      const end = heard.indexOf(until);
      if (end < 0) return;
      const piece = heard.slice(0, end);
      heard = heard.slice(end + until.length);
      if (mail === null) answer(piece);
      else {
        mail = null;
        finish(piece);
      }
    }
  });
}

/** Writes one byte at a time; endless words go round and round without their end. */
function drip(socket: Socket, words: string, fault: LineFault & { at: "slow" }): void {
  let at = 0;
  let held = fault.until !== undefined;
  void fault.until?.then(() => (held = false));
  const timer = setInterval(() => {
    if (held && at === words.length - 1) return;
    const byte = fault.endless ? "2" : words[at++];
    if (byte === undefined || socket.destroyed) clearInterval(timer);
    else socket.write(byte);
  }, fault.everyMs);
  socket.on("close", () => clearInterval(timer));
}
