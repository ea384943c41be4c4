import { useQuery } from "@tanstack/react-query";
import { Monitor, Smartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { listSessions, revokeSession, type Session } from "../../../shared/sign-in.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Mark } from "../parts/Mark.tsx";
import { Rows, Section } from "../parts/Screen.tsx";
import { useAct } from "../parts/use-act.ts";
import { readUserAgent } from "./browser-name.ts";

/** Every browser in which one is signed in, and the way to end what is not one's own. */
export function Sessions() {
  const { t } = useTranslation();
  const sessions = useQuery(queryOf(listSessions, {}));
  const act = useAct(listSessions);
  const others = sessions.data?.items.filter(({ current }) => !current) ?? [];
  const end = (some: readonly Session[]) =>
    act.mutate({
      run: () => Promise.all(some.map(({ id }) => call(revokeSession, { params: { id } }))),
      done: t("settings.account.ended", { count: some.length }),
    });

  return (
    <Section
      title={t("settings.account.sessions")}
      hint={t("settings.account.sessionsHint")}
      action={
        others.length > 1 && (
          <Button look="danger" size="sm" busy={act.isPending} onClick={() => end(others)}>
            {t("settings.account.endOthers")}
          </Button>
        )
      }
    >
      <Loaded query={sessions} rows={2}>
        {({ items }) => (
          <Rows label={t("settings.account.sessions")}>
            {items.map((session) => (
              <SessionRow
                key={session.id}
                session={session}
                busy={act.isPending}
                onEnd={() => end([session])}
              />
            ))}
          </Rows>
        )}
      </Loaded>
    </Section>
  );
}

function SessionRow({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  const { t } = useTranslation();
  const { browser, system } = readUserAgent(session.userAgent);
  const name =
    browser && system
      ? t("settings.account.browserOn", { browser, system })
      : (browser ?? system ?? (session.userAgent || t("settings.account.unknownBrowser")));
  const Icon = system === "iOS" || system === "Android" ? Smartphone : Monitor;

  return (
    <li className="flex items-center gap-3 px-4 py-3">
      <Icon className="size-5 shrink-0 stroke-[1.5] text-faint" aria-hidden="true" />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="max-w-full truncate font-medium" title={session.userAgent}>
            {name}
          </span>
          {session.current && <Mark tone="good">{t("settings.account.thisOne")}</Mark>}
        </p>
        <p className="text-xs text-faint">
          {session.ip} · {t("settings.account.lastSeen")} <RelativeTime at={session.lastSeenAt} /> ·{" "}
          {t("settings.account.since")} <RelativeTime at={session.createdAt} />
        </p>
      </div>
      {!session.current && (
        <Button
          size="sm"
          disabled={busy}
          onClick={onEnd}
          aria-label={t("settings.account.endThis", { name })}
        >
          {t("settings.account.end")}
        </Button>
      )}
    </li>
  );
}
