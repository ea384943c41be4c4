import { dkimSign } from "mailauth";
import type { SendMailOptions } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import type { SigningKey } from "./dkim-key.ts";

/** The mail as it goes over the wire, with one signature for each key (RFC 6376; RFC 8463, 3: a server reads the one it knows). */
export async function signedMail(
  mail: SendMailOptions,
  keys: readonly SigningKey[],
  now: Date,
): Promise<Buffer> {
  const raw = await new MailComposer(mail as never).compile().build();
  if (keys.length === 0) return raw;
  const { signatures, errors } = await dkimSign(raw, {
    canonicalization: "relaxed/relaxed",
    signTime: now,
    signatureData: [...keys],
  } as never);
  // A mail that could not be signed would land in spam without anybody knowing why.
  if (errors.length > 0) throw new Error(`The mail could not be signed: ${JSON.stringify(errors[0])}`);
  return Buffer.concat([Buffer.from(signatures), raw]);
}
