import { mailSentences as says } from "../../../shared/mail-sentences.ts";
import { worded } from "../../../shared/sentence.ts";
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

/** A reason for people, followed by the server's own words. */
export function reasonInWords(reason: BounceReason, said: string): string {
  const line = said.replace(/\s+/g, " ").trim().slice(0, 500);
  return line === "" ? says[reason] : worded(says.serverSaid, { inner: says[reason], said: line });
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
    return { state: "failed", reason: worded(says.noAddress, { said: error.message ?? "" }) };
  if (error.code === "ENOENT" || error.code === "ESTREAM")
    return { state: "failed", reason: says.attachmentGone };
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
    return { what: worded(says.signInRefused, { server, said }), remedy: says.enterAgain };
  if (error.code === "EDNS" || /ENOTFOUND|EAI_AGAIN/.test(said))
    return { what: worded(says.nameUnknown, { server }), remedy: says.checkName };
  if (error.code === "ETLS" || /certificate|STARTTLS|SSL|TLS/i.test(said))
    return { what: worded(says.notSafe, { server, said }), remedy: says.checkEncryption };
  if (/ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|timed? ?out|ETIMEDOUT/i.test(`${error.code} ${said}`))
    return { what: worded(says.unreachable, { server, said }), remedy: says.checkFirewall };
  return { what: worded(says.broke, { server, said }), remedy: says.askKeeper };
}

/** One mail took a server longer than it may. */
export const tooSlow = (server: string, seconds: number) =>
  new Troubled({
    what: worded(says.slow, { server, seconds }),
    remedy: says.askWhySlow,
  });
