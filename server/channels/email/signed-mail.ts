import type { SendMailOptions } from "nodemailer";
import type { SigningKey } from "./dkim-key.ts";

/** The mail as it goes over the wire, with one signature for each key (RFC 6376; RFC 8463, 3: a server reads the one it knows). */
export async function signedMail(
  mail: SendMailOptions,
  keys: readonly SigningKey[],
  now: Date,
): Promise<Buffer> {
  const { default: MailComposer } = await import("nodemailer/lib/mail-composer");
  const raw = await new MailComposer(mail as never).compile().build();
  if (keys.length === 0) return raw;
  // Signing alone: the whole package brings an HTTP client and certificates of logos with it, some 15 MB of memory.
  const { dkimSign } = await import("mailauth/lib/dkim/sign");
  const { signatures, errors } = await dkimSign(raw, {
    canonicalization: "relaxed/relaxed",
    signTime: now,
    signatureData: [...keys],
  } as never);
  // A mail that could not be signed would land in spam without anybody knowing why.
  if (errors.length > 0) throw new Error(`The mail could not be signed: ${JSON.stringify(errors[0])}`);
  return Buffer.concat([Buffer.from(signatures), raw]);
}
