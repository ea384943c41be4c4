import type { ImapFlow } from "imapflow";
import type { MailServer } from "../../../shared/email.ts";
import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
import { serverTrouble } from "./delivery-outcome.ts";
import { type Trouble, Troubled } from "./trouble.ts";

const second = 1000;

/** A connection to a mailbox, not opened yet; refuses to go on in the clear where encryption was asked for. */
export async function imapClient(
  { host, port, security, user }: MailServer,
  secret: { password: string } | { accessToken: string },
  largest: number,
  ca: string[] | null = null,
): Promise<ImapFlow> {
  // Large: a house without mailboxes never loads it.
  const { ImapFlow } = await import("imapflow");
  const client = new ImapFlow({
    host,
    port,
    secure: security === "tls",
    ...(security !== "tls" && { doSTARTTLS: security === "starttls" }),
    auth: "accessToken" in secret ? { user, ...secret } : { user, pass: secret.password },
    logger: false,
    ...(ca && { tls: { ca } }),
    clientInfo: { name: "Baton" },
    connectionTimeout: 20 * second,
    greetingTimeout: 20 * second,
    socketTimeout: 5 * 60 * second,
    // IDLE begins soon after the last command, so that mail is heard at once.
    autoIdleDelay: 200,
    maxIdleTime: 4 * 60 * second,
    disableCompression: true,
    maxLiteralSize: largest + 1024 * 1024,
    maxLineLength: 10 * 1024 * 1024,
    maxResponseSize: largest + 16 * 1024 * 1024,
  });
  // Without a listener an error of the line would end the process; whoever waits for a command gets it, too.
  client.on("error", () => {});
  return client;
}

/** What is wrong with a mailbox, and what to do about it. */
export function mailboxTrouble(thrown: unknown, server: MailServer): Trouble {
  const error = (thrown ?? {}) as Error & {
    code?: string;
    authenticationFailed?: boolean;
    responseText?: string;
  };
  if (thrown instanceof Troubled) return thrown.trouble;
  const name = `${server.host}:${server.port}`;
  if (error.code === "ENOSPC")
    return {
      what: says.diskFull,
      remedy: says.makeRoom,
    };
  if (isUntrusted(error)) return untrusted(name, error);
  return serverTrouble(
    {
      code: error.authenticationFailed ? "EAUTH" : error.code,
      message: error.responseText ? `${error.message}: ${error.responseText}` : error.message,
    },
    name,
  );
}

const untrustedCodes =
  /^(?:UNABLE_TO_|SELF_SIGNED_|DEPTH_ZERO_SELF_SIGNED|CERT_|ERR_TLS_CERT_ALTNAME_INVALID|HOSTNAME_MISMATCH)/;

/** Whether a server was not believed to be who it says. */
export const isUntrusted = ({ code = "" }: { code?: string | undefined }) => untrustedCodes.test(code);

/** Why a server's certificate does not count, and what to do about it. */
export const untrusted = (name: string, { message }: Error): Trouble => ({
  what: worded(says.untrusted, { server: name, said: message }),
  remedy: says.nameCertificate,
});
