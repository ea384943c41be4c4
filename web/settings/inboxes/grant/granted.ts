import { useQuery } from "@tanstack/react-query";
import { getMailGrant, type MailProvider } from "../../../../shared/mail-oauth.ts";
import { queryOf } from "../../../lib/query.ts";

/** The provider at which an inbox signs in without a password; null: by password, or not known yet. */
export function useGranted(inboxId: string | undefined): MailProvider | null {
  const { data } = useQuery({
    ...queryOf(getMailGrant, { params: { id: inboxId ?? "" } }),
    enabled: inboxId !== undefined,
  });
  const grant = data?.grant;
  return grant && grant.state !== "asked" ? grant.provider : null;
}
