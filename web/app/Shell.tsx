import { useQueryClient } from "@tanstack/react-query";
import { Outlet, useRouter } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { BulkHost } from "../bulk/BulkHost.tsx";
import { MyDrafts } from "../conversations/drafts/MyDrafts.tsx";
import { goLive } from "../lib/go-live.ts";
import { needWords, speak } from "../lib/i18n.ts";
import { useStore } from "../lib/store.ts";
import { typeAhead } from "../lib/type-ahead.ts";
import { NoticeHost } from "../notifications/NoticeHost.tsx";
import { languageOf } from "../people/my-language.ts";
import { meQuery, useMe } from "../people/people.ts";
import { useFreshRights } from "../people/use-fresh-rights.ts";
import { tourStep } from "../tour/tour.ts";
import { ViewHost } from "../views/ViewHost.tsx";
import { useGeneralActions } from "./general-actions.ts";
import { LiveBanner } from "./LiveBanner.tsx";
import { Rail } from "./Rail.tsx";
import { TroubleBanner } from "./TroubleBanner.tsx";
import { VersionBar } from "./VersionBar.tsx";

const Palette = lazy(() => import("./Palette.tsx").then(({ Palette }) => ({ default: Palette })));
const Tour = lazy(async () => ({
  default: (await Promise.all([import("../tour/Tour.tsx"), needWords("tour")]))[0].Tour,
}));
const KeySheet = lazy(() => import("./KeySheet.tsx").then(({ KeySheet }) => ({ default: KeySheet })));

/** Everything inside: the rail, the page, and what lies over both. */
export function Shell() {
  const { t } = useTranslation();
  const me = useMe();
  const { id } = me;
  useFreshRights(me);
  const queries = useQueryClient();
  const router = useRouter();
  const touring = useStore(tourStep) !== null;
  const [over, setOver] = useState<"palette" | "keys" | null>(null);

  useEffect(() => {
    // The line was refused: ask who we are, which leads to the door when we are nobody.
    const refused = () => void queries.invalidateQueries({ queryKey: meQuery.queryKey });
    return goLive(queries, refused);
  }, [queries, id]);

  // The choice may have been made in another tab, or the workspace's may have changed.
  const language = languageOf(me);
  useEffect(() => void speak(language), [language]);

  // A palette that is open already has the focus: nothing is typed ahead of it.
  const openPalette = () => {
    if (over !== "palette") typeAhead.begin(close);
    setOver("palette");
  };
  const close = () => {
    typeAhead.end();
    setOver(null);
  };
  useEffect(() => () => void typeAhead.end(), []);

  useGeneralActions({
    openPalette,
    openKeys: () => setOver("keys"),
    go: (to) => void router.navigate({ to }),
  });

  return (
    <div className="flex h-dvh flex-col-reverse md:flex-row">
      <a href="#content" className="sr-only z-50 rounded-md bg-surface p-2 focus:not-sr-only focus:absolute">
        {t("shell.skip")}
      </a>
      <Rail onPalette={openPalette} onKeys={() => setOver("keys")} />
      <div id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 flex-col outline-none">
        <LiveBanner />
        <TroubleBanner />
        <VersionBar />
        {(me.tourDue || touring) && (
          // Nothing jumps when the offer is there.
          <Suspense fallback={me.tourDue && <div className="h-[41px] shrink-0 border-b border-line" />}>
            <Tour />
          </Suspense>
        )}
        <Outlet />
      </div>
      <Suspense fallback={null}>
        <MyDrafts />
        {over === "palette" && <Palette onClose={close} />}
        {over === "keys" && <KeySheet onClose={close} />}
      </Suspense>
      <ViewHost />
      <NoticeHost />
      {me.permissions.includes("conversations.bulk") && <BulkHost />}
    </div>
  );
}
