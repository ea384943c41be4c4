/** Why a delivery failed, and how final that is: from the status code (RFC 3463), the SMTP code, and the words of servers. */
export type BounceReason =
  | "unknown_address"
  | "unknown_host"
  | "disabled"
  | "moved"
  | "mailbox_full"
  | "too_large"
  | "rate_limited"
  | "blocked"
  | "spam"
  | "policy"
  | "content"
  | "network"
  | "expired"
  | "loop"
  | "other";

const WORDS: [BounceReason, RegExp][] = [
  [
    "mailbox_full",
    /(?:mail ?box|quota|inbox|account|storage|user|disk|recipient).{0,40}(?:full|exceed|over ?quota|insufficient)|over (?:the |its |their )?(?:disk |storage )?quota|quota (?:is )?exceeded|exceed(?:ed|s)? .{0,30}(?:quota|storage)|out of storage|quota violation|space not enough|full (?:mail ?box|mailbox|inbox)|insufficient (?:system )?storage|(?:postfach|mailbox) .{0,20}voll|boîte .{0,20}pleine|casella .{0,20}piena|buz[oó]n .{0,20}lleno|caixa .{0,20}cheia|skrzynka .{0,30}(?:pełna|przepełniona)|ящик .{0,20}переполнен|邮箱.{0,6}已?满|メールボックス.{0,10}(?:満|超)/i,
  ],
  [
    "spam",
    /\bspam\b|junk ?mail|unsolicited|bulk mail|content (?:is )?rejected as|looks like spam|rbl|phish/i,
  ],
  [
    "blocked",
    /block(?:ed|list)|blacklist|spamhaus|sender (?:base|score)|reputation|banned|dnsbl|\bPTR\b|reverse dns|poor reputation|bad reputation|client host rejected|access denied|s3140|not allowed to send|denied by/i,
  ],
  [
    "policy",
    /dmarc|\bspf\b|dkim|unauthenticated|not authenticated|authentication (?:required|failed)|relay(?:ing)? (?:not permitted|denied|access denied)|not permitted|polic(?:y|ies)\b|prohibited|not authori[sz]ed|restricted|only accepts? (?:mail|messages) from|sender (?:address )?rejected|sender not|administrative/i,
  ],
  [
    "unknown_address",
    /(?:user|account|mail ?box|recipient|address|alias|addressee|e-?mail|destination)(?: address)?(?: you entered| that you tried to reach)?[^.\n]{0,60}?(?:unknown|does ?n[o']t exist|does not exist|not exist|not found|could(?:n't| not) be found|wasn't found|no longer (?:exists|valid|in use)|invalid|not known|not listed|not recogni[sz]ed|is not valid|not a valid|unavailable|undeliverable|rejected)|(?:unknown|invalid|no such|non-?existent|bad|unrecogni[sz]ed|illegal) (?:local |destination |virtual |final delivery |mail)?-?(?:user ?id|user|mailbox|recipient|address|account|alias|addressee|person|e-?mail)|no (?:such )?(?:mail ?box|user|recipient)|doesn't have (?:a|an) .{0,30}account|user_unknown|not our customer|no mailbox here|this user doesn't have|unrouteable address|recipnotfound|not a valid (?:user|mail ?box|recipient|address|account|e-?mail)|recipient not found|address (?:could not be|couldn't be|not) found|address rejected|not listed in|isn't found|empf[aä]nger.{0,30}(?:unbekannt|existiert nicht|ungültig)|(?:adresse|postfach|mailbox|konto).{0,30}(?:existiert nicht|unbekannt|nicht gefunden|nicht vorhanden)|n'existe pas|no existe|n[aã]o existe|non esiste|bestaat niet|nie istnieje|finns inte|不存在|存在しません/i,
  ],
  [
    "disabled",
    /(?:account|mail ?box|user|recipient|address)[^.\n]{0,40}(?:disabled|inactive|suspended|deactivated|closed|expired|deleted|terminated|locked|discontinued|blocked by)|inactive (?:user|account|mailbox)|deaktiviert|désactivé|not active|no longer (?:works|employed|active|with)/i,
  ],
  ["moved", /has moved|user (?:is )?not local|new address|address (?:has )?changed|please try <?[^\s]+@/i],
  [
    "too_large",
    /(?:message|mail|size|attachment)[^.\n]{0,40}(?:too (?:large|big|long)|exceeds?)|size limit|exceeded storage allocation|max(?:imum)? (?:message )?size|zu groß/i,
  ],
  [
    "unknown_host",
    /(?:host|domain|dns|name server)[^.\n]{0,40}(?:unknown|not found|could(?:n't| not) be (?:found|resolved)|does not exist|lookup|nxdomain|no such)|(?:unknown|unrouteable|no such|invalid|bad) (?:mail )?(?:host|domain)|domain (?:name )?not found|name or service not known|no (?:mx|dns)|nullmx|null mx|does not accept mail|unrouteable mail domain|couldn't find any host/i,
  ],
  [
    "rate_limited",
    /too many(?! hops)|rate limit|throttl|try again later|temporarily deferred|grey ?list|4\.7\.\d+.*(?:defer|unusual)|receiving mail at a rate/i,
  ],
  ["loop", /too many hops|mail loop|loop(?:s)? (?:back|detected)|routing loop|hop count/i],
  [
    "expired",
    /(?:retry|delivery|queue)[^.\n]{0,30}(?:time ?(?:out)?|expired|too long)|could not be delivered for|has been in the queue|giving up|gave up|delivery time expired|undelivered for|retry timeout/i,
  ],
  [
    "network",
    /connection (?:timed out|refused|reset|lost|dropped)|timed? ?out|no route to host|network (?:is )?unreachable|could not connect|network error|cannot connect|not responding|unable to connect|host (?:is )?(?:down|unreachable)|lost connection|tls|certificate/i,
  ],
  [
    "content",
    /virus|malware|attachment (?:type )?(?:not allowed|blocked|rejected)|content (?:rejected|not allowed)|message (?:content )?rejected|rejected by (?:the )?(?:content|filter)|executable/i,
  ],
];

const STATUS: [RegExp, BounceReason][] = [
  [/^[45]\.1\.(?:0|1|3|4|5)$/, "unknown_address"],
  [/^[45]\.1\.10$/, "unknown_address"],
  [/^[45]\.1\.2$/, "unknown_host"],
  [/^[45]\.1\.6$/, "moved"],
  [/^[45]\.1\.(?:7|8|9)$/, "policy"],
  [/^[45]\.2\.1$/, "disabled"],
  [/^[45]\.2\.2$/, "mailbox_full"],
  [/^[45]\.(?:2\.3|3\.4)$/, "too_large"],
  [/^[45]\.3\.1$/, "mailbox_full"],
  [/^[45]\.4\.4$/, "unknown_host"],
  [/^[45]\.4\.6$/, "loop"],
  [/^[45]\.4\.7$/, "expired"],
  [/^[45]\.4\.\d+$/, "network"],
  [/^[45]\.6\.\d+$/, "content"],
  [/^[45]\.7\.\d+$/, "policy"],
];

const MAX_TEXT = 4_000;

/** The reason told by code and words; a precise status counts before words, words before a vague status. */
export function bounceReason(status: string | null, diagnostic: string): BounceReason {
  // "User <jane@example.com> unknown": the dots in an address end no sentence.
  const words = diagnostic.slice(0, MAX_TEXT).replace(/[^\s<>@"']{1,64}@[^\s<>@"',;:()]{1,190}/g, "@");
  const told = WORDS.find(([, pattern]) => pattern.test(words))?.[0];
  const coded = status ? STATUS.find(([pattern]) => pattern.test(status))?.[1] : undefined;
  const vague = !status || /^[45]\.(?:0\.\d+|1\.0|2\.0|3\.0|4\.0|5\.\d+|7\.\d+)$/.test(status);
  return (vague ? (told ?? coded) : (coded ?? told)) ?? "other";
}

/** An enhanced status code such as 5.1.1 in a text, null without one. Dates and addresses (10.5.1.1) are not codes. */
export function statusIn(text: string): string | null {
  const found = /(?:^|[\s(#<[:;=-])([245]\.\d{1,3}\.\d{1,3})(?=$|[\s)>\],;:#-]|\.(?:\s|$))/.exec(
    text.slice(0, MAX_TEXT),
  );
  return found?.[1] ?? null;
}

/** A three-digit SMTP reply (4xx, 5xx) in a text, null without one. */
export function smtpCodeIn(text: string): string | null {
  return /(?:^|[\s(:<;"'#-])([45]\d{2})(?=[\s\-:;,)"'#]|$)/m.exec(text.slice(0, MAX_TEXT))?.[1] ?? null;
}

const FINAL = new Set<BounceReason>(["unknown_address", "unknown_host", "disabled", "moved"]);

/** True for reasons that say that the address itself is gone. */
export function isDead(reason: BounceReason): boolean {
  return FINAL.has(reason);
}

/**
 * Hard only when the address itself is dead: code of class 5 with such a reason, or class 5 and nothing better known.
 * A full mailbox, a size limit, a spam verdict or a block says nothing about the address and is soft.
 */
export function bounceKind(
  status: string | null,
  smtpCode: string | null,
  reason: BounceReason,
): "hard" | "soft" {
  const temporary = status?.startsWith("4") || (!status && smtpCode?.startsWith("4"));
  if (temporary) return "soft";
  if (FINAL.has(reason)) return "hard";
  const permanent = status?.startsWith("5") || smtpCode?.startsWith("5");
  return permanent && reason === "other" ? "hard" : "soft";
}
