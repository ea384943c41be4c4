import { verify, X509Certificate } from "node:crypto";
import { z } from "zod";
import { forged } from "./hook-mail.ts";

export const SnsMessage = z.object({
  Type: z.enum(["Notification", "SubscriptionConfirmation", "UnsubscribeConfirmation"]),
  MessageId: z.string().min(1),
  TopicArn: z.string().min(1),
  Message: z.string(),
  Timestamp: z.string(),
  Subject: z.string().nullish(),
  Token: z.string().optional(),
  SubscribeURL: z.string().optional(),
  SignatureVersion: z.enum(["1", "2"]),
  Signature: z.string(),
  SigningCertURL: z.string(),
});
export type SnsMessage = z.infer<typeof SnsMessage>;

/** Gets what is at an address of Amazon's. */
export type Fetch = (url: string) => Promise<string>;

const signedParts: Record<SnsMessage["Type"], readonly (keyof SnsMessage)[]> = {
  Notification: ["Message", "MessageId", "Subject", "Timestamp", "TopicArn", "Type"],
  SubscriptionConfirmation: [
    "Message",
    "MessageId",
    "SubscribeURL",
    "Timestamp",
    "Token",
    "TopicArn",
    "Type",
  ],
  UnsubscribeConfirmation: ["Message", "MessageId", "SubscribeURL", "Timestamp", "Token", "TopicArn", "Type"],
};

/** True for an https address of SNS itself: nothing else is asked for certificates or told that we subscribe. */
export function isSnsAddress(url: string): boolean {
  const target = URL.parse(url);
  return (
    target !== null &&
    target.protocol === "https:" &&
    target.port === "" &&
    target.username === "" &&
    /^sns\.[a-z0-9-]{1,40}\.amazonaws\.com(?:\.cn)?$/.test(target.hostname)
  );
}

const certificates = new Map<string, Promise<string>>();

/** Refuses a message that Amazon did not sign (versions 1 and 2), and a certificate from anywhere else. */
export async function checkSns(message: SnsMessage, fetch: Fetch, now: Date): Promise<void> {
  const { SigningCertURL: url, SignatureVersion, Signature } = message;
  if (!isSnsAddress(url) || !URL.parse(url)?.pathname.endsWith(".pem"))
    throw forged("The signing certificate is not at an address of Amazon SNS.");
  const certificate = await certificateAt(url, fetch);
  if (now > new Date(certificate.validTo) || now < new Date(certificate.validFrom))
    throw forged("The signing certificate is not valid now.");
  const signed = signedParts[message.Type]
    .filter((part) => message[part] !== undefined && message[part] !== null)
    .map((part) => `${part}\n${message[part]}\n`)
    .join("");
  const hash = SignatureVersion === "2" ? "sha256" : "sha1";
  if (!verify(hash, Buffer.from(signed), certificate.publicKey, Buffer.from(Signature, "base64")))
    throw forged("Amazon's signature does not hold.");
}

async function certificateAt(url: string, fetch: Fetch): Promise<X509Certificate> {
  if (certificates.size > 50) certificates.clear();
  const known = certificates.get(url) ?? fetch(url);
  certificates.set(url, known);
  try {
    return new X509Certificate(await known);
  } catch (error) {
    certificates.delete(url);
    throw error;
  }
}
