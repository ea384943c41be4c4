import { useTranslation } from "react-i18next";
import type { MailProvider } from "../../../shared/mail-oauth.ts";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";
import { Card } from "../parts/Screen.tsx";
import { type Security, type ServerDraft, withSecurity } from "./draft.ts";
import { Folders } from "./Folders.tsx";

const securities: readonly Security[] = ["tls", "starttls", "none"];

interface Props {
  /** The inbox whose mailbox can be asked now; null: it is not kept yet. */
  inboxId: string | null;
  kind: "imap" | "smtp";
  server: ServerDraft;
  /** The server is known already, so it has a password that can stay. */
  stored: boolean;
  /** The domain of the inbox's address, for an example. */
  domain: string;
  wrong: Record<string, string>;
  /** The provider at which the inbox signs in instead; null: by password. */
  granted: MailProvider | null;
  onChange: (server: ServerDraft) => void;
}

/** How a mailbox or a mail server is reached; its password goes in and is never shown again. */
export function ServerFields({ inboxId, kind, server, stored, domain, wrong, granted, onChange }: Props) {
  const { t } = useTranslation();
  const set = (change: Partial<ServerDraft>) => onChange({ ...server, ...change });

  return (
    <Card className="flex flex-col gap-4 p-4">
      <Switch checked={server.on} onChange={(on) => set({ on })} hint={t(`inboxSettings.${kind}.hint`)}>
        {t(`inboxSettings.${kind}.on`)}
      </Switch>
      {server.on && (
        <div
          role="group"
          aria-label={t(`inboxSettings.${kind}.on`)}
          className="grid grid-cols-1 gap-4 sm:grid-cols-6"
        >
          <Field
            label={t("inboxSettings.server.host")}
            error={wrong[`${kind}.host`]}
            className="sm:col-span-4"
          >
            <Input
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              placeholder={`${kind}.${domain}`}
              value={server.host}
              onValueChange={(host: string) => set({ host })}
            />
          </Field>
          <Field
            label={t("inboxSettings.server.port")}
            error={wrong[`${kind}.port`]}
            className="sm:col-span-2"
          >
            <Input
              dir="ltr"
              inputMode="numeric"
              autoComplete="off"
              value={server.port}
              onValueChange={(port: string) => set({ port })}
            />
          </Field>
          <Field
            label={t("inboxSettings.server.security")}
            hint={server.security === "none" ? t("inboxSettings.server.noneHint") : undefined}
            error={wrong[`${kind}.security`]}
            className="sm:col-span-6"
          >
            <Select
              value={server.security}
              onChange={(security) => onChange(withSecurity(kind, server, security))}
              items={securities.map((value) => ({
                value,
                label: t(`inboxSettings.server.securities.${value}`),
              }))}
            />
          </Field>
          <Field
            label={t("inboxSettings.server.user")}
            error={wrong[`${kind}.user`]}
            className="sm:col-span-3"
          >
            <Input
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              value={server.user}
              onValueChange={(user: string) => set({ user })}
            />
          </Field>
          {granted ? (
            <p className="self-end pb-1.5 text-soft sm:col-span-3">
              {t("mailGrant.noPassword", { provider: t(`mailGrant.providers.${granted}`) })}
            </p>
          ) : (
            <Field
              label={t("people.password")}
              hint={stored ? t("inboxSettings.server.passwordStays") : t("inboxSettings.server.passwordHint")}
              error={wrong[`${kind}.password`]}
              className="sm:col-span-3"
            >
              <Input
                type="password"
                dir="ltr"
                autoComplete="new-password"
                placeholder={stored ? t("inboxSettings.server.passwordKept") : ""}
                value={server.password}
                onValueChange={(password: string) => set({ password })}
              />
            </Field>
          )}
          {kind === "imap" &&
            (inboxId ? (
              <Folders
                inboxId={inboxId}
                folders={server.folders ?? ["INBOX"]}
                onChange={(folders) => set({ folders })}
              />
            ) : (
              <p className="text-xs text-faint sm:col-span-6">{t("mailFolders.saveFirst")}</p>
            ))}
        </div>
      )}
    </Card>
  );
}
