import { Link, useRouter } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { BatonMark } from "../ui/BatonMark.tsx";
import { ErrorState } from "../ui/ErrorState.tsx";

/** A page that could not be shown. */
export function Broken({ error, reset }: { error: unknown; reset: () => void }) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <main className="grid min-h-full flex-1 place-items-center">
      <ErrorState error={error} onRetry={retry} />
    </main>
  );
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
