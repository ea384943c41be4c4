import type { SendMailOptions } from "nodemailer";
import { contentOf } from "../../conversations/file.ts";
import type { House } from "../../platform/house.ts";
import type { Work } from "../../platform/work.ts";
import { OWN_MARK } from "./automatic.ts";
import type { Sending } from "./mail-server.ts";
import type { MailContent, Person } from "./outbox.ts";
import { replyAddress, signReplyToken } from "./reply-address.ts";

/** The purpose of the key that signs reply addresses. */
export const replyPurpose = "reply address";

export interface Ledgered {
  kind: string;
  toAddress: string;
  subject: string;
  internetMessageId: string;
  content: MailContent;
  createdAt: Date;
}

interface EnclosedFile {
  sha256: Buffer;
  name: string;
  mediaType: string;
  contentId: string | null;
}

/** The files that go along, in their order; those that were removed since are left out. */
export async function enclosedFiles(work: Work, { attachments }: MailContent): Promise<EnclosedFile[]> {
  const kept = await contentOf(
    work,
    attachments.map(({ fileId }) => fileId),
  );
  return attachments.flatMap(({ fileId, name, contentId = null }) => {
    const file = kept.get(fileId);
    return file ? [{ sha256: file.sha256, mediaType: file.mediaType, name, contentId }] : [];
  });
}

/** The mail itself. Every attempt makes the same one: same Message-ID, same date. */
export async function compose(
  house: House,
  workspaceId: string,
  mail: Ledgered,
  { from }: Sending,
  files: readonly EnclosedFile[],
): Promise<SendMailOptions> {
  const { content } = mail;
  const { text, html } = opened(house, content);
  const answers = replyTo(house, from.address, content);
  return {
    from,
    to: content.shownTo.map(asPerson),
    cc: content.shownCc.map(asPerson),
    ...(answers && { replyTo: { name: from.name, address: answers } }),
    envelope: { from: from.address, to: [mail.toAddress] },
    subject: mail.subject,
    text,
    html,
    messageId: `<${mail.internetMessageId}>`,
    date: mail.createdAt,
    ...(content.inReplyTo && { inReplyTo: `<${content.inReplyTo}>` }),
    references: content.references.map((id) => `<${id}>`),
    headers: { ...content.headers, ...headersOf(mail.kind) },
    attachments: await Promise.all(
      files.map(async (file) => ({
        filename: file.name,
        contentType: file.mediaType,
        content: await house.files.stream(workspaceId, file.sha256),
        ...(file.contentId && { cid: file.contentId }),
      })),
    ),
    // Text of customers must never name a file or an address for the server to fetch.
    disableFileAccess: true,
    disableUrlAccess: true,
    xMailer: false,
  } as SendMailOptions;
}

const asPerson = ({ name, address }: Person) => ({ name, address });

function opened(house: House, { text, html, sealed }: MailContent): { text: string; html: string } {
  if (!sealed) return { text, html };
  return JSON.parse(house.secrets.unseal(Buffer.from(sealed, "base64"))) as { text: string; html: string };
}

/** Marks what no person wrote, so that no robot answers it (RFC 3834), and all of ours, so that we know it again. */
function headersOf(kind: string): Record<string, string> {
  if (kind === "reply" || kind === "side") return { [OWN_MARK]: "reply" };
  return {
    [OWN_MARK]: kind.replace("_", "-"),
    "auto-submitted": kind === "acknowledgement" ? "auto-replied" : "auto-generated",
    "x-auto-response-suppress": "All",
  };
}

function replyTo(house: House, address: string, { replyId }: MailContent): string | null {
  if (!replyId) return null;
  const token = signReplyToken(Buffer.from(replyId, "hex"), house.secrets.key(replyPurpose));
  try {
    return replyAddress(address, token);
  } catch {
    // A name too long for a tag: answers go to the inbox and are known by their references.
    return null;
  }
}
