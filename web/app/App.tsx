import { DirectionProvider } from "@base-ui/react/direction-provider";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { lazy, Suspense, useEffect } from "react";
import { useTranslation } from "react-i18next";
import { directionOf } from "../../shared/languages.ts";
import { onSignedOut } from "../lib/call.ts";
import { spoken } from "../lib/i18n.ts";
import { listenForKeys } from "../lib/keyboard.ts";
import { createQueryClient } from "../lib/query.ts";
import { meQuery } from "../people/people.ts";
import { LiveRegion } from "../ui/LiveRegion.tsx";
import { Tooltips } from "../ui/Tooltips.tsx";
import { createAppRouter } from "./router.tsx";

const Toaster = lazy(() => import("../ui/Toaster.tsx").then((file) => ({ default: file.Toaster })));
const queries = createQueryClient();
const router = createAppRouter(queries);

// Only somebody who was inside is sent to the door; the door itself asks who one is, too.
onSignedOut(() => {
  if (!queries.getQueryData(meQuery.queryKey)) return;
  queries.removeQueries({ queryKey: meQuery.queryKey });
  void router.navigate({ to: "/sign-in", search: { next: router.state.location.href }, replace: true });
});

export function App() {
  useEffect(listenForKeys, []);
  // Asked here so that a change of language draws the providers anew.
  useTranslation();
  return (
    <QueryClientProvider client={queries}>
      <DirectionProvider direction={directionOf(spoken())}>
        <RouterProvider router={router} />
        <Suspense fallback={null}>
          <Toaster />
        </Suspense>
        <LiveRegion />
        <Tooltips />
      </DirectionProvider>
    </QueryClientProvider>
  );
}
