import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Store } from "lucide-react";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { type Demo, fillDemo, getDemo, removeDemo } from "../../shared/demo.ts";
import { call } from "../lib/call.ts";
import { queryOf } from "../lib/query.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorLine } from "../ui/ErrorState.tsx";

const demoQuery = queryOf(getDemo, {});
const moving = (demo: Demo | undefined) => demo?.state === "filling" || demo?.state === "removing";

/** A shop that never was, to look around in: in with one click, and out again with one. */
export function DemoStep() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { data: demo } = useQuery({
    ...demoQuery,
    refetchInterval: ({ state }) => (moving(state.data) ? 700 : false),
  });
  const act = useMutation({
    mutationFn: (fill: boolean) => (fill ? call(fillDemo, {}) : call(removeDemo, {})),
    onSuccess: (next) => queries.setQueryData(demoQuery.queryKey, next),
  });

  // Everything on every screen changed, and not by events alone.
  const state = demo?.state;
  const wasMoving = useRef(false);
  useEffect(() => {
    if (wasMoving.current && (state === "filled" || state === "none")) void queries.invalidateQueries();
    wasMoving.current = state === "filling" || state === "removing";
  }, [state, queries]);

  if (!demo) return null;
  return (
    <div className="rounded-lg border border-dashed border-field px-4 py-3">
      <div className="flex flex-wrap items-center gap-4">
        <Store className="size-6 shrink-0 stroke-[1.5] text-faint" aria-hidden="true" />
        <div className="min-w-48 flex-1">
          <p className="font-medium">{t(`people.demo.${demo.state}.title`)}</p>
          <p className="text-soft">{t(`people.demo.${demo.state}.text`)}</p>
        </div>
        {moving(demo) ? (
          <progress
            value={demo.done}
            max={demo.total || 1}
            aria-label={t(`people.demo.${demo.state}.title`)}
            className="h-1.5 w-32 appearance-none overflow-hidden rounded-full [&::-webkit-progress-bar]:bg-hover [&::-webkit-progress-value]:bg-coral"
          />
        ) : (
          <Button busy={act.isPending} onClick={() => act.mutate(demo.state === "none")}>
            {t(demo.state === "none" ? "people.demo.fill" : "people.demo.remove")}
          </Button>
        )}
      </div>
      <ErrorLine error={act.error} />
    </div>
  );
}
