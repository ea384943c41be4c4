import type { MailGrant, MailGrantBody, MailProvider } from "../../../../shared/mail-oauth.ts";

/** A sign-in as it is being typed; everything but the provider is text. */
export interface GrantDraft {
  provider: MailProvider;
  clientId: string;
  clientSecret: string;
  mailbox: string;
  tenant: string;
  authorizeUrl: string;
  tokenUrl: string;
  scope: string;
}

/** What is known of a sign-in as a form; a secret is never known. */
export function draftOf(grant: MailGrant | null, address: string): GrantDraft {
  const other = grant?.provider === "other";
  return {
    provider: grant?.provider ?? "microsoft",
    clientId: grant?.clientId ?? "",
    clientSecret: "",
    mailbox: grant?.mailbox ?? address,
    tenant: tenantOf(grant),
    authorizeUrl: other ? grant.authorizeUrl : "",
    tokenUrl: other ? grant.tokenUrl : "",
    scope: "",
  };
}

/** Microsoft's directory stands in the address; "common" is none in particular. */
function tenantOf(grant: MailGrant | null): string {
  if (grant?.provider !== "microsoft") return "";
  const tenant = /^https:\/\/[^/]+\/([^/]+)\//.exec(grant.tokenUrl)?.[1] ?? "";
  return tenant === "common" ? "" : tenant;
}

/** What is sent: only what belongs to the provider, and nothing that was left empty. */
export function bodyOf(draft: GrantDraft): MailGrantBody {
  const { provider, clientId, clientSecret } = draft;
  const [mailbox, tenant] = [draft.mailbox.trim(), draft.tenant.trim()];
  return {
    provider,
    clientId: clientId.trim(),
    ...(clientSecret && { clientSecret }),
    ...(mailbox && { mailbox }),
    ...(provider === "microsoft" && tenant && { tenant }),
    ...(provider === "other" && {
      authorizeUrl: draft.authorizeUrl.trim(),
      tokenUrl: draft.tokenUrl.trim(),
      scope: draft.scope.trim(),
    }),
  };
}
