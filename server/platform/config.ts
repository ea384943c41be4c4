import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { rootCertificates } from "node:tls";

const roles = ["web", "mail", "worker"] as const;
export type ProcessRole = (typeof roles)[number];

/** Everything that can be set from outside, read once at the start. */
export interface Config {
  port: number;
  host: string;
  dataDir: string;
  /** Null: the embedded PostgreSQL. */
  databaseUrl: string | null;
  smtpPort: number;
  smtpHost: string;
  /** Files with certificate and key for STARTTLS of the receiver; without them it speaks in the clear. */
  smtpTls: { cert: string; key: string } | null;
  /** Port for mail from a mail server of our own (LMTP); null: closed. It believes whoever connects, so only this machine may by default. */
  lmtpPort: number | null;
  lmtpHost: string;
  /** Mails that one network may hand in within a minute; null: 300 from the outside, no limit for our own. */
  smtpRate: number | null;
  /** The mail server for inboxes that have none of their own, smtp:// or smtps://; null: their mail is held. */
  relayUrl: string | null;
  /** How long one attempt to send a mail may take in all; then it is tried again later. */
  sendSeconds: number;
  /** Milliseconds that whoever begins an attempt waits for its end; a slower one goes on by itself. */
  sendWaitMs: number;
  /** Who may vouch for mail servers (certificates in PEM): those the machine knows and those of a file; null: only the former. */
  mailCa: string[] | null;
  /** DNS server that is asked who may send for a domain; null: the machine's own. */
  dnsServer: string | null;
  roles: ReadonlySet<ProcessRole>;
  /** Public address without a slash at the end; links in mails start with it. */
  url: string;
  secretKey: string | null;
  setup: { workspace: string; email: string; password: string } | null;
  logLevel: string;
  /** Milliseconds after which an idle transaction is cut off (a running one: ten times): one left open holds the log back for all. */
  transactionMs: number;
  s3: {
    endpoint: string;
    bucket: string;
    accessKeyId: string;
    secretAccessKey: string;
    region: string;
  } | null;
  /** Whether addresses that people enter may lead into our own network, and without encryption. */
  privateHosts: boolean;
  /** Whether to believe X-Forwarded-For, when a proxy stands in front. */
  trustProxy: boolean;
}

/** Reads the configuration; refuses with a sentence what cannot be meant. */
export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = wholeNumber(env, "PORT", 3000);
  return {
    port,
    host: env["BATON_HOST"] ?? "0.0.0.0",
    dataDir: resolve(env["BATON_DATA_DIR"] ?? "./data"),
    databaseUrl: env["DATABASE_URL"] || null,
    smtpPort: wholeNumber(env, "BATON_SMTP_PORT", 2525),
    smtpHost: env["BATON_SMTP_HOST"] ?? "0.0.0.0",
    smtpTls: readTls(env),
    lmtpPort: env["BATON_LMTP_PORT"] ? wholeNumber(env, "BATON_LMTP_PORT", 0) : null,
    lmtpHost: env["BATON_LMTP_HOST"] ?? "127.0.0.1",
    smtpRate: env["BATON_SMTP_RATE"] ? wholeNumber(env, "BATON_SMTP_RATE", 0) : null,
    relayUrl: readRelay(env["BATON_SMTP_RELAY_URL"]),
    sendSeconds: wholeNumber(env, "BATON_SEND_SECONDS", 600),
    sendWaitMs: wholeNumber(env, "BATON_SEND_WAIT_MS", 2_000),
    mailCa: readMailCa(env["BATON_MAIL_CA"]),
    dnsServer: env["BATON_DNS_SERVER"] || null,
    roles: readRoles(env["BATON_ROLES"]),
    url: (env["BATON_URL"] || `http://localhost:${port}`).replace(/\/+$/, ""),
    secretKey: env["BATON_SECRET_KEY"] || null,
    setup: readSetup(env),
    logLevel: env["BATON_LOG_LEVEL"] ?? "info",
    transactionMs: wholeNumber(env, "BATON_TRANSACTION_MS", 1000),
    s3: readS3(env),
    privateHosts: env["BATON_PRIVATE_HOSTS"] === "1",
    trustProxy: env["BATON_TRUST_PROXY"] === "1",
  };
}

function wholeNumber(env: NodeJS.ProcessEnv, name: string, otherwise: number): number {
  const text = env[name];
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  if (!Number.isInteger(value) || value < 0 || value > 2 ** 31)
    throw new Error(`${name} must be a whole number, not "${text}".`);
  return value;
}

function readRoles(text: string | undefined): ReadonlySet<ProcessRole> {
  if (!text) return new Set(roles);
  const wanted = text.split(",").map((role) => role.trim());
  const unknown = wanted.find((role) => !roles.includes(role as ProcessRole));
  if (unknown !== undefined) throw new Error(`BATON_ROLES knows ${roles.join(", ")}, not "${unknown}".`);
  return new Set(wanted as ProcessRole[]);
}

function readTls(env: NodeJS.ProcessEnv): Config["smtpTls"] {
  const [cert, key] = [env["BATON_SMTP_TLS_CERT"], env["BATON_SMTP_TLS_KEY"]];
  if (!cert && !key) return null;
  if (!cert || !key)
    throw new Error("BATON_SMTP_TLS_CERT and BATON_SMTP_TLS_KEY belong together: set both or none.");
  return { cert, key };
}

function readMailCa(path: string | undefined): string[] | null {
  if (!path) return null;
  try {
    return [...rootCertificates, readFileSync(path, "utf8")];
  } catch {
    throw new Error(`BATON_MAIL_CA must be a file of certificates (PEM) that can be read, not "${path}".`);
  }
}

function readRelay(text: string | undefined): string | null {
  if (!text) return null;
  const url = URL.parse(text);
  if (url && /^smtps?:$/.test(url.protocol) && url.hostname !== "") return text;
  throw new Error("BATON_SMTP_RELAY_URL must look like smtp://user:password@mail.example.com:587.");
}

function readSetup(env: NodeJS.ProcessEnv): Config["setup"] {
  const [workspace, email, password] = [
    env["BATON_SETUP_WORKSPACE"],
    env["BATON_SETUP_EMAIL"],
    env["BATON_SETUP_PASSWORD"],
  ];
  if (!workspace && !email && !password) return null;
  if (!workspace || !email || !password) {
    throw new Error(
      "BATON_SETUP_WORKSPACE, BATON_SETUP_EMAIL and BATON_SETUP_PASSWORD belong together: set all three or none.",
    );
  }
  return { workspace, email, password };
}

function readS3(env: NodeJS.ProcessEnv): Config["s3"] {
  const endpoint = env["BATON_S3_ENDPOINT"];
  if (!endpoint) return null;
  const bucket = env["BATON_S3_BUCKET"];
  const accessKeyId = env["BATON_S3_ACCESS_KEY_ID"];
  const secretAccessKey = env["BATON_S3_SECRET_ACCESS_KEY"];
  if (!bucket || !accessKeyId || !secretAccessKey) {
    throw new Error(
      "BATON_S3_ENDPOINT also needs BATON_S3_BUCKET, BATON_S3_ACCESS_KEY_ID and BATON_S3_SECRET_ACCESS_KEY.",
    );
  }
  return {
    endpoint: endpoint.replace(/\/+$/, ""),
    bucket,
    accessKeyId,
    secretAccessKey,
    region: env["BATON_S3_REGION"] ?? "us-east-1",
  };
}
