import { type Address, domainOf, readAddresses, sameAddress } from "./address.ts";
import type { Mail } from "./mail.ts";

export interface Originator {
  /** Who wrote it, as far as the mail tells; `address` is never "". */
  author: Address;
  /** Where answers go when not to the author. */
  answerTo: Address[];
  /** Which header told: the From itself, or what stands in for it. */
  by: "from" | "list" | "form" | "sender" | "reply_to" | "return_path";
  /** The address that DKIM, SPF and DMARC speak of: proof of it proves the author only when `by` is "from". */
  claimed: Address | null;
  /** Who pressed send for someone else (Sender, Resent-From), null when the author did. */
  sentBy: Address | null;
  resent: boolean;
}

export interface OwnAddresses {
  /** Addresses of the workspace's inboxes: mail "from" one of them was sent by a form or a list. */
  own?: string[];
}

const ROBOT =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|noreply[-_.+].*|no-?reply[-_.+].*|mailer|forms?(?:ular)?|web-?form|wordpress|www-data|apache|nobody|postmaster|contact-?form|kontaktformular|website|webmaster|system|notifications?|mailer-daemon|wufoo|typeform|jotform)$/i;

/** Who really wrote a mail: sees through lists that rewrite From, forms that write from a robot, and Resent headers. Null without any address. */
export function originator(mail: Mail, options: OwnAddresses = {}): Originator | null {
  const from = mail.from?.address ? mail.from : null;
  const resentBy = readAddresses(mail.headers["resent-from"]).find((each) => each.address) ?? null;
  const found = (author: Address, by: Originator["by"]): Originator => {
    const sentBy =
      resentBy ??
      (mail.sender?.address && !sameAddress(mail.sender.address, author.address) ? mail.sender : null);
    const answerTo = mail.replyTo.filter(
      (each) => each.address && !sameAddress(each.address, author.address),
    );
    return {
      author,
      answerTo: by === "list" || by === "form" ? [] : answerTo,
      by,
      claimed: from,
      sentBy,
      resent: resentBy !== null,
    };
  };

  if (from) {
    const behindList = rewrittenByList(mail, from, options.own ?? []);
    if (behindList) return found(behindList, "list");
    const behindForm = behindRobot(mail, from, options.own ?? []);
    if (behindForm) return found(behindForm, "form");
    return found(from, "from");
  }
  if (mail.sender?.address) return found(mail.sender, "sender");
  const reply = mail.replyTo.find((each) => each.address);
  if (reply) return found(reply, "reply_to");
  return mail.returnPath
    ? found({ name: mail.from?.name ?? "", address: mail.returnPath }, "return_path")
    : null;
}

/** A list put itself into From (DMARC): the writer stands in X-Original-From, or in Reply-To beside the list. */
function rewrittenByList(mail: Mail, from: Address, own: string[]): Address | null {
  const lists = new Set([...listAddresses(mail), ...own.map((each) => each.toLowerCase())]);
  const via = / (?:via|über|par|a través de|tramite|através de) ./i.test(from.name);
  const isList = lists.has(from.address.toLowerCase());
  if (!isList && !(via && (mail.listId !== null || mail.headers["x-original-from"]))) return null;

  const original = [
    "x-original-from",
    "x-google-original-from",
    "x-original-sender",
    "x-mailfrom",
    "x-original-author",
  ]
    .flatMap((name) => readAddresses(mail.headers[name]))
    .find((each) => each.address && !lists.has(each.address.toLowerCase()));
  const reply = mail.replyTo.find(
    (each) =>
      each.address && !lists.has(each.address.toLowerCase()) && !sameAddress(each.address, from.address),
  );
  const found = original ?? (isList || via ? reply : undefined);
  if (!found || (!via && !mail.listId && !original)) return null;
  return { name: found.name || nameBeforeVia(from.name), address: found.address };
}

function nameBeforeVia(name: string): string {
  return name
    .replace(/ (?:via|über|par|a través de|tramite|através de) .*$/i, "")
    .replace(/^['"]+|['"]+$/g, "")
    .trim();
}

function listAddresses(mail: Mail): string[] {
  const posts = ["list-post", "mailing-list", "x-beenthere", "x-mailing-list", "list-owner"].flatMap(
    (name) => mail.headers[name] ?? [],
  );
  const found = posts.flatMap((value) =>
    [...value.slice(0, 2_000).matchAll(/[^\s<>:;,"@]{1,64}@[^\s<>;,"?@]{1,190}/g)].map((match) =>
      match[0].toLowerCase(),
    ),
  );
  if (mail.listId?.includes(".")) found.push(mail.listId.replace(".", "@"));
  return found;
}

/** A web form writes from a robot or from our own address and puts the person into Reply-To. */
function behindRobot(mail: Mail, from: Address, own: string[]): Address | null {
  const person = mail.replyTo.find((each) => each.address);
  if (!person || sameAddress(person.address, from.address)) return null;
  if (ROBOT.test(person.address.split("@")[0] ?? "")) return null;
  const local = from.address.split("@")[0] ?? "";
  const ours = own.some(
    (each) => sameAddress(each, from.address) || domainOf(each) === domainOf(from.address),
  );
  if (own.some((each) => sameAddress(each, person.address))) return null;
  if (!ROBOT.test(local) && !own.some((each) => sameAddress(each, from.address))) return null;
  // A company's newsletter from no-reply@ with its own answer address is no form: another domain, or ours, must speak.
  return ours || domainOf(person.address) !== domainOf(from.address)
    ? { name: person.name || from.name, address: person.address }
    : null;
}
