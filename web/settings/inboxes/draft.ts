import type { Inbox, InboxBody, Mailbox, MailServer } from "../../../shared/email.ts";
import { same } from "../parts/same.ts";

export type Security = MailServer["security"];

/** A mail server as it is being typed; the port is text until it is one. */
export interface ServerDraft {
  on: boolean;
  host: string;
  port: string;
  security: Security;
  user: string;
  /** Empty: the one that is kept stays. */
  password: string;
  /** Of a mailbox: those that are fetched; null: nobody has chosen, it is the inbox. */
  folders: string[] | null;
}

export interface InboxDraft {
  name: string;
  address: string;
  teamId: string | null;
  restricted: boolean;
  signature: string;
  acknowledge: boolean;
  plusAddressing: boolean;
  imap: ServerDraft;
  smtp: ServerDraft;
}

/** The usual port of each kind of server and encryption. */
export const usualPorts: Record<"imap" | "smtp", Record<Security, string>> = {
  imap: { tls: "993", starttls: "143", none: "143" },
  smtp: { tls: "465", starttls: "587", none: "25" },
};

/** An inbox as a form; none: a new one. */
export function draftOf(inbox: Inbox | null): InboxDraft {
  return {
    name: inbox?.name ?? "",
    address: inbox?.address ?? "",
    teamId: inbox?.teamId ?? null,
    restricted: inbox?.restricted ?? false,
    signature: inbox?.signature ?? "",
    acknowledge: inbox?.acknowledge ?? true,
    plusAddressing: inbox?.plusAddressing ?? true,
    imap: serverDraft("imap", inbox?.imap ?? null),
    smtp: serverDraft("smtp", inbox?.smtp ?? null),
  };
}

function serverDraft(kind: "imap" | "smtp", server: Mailbox | null): ServerDraft {
  const security = server?.security ?? "tls";
  return {
    on: server !== null,
    host: server?.host ?? "",
    port: server ? String(server.port) : usualPorts[kind][security],
    security,
    user: server?.user ?? "",
    password: "",
    folders: server?.folders ?? null,
  };
}

/** What is sent for a form: servers that are off are null, a password only when one was typed. */
export function bodyOf(draft: InboxDraft): InboxBody {
  return {
    name: draft.name.trim(),
    address: draft.address.trim(),
    teamId: draft.teamId,
    restricted: draft.restricted && draft.teamId !== null,
    signature: draft.signature,
    acknowledge: draft.acknowledge,
    plusAddressing: draft.plusAddressing,
    imap: serverOf(draft.imap),
    smtp: serverOf(draft.smtp),
  };
}

/** Only what was changed: a server sent along unchanged would be taken for a new one. */
export function changedBody(draft: InboxDraft, inbox: Inbox): Partial<InboxBody> {
  const before = bodyOf(draftOf(inbox));
  return Object.fromEntries(
    Object.entries(bodyOf(draft)).filter(([field, now]) => !same(now, before[field as keyof InboxBody])),
  );
}

function serverOf({ on, host, port, security, user, password, folders }: ServerDraft): InboxBody["imap"] {
  if (!on) return null;
  return {
    host: host.trim(),
    port: port.trim() === "" ? Number.NaN : Number(port),
    security,
    user: user.trim(),
    ...(password && { password }),
    ...(folders && { folders }),
  };
}

/** The form after another encryption was chosen: a port that was the usual one becomes the new usual one. */
export function withSecurity(kind: "imap" | "smtp", draft: ServerDraft, security: Security): ServerDraft {
  const usual = draft.port === usualPorts[kind][draft.security] || draft.port.trim() === "";
  return { ...draft, security, port: usual ? usualPorts[kind][security] : draft.port };
}
