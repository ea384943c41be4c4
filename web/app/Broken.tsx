import { Link, useRouter } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { draftOf, draftsHere } from "../conversations/composer/draft.ts";
import { parcels } from "../conversations/drafts/parcels.ts";
import { isPassing } from "../lib/problem.ts";
import { BatonMark } from "../ui/BatonMark.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";

const tryEvery = 10_000;

/** A page that could not be shown; when only the line is missing it comes by itself. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  const away = isPassing(error);
  useAgain(away, retry);
  return (
    <main className="grid min-h-full flex-1 place-items-center">
      <div>
        <ErrorState
          error={error}
          onRetry={retry}
          wayOut={
            <Link to="/" className="rounded text-coral-ink underline underline-offset-2">
              {t("ui.toInbox")}
            </Link>
          }
        />
        {away && <Kept />}
      </div>
    </main>
  );
}

/** What is safe in this browser meanwhile. */
function Kept() {
  const { t } = useTranslation();
  const written = draftsHere().filter((id) => {
    const { reply, note } = draftOf(id).get();
    return reply || note;
  });
  const count = written.length + parcels.get().length;
  return (
    <p className="-mt-10 px-6 pb-16 text-center text-soft">
      {t("offline.opensAlone")} {count > 0 && t("offline.kept", { count })}
    </p>
  );
}

function useAgain(wanted: boolean, again: () => void): void {
  const newest = useRef(again);
  useEffect(() => {
    newest.current = again;
  });
  useEffect(() => {
    if (!wanted) return;
    const run = () => newest.current();
    const timer = setInterval(run, tryEvery);
    window.addEventListener("online", run);
    return () => {
      clearInterval(timer);
      window.removeEventListener("online", run);
    };
  }, [wanted]);
}

/** An address that leads nowhere. */
export function NothingHere() {
  const { t } = useTranslation();
  return (
    <main className="grid min-h-full flex-1 place-items-center px-6 text-center">
      <div>
        <BatonMark className="mx-auto mb-4 size-9" />
        <h1 className="text-base font-medium">{t("ui.nothingHere")}</h1>
        <Link to="/" className="mt-2 inline-block rounded text-coral-ink underline underline-offset-2">
          {t("ui.toInbox")}
        </Link>
      </div>
    </main>
  );
}
