import { z } from "zod";
import { contentKey, type HookMail, type HookRequest, noMail, readJson } from "./hook-mail.ts";
import { rebuildMail } from "./rebuilt-mail.ts";

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? "");
const person = z.object({ Email: text, Name: text });
const Posted = z.object({
  MessageID: z.string().min(1),
  RawEmail: text,
  OriginalRecipient: text,
  From: text,
  FromFull: person.optional(),
  To: text,
  Cc: text,
  ReplyTo: text,
  Subject: text,
  Date: text,
  TextBody: text,
  HtmlBody: text,
  Headers: z.array(z.object({ Name: z.string(), Value: text })).default([]),
  Attachments: z
    .array(z.object({ Name: text, Content: text, ContentType: text, ContentID: text }))
    .default([]),
});
type Posted = z.output<typeof Posted>;

/** A mail in the shape of Postmark's inbound webhook; raw when "include raw email content" is on there. */
export function postmarkMail({ body }: HookRequest): HookMail {
  const posted = Posted.safeParse(readJson(body));
  if (!posted.success) throw noMail("This is not what Postmark sends for inbound mail.");
  const mail = posted.data;
  const header = (name: string) =>
    mail.Headers.find(({ Name }) => Name.toLowerCase() === name)?.Value.trim() ?? null;
  return {
    raw: mail.RawEmail === "" ? rebuilt(mail) : Buffer.from(mail.RawEmail),
    envelopeFrom: header("return-path")?.replace(/^<|>$/g, "") ?? null,
    to: mail.OriginalRecipient === "" ? [] : [mail.OriginalRecipient],
    remoteIp: "",
    helo: "",
    key: contentKey("postmark", mail.MessageID),
    id: mail.MessageID,
  };
}

/** Postmark gives what its own fields hold apart from the other headers. */
function rebuilt(mail: Posted): Buffer {
  const own: [string, string][] = [
    ["From", mail.FromFull ? named(mail.FromFull.Name, mail.FromFull.Email) : mail.From],
    ["To", mail.To],
    ["Cc", mail.Cc],
    ["Reply-To", mail.ReplyTo],
    ["Subject", mail.Subject],
    ["Date", mail.Date],
  ];
  const given = new Set(mail.Headers.map(({ Name }) => Name.toLowerCase()));
  const missing = own.filter(([name, value]) => value !== "" && !given.has(name.toLowerCase()));
  return rebuildMail({
    headers: [...mail.Headers.map(({ Name, Value }) => [Name, Value] as const), ...missing],
    text: mail.TextBody,
    html: mail.HtmlBody,
    files: mail.Attachments.map((file) => ({
      name: file.Name,
      mediaType: file.ContentType.split(";")[0]?.trim() ?? "",
      contentId: file.ContentID || null,
      content: Buffer.from(file.Content, "base64"),
    })),
  });
}

const named = (name: string, address: string) =>
  name === "" ? address : `"${name.replace(/["\\]/g, "\\$&")}" <${address}>`;
