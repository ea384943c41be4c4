import { type BounceReason, bounceReason, isDead, statusIn } from "./bounce-reason.ts";
import { type Trouble, Troubled } from "./trouble.ts";

/** What an attempt came to. `dead`: the address itself is gone. `server` trouble is the inbox's, not the mail's. */
export type Outcome =
  | { state: "sent"; providerId: string | null }
  | { state: "failed"; reason: string; dead?: boolean }
  | { state: "deferred"; reason: string; trouble: Trouble | null };

interface SendingError {
  code?: string | undefined;
  command?: string | undefined;
  response?: string | undefined;
  responseCode?: number | undefined;
  message?: string | undefined;
}

const words: Record<BounceReason, string> = {
  unknown_address: "The address does not exist.",
  unknown_host: "The domain of the address takes no mail.",
  disabled: "The mailbox is closed.",
  moved: "The recipient has another address now.",
  mailbox_full: "The recipient's mailbox is full.",
  too_large: "The mail is too large for the recipient's server.",
  rate_limited: "The server asks to send more slowly.",
  blocked: "The server has blocked ours.",
  spam: "The server takes the mail for spam.",
  policy: "A rule of the server forbids it.",
  content: "The server does not accept what is in the mail.",
  network: "The connection failed.",
  expired: "It could not be delivered in time.",
  loop: "The mail went round in circles.",
  other: "The server did not accept it.",
};

/** A reason for people, followed by the server's own words. */
export function reasonInWords(reason: BounceReason, said: string): string {
  const line = said.replace(/\s+/g, " ").trim().slice(0, 500);
  return line === "" ? words[reason] : `${words[reason]} The server said: ${line}`;
}

/** What a failed attempt means: the server said no for good, not now, or could not be asked at all. */
export function outcomeOf(thrown: unknown, server: string): Outcome {
  const error = (thrown ?? {}) as SendingError;
  const said = error.response ?? "";
  const code = error.responseCode ?? 0;
  const aboutMail = /^(MAIL FROM|RCPT TO|DATA)/.test(error.command ?? "") && !asksToSignIn(said, code);
  if (aboutMail && code >= 400) {
    const why = bounceReason(statusIn(` ${said}`), said);
    const reason = reasonInWords(why, said);
    if (code < 500) return { state: "deferred", reason, trouble: null };
    return { state: "failed", reason, ...(error.command === "RCPT TO" && isDead(why) && { dead: true }) };
  }
  if (error.code === "EMESSAGE" && error.command === "MAIL FROM")
    return { state: "failed", reason: reasonInWords("too_large", error.message ?? "") };
  if (error.code === "EENVELOPE" && error.command === "API")
    return { state: "failed", reason: `This is no address mail can be sent to: ${error.message ?? ""}` };
  if (error.code === "ENOENT" || error.code === "ESTREAM")
    return { state: "failed", reason: "An attachment cannot be read any more." };
  const trouble = serverTrouble(error, server);
  return { state: "deferred", reason: trouble.what, trouble };
}

const asksToSignIn = (said: string, code: number) =>
  code === 530 || code === 535 || /^5\d\d[ -]5\.7\.0 .*authenti/i.test(said);

/** What is wrong between us and a mail server, and what to do about it. */
export function serverTrouble(error: SendingError, server: string): Trouble {
  if (error instanceof Troubled) return error.trouble;
  const said = (error.response || error.message || "").replace(/\s+/g, " ").slice(0, 300);
  if (error.code === "EAUTH" || asksToSignIn(error.response ?? "", error.responseCode ?? 0))
    return {
      what: `${server} does not accept the user name or password: ${said}`,
      remedy:
        "Enter user name and password again. Many providers want an app password made for programs instead of your own.",
    };
  if (error.code === "EDNS" || /ENOTFOUND|EAI_AGAIN/.test(said))
    return {
      what: `The name of ${server} is not known.`,
      remedy: "Check the server's name for typing mistakes.",
    };
  if (error.code === "ETLS" || /certificate|STARTTLS|SSL|TLS/i.test(said))
    return {
      what: `No safe connection to ${server} could be made: ${said}`,
      remedy:
        "Check port and encryption: TLS is usually 465, STARTTLS 587. The certificate must be valid for this name.",
    };
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|timed? ?out|ETIMEDOUT/i.test(`${error.code} ${said}`))
    return {
      what: `${server} cannot be reached: ${said}`,
      remedy:
        "Check name and port, and whether a firewall lets the connection through. It is tried again by itself.",
    };
  return {
    what: `The connection to ${server} broke: ${said}`,
    remedy: "It is tried again by itself. If it lasts, ask whoever runs that server.",
  };
}
