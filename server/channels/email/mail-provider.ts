import type { MailServer } from "../../../shared/email.ts";
import type { MailGrantBody } from "../../../shared/mail-oauth.ts";
import { Refusal } from "../../platform/errors.ts";

/** Where a provider asks its people, and where it gives out tokens. */
export interface ProviderAddresses {
  authorizeUrl: string;
  tokenUrl: string;
  scope: string;
}

interface Preset {
  addresses(tenant: string): ProviderAddresses;
  imap: Omit<MailServer, "user">;
  smtp: Omit<MailServer, "user">;
  /** What the address for asking needs besides, so that a refresh token comes back. */
  asking: Record<string, string>;
}

const presets: Record<"microsoft" | "google", Preset> = {
  microsoft: {
    addresses: (tenant) => ({
      authorizeUrl: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/authorize`,
      tokenUrl: `https://login.microsoftonline.com/${tenant}/oauth2/v2.0/token`,
      scope:
        "offline_access https://outlook.office.com/IMAP.AccessAsUser.All https://outlook.office.com/SMTP.Send",
    }),
    imap: { host: "outlook.office365.com", port: 993, security: "tls" },
    smtp: { host: "smtp.office365.com", port: 587, security: "starttls" },
    asking: { prompt: "select_account" },
  },
  google: {
    addresses: () => ({
      authorizeUrl: "https://accounts.google.com/o/oauth2/v2/auth",
      tokenUrl: "https://oauth2.googleapis.com/token",
      scope: "https://mail.google.com/",
    }),
    imap: { host: "imap.gmail.com", port: 993, security: "tls" },
    smtp: { host: "smtp.gmail.com", port: 465, security: "tls" },
    asking: { access_type: "offline", prompt: "consent" },
  },
};

/** The preset of a large provider; null for any other. */
export function presetOf(provider: string): Preset | null {
  return provider === "microsoft" || provider === "google" ? presets[provider] : null;
}

/** The addresses of a provider; refuses another one without its own. */
export function addressesOf({
  provider,
  tenant = "common",
  authorizeUrl,
  tokenUrl,
  scope = "",
}: MailGrantBody): ProviderAddresses {
  const preset = presetOf(provider);
  if (preset) return preset.addresses(tenant);
  if (authorizeUrl && tokenUrl) return { authorizeUrl, tokenUrl, scope };
  throw new Refusal("unprocessable", "Enter the provider's address for asking and its address for tokens.");
}
