import { type ChildProcess, execFile, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { ImapFlow } from "imapflow";
import { type Certificate, newCertificate } from "./certificate.ts";

const run = promisify(execFile);

/** True where Dovecot is installed: a mailbox is only tested against a real server. */
export const hasMailboxServer = existsSync("/usr/sbin/dovecot");

export const password = "right";

/** Dovecot with a configuration and a folder of its own; every user name works with the one password. */
export class MailboxServer {
  port = 0;
  /** Encrypted from the start; 0 without. */
  tlsPort = 0;
  certificate: Certificate | null = null;
  readonly #folder: string;
  #process: ChildProcess | null = null;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** With `encrypted` it also speaks TLS, from the start on another port or by STARTTLS. */
  static async open({ encrypted = false } = {}): Promise<MailboxServer> {
    const server = new MailboxServer(await mkdtemp(join(tmpdir(), "baton-dovecot-")));
    server.port = await freePort();
    if (encrypted) {
      server.tlsPort = await freePort();
      server.certificate = await newCertificate(server.#folder);
    }
    await server.start();
    return server;
  }

  /** Starts it, on the same port each time. */
  async start(): Promise<void> {
    const config = await this.#configure();
    this.#process = spawn("/usr/sbin/dovecot", ["-F", "-c", config], { stdio: "ignore" });
    for (let tries = 0; ; tries++) {
      const client = this.client("probe");
      try {
        await client.connect();
        await client.logout();
        return;
      } catch (error) {
        if (tries > 1_000) throw error;
        await new Promise((done) => setTimeout(done, 100));
      }
    }
  }

  async stop(): Promise<void> {
    const gone = new Promise((done) => this.#process?.once("exit", done));
    this.#process?.kill("SIGTERM");
    await gone;
  }

  async close(): Promise<void> {
    await this.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  client(user: string): ImapFlow {
    const client = new ImapFlow({
      host: "127.0.0.1",
      port: this.port,
      secure: false,
      doSTARTTLS: false,
      auth: { user, pass: password },
      logger: false,
    });
    client.on("error", () => {});
    return client;
  }

  /** Does something in a user's INBOX as another mail program would. */
  async inside<T>(user: string, task: (client: ImapFlow) => Promise<T>): Promise<T> {
    const client = this.client(user);
    await client.connect();
    try {
      await client.mailboxOpen("INBOX");
      return await task(client);
    } finally {
      await client.logout();
    }
  }

  /** Numbers every mail anew, as a server does that was restored from a backup. */
  async renumber(user: string): Promise<void> {
    await run(
      "/usr/bin/doveadm",
      `-c ${join(this.#folder, "dovecot.conf")} mailbox update -u ${user} --uid-validity ${Math.floor(Date.now() / 1000) + 100_000} INBOX`.split(
        " ",
      ),
    );
  }

  /** Takes a mail's file from the server, or gives it back: it goes on listing the mail and cannot hand it out. */
  async lock(user: string, word: string, locked = true): Promise<void> {
    for (const place of ["new", "cur"]) {
      const folder = join(this.#folder, "mail", user, place);
      for (const name of await readdir(folder).catch(() => [])) {
        const path = join(folder, name);
        if ((await readFile(path, "utf8")).includes(word)) await chmod(path, locked ? 0 : 0o600);
      }
    }
  }

  async #configure(): Promise<string> {
    const folder = this.#folder;
    const mail = join(folder, "mail");
    await mkdir(mail, { recursive: true });
    const root = process.getuid?.() === 0;
    const [uid, gid] = root ? [65534, 65534] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0];
    await chown(mail, uid, gid);
    await chmod(folder, 0o755);
    const self = root
      ? ""
      : `default_internal_user = ${process.env["USER"]}\ndefault_login_user = ${process.env["USER"]}\n`;
    const path = join(folder, "dovecot.conf");
    await writeFile(
      path,
      `${self}protocols = imap
listen = 127.0.0.1
base_dir = ${folder}/run
log_path = ${folder}/log
${this.certificate ? `ssl = yes\nssl_cert = <${this.certificate.cert}\nssl_key = <${this.certificate.key}` : "ssl = no"}
disable_plaintext_auth = no
auth_failure_delay = 0
auth_mechanisms = plain login
first_valid_uid = 1
mail_location = maildir:${mail}/%u
passdb {
  driver = static
  args = password=${password}
}
userdb {
  driver = static
  args = uid=${uid} gid=${gid} home=${mail}/%u
}
service imap-login {
  ${root ? "" : "chroot ="}
  inet_listener imap {
    port = ${this.port}
  }
  inet_listener imaps {
    port = ${this.tlsPort}
    ssl = ${this.certificate ? "yes" : "no"}
  }
}
service anvil {
  ${root ? "" : "chroot ="}
}
`,
    );
    return path;
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, "127.0.0.1");
  await new Promise((done) => probe.once("listening", done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
