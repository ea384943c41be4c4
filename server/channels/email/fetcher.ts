import type { ImapFlow } from "imapflow";
import type { Mailbox } from "../../../shared/email.ts";
import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { system } from "../../platform/actor.ts";
import { isUnavailable } from "../../platform/errors.ts";
import type { House } from "../../platform/house.ts";
import { accessToken, afterRefusal } from "./access-token.ts";
import { fetchNew } from "./fetching.ts";
import { imapClient, mailboxTrouble } from "./imap-client.ts";
import { largestMail } from "./receiver.ts";
import { Retries } from "./retries.ts";
import type { Addressed } from "./spool.ts";
import { clearTrouble, setTrouble } from "./trouble.ts";

export interface FetchedBox extends Addressed {
  server: Mailbox;
  password: string;
  failures: number;
}

/** Seconds between tries of a mailbox that fails. */
export const usualPauses = [30, 60, 120, 240, 480, 900];
const lookEvery = 60_000;
const databasePause = 2_000;

/** Keeps one mailbox read: connects, fetches, waits for news, and begins again after whatever went wrong. Never gives up. */
export class Fetcher {
  readonly #house: House;
  readonly #box: FetchedBox;
  readonly #pauses: readonly number[];
  readonly #retries: Retries;
  #news = false;
  #stopped = false;
  #client: ImapFlow | null = null;
  #wake = () => {};
  readonly #loop: Promise<void>;

  constructor(house: House, box: FetchedBox, pauses: readonly number[] = usualPauses) {
    this.#house = house;
    this.#box = box;
    this.#pauses = pauses;
    this.#retries = new Retries(pauses);
    this.#loop = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    this.#client?.close();
    await this.#loop;
  }

  /** Looks now: there is news, or somebody wants a mail. */
  look(): void {
    this.#news = true;
    this.#wake();
  }

  async #run(): Promise<void> {
    let { failures } = this.#box;
    while (!this.#stopped) {
      try {
        await this.#session(() => {
          failures = 0;
        });
      } catch (error) {
        if (this.#stopped) return;
        const pause = isOurDatabase(error) ? databasePause : await this.#failed(error, ++failures);
        await this.#wait(pause);
      }
    }
  }

  async #session(worked: () => void): Promise<void> {
    const { server, password } = this.#box;
    const token = password === "" ? await accessToken(this.#house, this.#granted()) : null;
    const { mailCa } = this.#house.config;
    const secret = token ? { accessToken: token } : { password };
    const client = await imapClient(server, secret, largestMail, mailCa);
    if (this.#stopped) return;
    this.#client = client;
    const closed = new Promise<void>((done) => client.once("close", done));
    try {
      await client.connect().catch(async (error: unknown) => {
        throw await afterRefusal(this.#house, token ? this.#granted() : null, error);
      });
      const [first = "INBOX", ...others] = server.folders ?? [];
      client.on("exists", () => this.look());
      while (!this.#stopped) {
        const missing = await this.#fetchOthers(client, others, worked);
        if (others.length > 0 || !client.mailbox) await client.mailboxOpen(first);
        this.#news = false;
        await this.#fetchOpen(client, worked);
        await this.#recovered(missing);
        if (!this.#news) await Promise.race([this.#wait(Math.min(lookEvery, this.#retries.next())), closed]);
        if (client.isClosed && !this.#stopped) throw new Error("The server ended the connection.");
      }
    } finally {
      this.#client = null;
      client.close();
    }
  }

  #fetchOpen(client: ImapFlow, worked: () => void): Promise<void> {
    return fetchNew({ house: this.#house, client, box: this.#box, retries: this.#retries, worked });
  }

  /** Returns the folder that cannot be opened, if there is one: the others are read all the same. */
  async #fetchOthers(
    client: ImapFlow,
    folders: readonly string[],
    worked: () => void,
  ): Promise<string | null> {
    let missing: string | null = null;
    for (const folder of folders) {
      const opened = await client.mailboxOpen(folder).catch((error: unknown) => {
        if (!client.usable) throw error;
        return null;
      });
      if (opened) await this.#fetchOpen(client, worked);
      else missing ??= folder;
    }
    return missing;
  }

  #granted() {
    const { workspaceId, inboxId, server } = this.#box;
    return { workspaceId, inboxId, host: server.host };
  }

  async #recovered(missing: string | null): Promise<void> {
    const { workspaceId, inboxId } = this.#box;
    await this.#house.work(system(workspaceId, "email.fetch"), async (work) => {
      await work.db
        .updateTable("mailboxes")
        .set({ failures: 0 })
        .where("workspaceId", "=", workspaceId)
        .where("inboxId", "=", inboxId)
        .where("failures", ">", 0)
        .execute();
      if (missing === null) await clearTrouble(work, inboxId, "receiving");
      else await setTrouble(work, inboxId, "receiving", noFolder(missing), null);
    });
  }

  /** Shows the trouble on the inbox and returns the milliseconds until the next try. */
  async #failed(error: unknown, failures: number): Promise<number> {
    const { workspaceId, inboxId, server } = this.#box;
    const seconds = this.#pauses[Math.min(failures, this.#pauses.length) - 1] ?? 900;
    this.#house.log.info({ err: (error as Error).message, host: server.host }, "a mailbox cannot be read");
    await this.#house
      .work(system(workspaceId, "email.fetch"), async (work) => {
        await setTrouble(
          work,
          inboxId,
          "receiving",
          mailboxTrouble(error, server),
          new Date(work.now.getTime() + seconds * 1000),
        );
        await work.db
          .updateTable("mailboxes")
          .set({ failures })
          .where("workspaceId", "=", workspaceId)
          .where("inboxId", "=", inboxId)
          .execute();
      })
      .catch(() => {});
    return seconds * 1000;
  }

  /** Ends early when there is news or it is to stop. */
  #wait(milliseconds: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        done();
      };
    });
  }
}

const noFolder = (name: string) => ({
  what: worded(says.noFolder, { folder: name }),
  remedy: says.makeFolder,
});

/** Errors of PostgreSQL carry its fields; the same codes of a socket may be the mail server's. */
function isOurDatabase(error: unknown): boolean {
  const { severity, message = "" } = error as { severity?: string; message?: string };
  return (
    severity !== undefined ||
    (isUnavailable(error) && /terminated|connect|pool/i.test(message) && isPg(error))
  );
}

const isPg = (error: unknown) => /node_modules\/(?:\.pnpm\/)?pg[@/-]/.test((error as Error).stack ?? "");
