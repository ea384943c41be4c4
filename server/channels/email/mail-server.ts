import type { SMTPTransportOptions } from "nodemailer";
import type { MailServer } from "../../../shared/email.ts";
import { listInboxes } from "../../conversations/inbox.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { accessToken, type Granted } from "./access-token.ts";
import type { Person } from "./outbox.ts";

/** Who sends for an inbox: whose address stands in From, and the server that takes it. */
export interface Sending {
  from: Person;
  options: SMTPTransportOptions;
  host: string;
  /** Host and port, for people. */
  name: string;
  /** Set where there is no password: whose grant may stand in its place. */
  granted: Granted | null;
}

const second = 1000;
const patience = {
  connectionTimeout: 15 * second,
  greetingTimeout: 15 * second,
  socketTimeout: 60 * second,
  dnsTimeout: 10 * second,
} as const;

/** The server an inbox sends by, its own or the house's; without an inbox whichever of the workspace can. Null: there is none. */
export async function sendingOf(work: Work, house: House, inboxId: string | null): Promise<Sending | null> {
  const inboxes = (await listInboxes(work)).filter(({ id }) => inboxId === null || id === inboxId);
  const mailboxes = await work.db
    .selectFrom("mailboxes")
    .select(["inboxId", "smtp", "smtpSecret"])
    .where("workspaceId", "=", work.workspaceId)
    .where("smtp", "is not", null)
    .$if(inboxId !== null, (query) => query.where("inboxId", "=", inboxId))
    .execute();
  for (const { id, name, address } of inboxes) {
    const own = mailboxes.find((mailbox) => mailbox.inboxId === id);
    if (!own) continue;
    const server = own.smtp as MailServer;
    const password = own.smtpSecret ? house.secrets.unseal(own.smtpSecret) : "";
    return {
      from: { name, address },
      options: smtpOptions(server, password, house.config.mailCa),
      host: server.host,
      name: `${server.host}:${server.port}`,
      granted:
        own.smtpSecret || server.user === ""
          ? null
          : { workspaceId: work.workspaceId, inboxId: id, host: server.host },
    };
  }
  const { relayUrl, url } = house.config;
  if (!relayUrl || (inboxId !== null && inboxes.length === 0)) return null;
  const first = inboxes[0];
  return {
    from: first ?? { name: "Baton", address: `baton@${new URL(url).hostname}` },
    options: { url: relayUrl, ...patience },
    host: new URL(relayUrl).hostname,
    name: new URL(relayUrl).host,
    granted: null,
  };
}

/** The settings with a token in the place of a password, where a grant was given; throws Troubled when it has ended. */
export async function signedIn(house: House, { options, granted }: Sending): Promise<SMTPTransportOptions> {
  const token = granted && (await accessToken(house, granted));
  if (!token) return options;
  return { ...options, auth: { type: "OAuth2", user: options.auth?.user ?? "", accessToken: token } };
}

/** Settings as nodemailer wants them; refuses to go on in the clear where encryption was asked for. */
export function smtpOptions(
  { host, port, security, user }: MailServer,
  password: string,
  ca: string[] | null = null,
): SMTPTransportOptions {
  return {
    host,
    port,
    secure: security === "tls",
    requireTLS: security === "starttls",
    ignoreTLS: security === "none",
    ...(ca && { tls: { ca } }),
    ...(user !== "" && { auth: { user, pass: password } }),
    ...patience,
  };
}
