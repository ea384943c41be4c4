import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import {
  AlarmClock,
  AlarmClockOff,
  CheckCheck,
  CircleDot,
  Eye,
  EyeOff,
  Flag,
  FolderTree,
  Handshake,
  Hourglass,
  Merge,
  MoreHorizontal,
  Pause,
  RotateCcw,
  Sprout,
  Tags,
  TextCursorInput,
  UserRound,
  X,
} from "lucide-react";
import { lazy, type ReactNode, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { type BulkAction, type BulkSelection, countBulk, startBulk } from "../../shared/bulk.ts";
import { type Action, useActions } from "../lib/actions.ts";
import { call } from "../lib/call.ts";
import { needWords } from "../lib/i18n.ts";
import { asProblem } from "../lib/problem.ts";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Menu, MenuItem } from "../ui/Menu.tsx";
import { problemText } from "../ui/problem-text.ts";
import { toast } from "../ui/Toast.tsx";
import { BulkDialog } from "./BulkDialog.tsx";
import { type BulkAct, bulkActs, isAtOnce } from "./bulk-acts.ts";
import { bulksQuery } from "./bulks.ts";

const MergeDialog = lazy(async () => {
  const [file] = await Promise.all([
    import("../conversations/merging/MergeDialog.tsx"),
    needWords("merging"),
  ]);
  return { default: file.MergeDialog };
});
/** As many as one merge takes, and the one that stays. */
const mostMerged = 21;

interface Props {
  selection: BulkSelection;
  /** How many are selected one by one; null when it is everything in the view. */
  chosen: number | null;
  onAll: (() => void) | undefined;
  onClear: () => void;
}

const icons: Record<BulkAct, ReactNode> = {
  assign: <UserRound />,
  resolve: <CheckCheck />,
  prioritise: <Flag />,
  tag: <Tags />,
  status: <CircleDot />,
  classify: <FolderTree />,
  rootCause: <Sprout />,
  fill: <TextCursorInput />,
  hold: <Pause />,
  snooze: <AlarmClock />,
  promise: <Handshake />,
  wait: <Hourglass />,
  wake: <AlarmClockOff />,
  reopen: <RotateCcw />,
  follow: <Eye />,
  unfollow: <EyeOff />,
};
const inFront = bulkActs.slice(0, 5);
const behind = bulkActs.slice(5);
/** The keys that do the same to the one that is open. */
const keys: Partial<Record<BulkAct, string>> = { assign: "a", snooze: "s", promise: "p", resolve: "e" };

/** What can be done to the selected, how many they are, and the way to all of the view. */
export function BulkBar({ selection, chosen, onAll, onClear }: Props) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [open, setOpen] = useState<BulkAct | null>(null);
  const [merging, setMerging] = useState(false);
  const ids = "ids" in selection ? selection.ids : [];
  const mergeable = ids.length >= 2 && ids.length <= mostMerged;
  const all = useQuery({
    queryKey: [countBulk.path, JSON.stringify(selection)],
    queryFn: () => call(countBulk, { body: { selection } }),
    enabled: chosen === null,
    retry: false,
  });
  const count = chosen ?? all.data?.total ?? null;
  const start = useMutation({
    mutationFn: (action: BulkAction) => call(startBulk, { body: { selection, action } }),
    onSuccess: () => {
      setOpen(null);
      onClear();
      void queries.invalidateQueries({ queryKey: bulksQuery.queryKey });
    },
    onError: (error) => {
      const { title, remedy } = problemText(asProblem(error));
      toast.error(title, { description: remedy });
    },
  });
  const begin = (act: BulkAct) => (isAtOnce(act) ? start.mutate({ do: act }) : setOpen(act));

  // While several are selected the keys mean them: these stand for the open conversation's of the same name.
  const merge: Action = {
    id: "conversation.merge",
    group: "list",
    title: "actions.mergeThese",
    keys: "l m",
    run: () => setMerging(true),
  };
  useActions([
    ...bulkActs.map(
      (act): Action => ({
        id: keys[act] ? `conversation.${act}` : `bulk.${act}`,
        group: "list",
        title: `lists.actions.bulk.${act}`,
        ...(keys[act] && { keys: keys[act] }),
        run: () => begin(act),
      }),
    ),
    ...(mergeable ? [merge] : []),
  ]);

  const says =
    chosen !== null
      ? t("bulk.selected", { count: chosen })
      : count === null
        ? t("bulk.allCounting")
        : t("bulk.allOfView", { count });

  return (
    <section
      data-bulk-bar
      aria-label={t("bulk.bar")}
      className="@container border-t border-line bg-surface px-3 py-2 shadow-float"
    >
      <div className="flex items-center gap-2">
        <p role="status" className="figures min-w-0 flex-1 truncate font-medium">
          {says}
        </p>
        {chosen !== null && onAll && (
          <Button size="sm" look="plain" keys="mod+a" onClick={onAll}>
            {t("bulk.selectAll")}
          </Button>
        )}
        <IconButton label={t("bulk.clear")} onClick={onClear}>
          <X />
        </IconButton>
      </div>
      {all.error && <p className="text-late">{problemText(asProblem(all.error)).remedy}</p>}
      <div className="mt-1 flex flex-wrap items-center gap-1">
        {inFront.map((act) => (
          <Front
            key={act}
            label={t(`bulk.acts.${act}`)}
            keys={keys[act]}
            icon={icons[act]}
            disabled={start.isPending}
            onClick={() => begin(act)}
          />
        ))}
        <Menu
          side="top"
          trigger={
            <IconButton label={t("bulk.more")} disabled={start.isPending}>
              <MoreHorizontal />
            </IconButton>
          }
        >
          {mergeable && (
            <MenuItem icon={<Merge />} keys="l m" onSelect={() => setMerging(true)}>
              {t("actions.mergeThese")}
            </MenuItem>
          )}
          {behind.map((act) => (
            <MenuItem key={act} icon={icons[act]} onSelect={() => begin(act)}>
              {t(`bulk.acts.${act}`)}
            </MenuItem>
          ))}
        </Menu>
      </div>
      <Suspense fallback={null}>
        {merging && mergeable && (
          <MergeDialog
            id={ids[0] ?? ""}
            others={ids.slice(1)}
            onClose={() => setMerging(false)}
            onMerged={onClear}
          />
        )}
      </Suspense>
      {open && (
        <BulkDialog
          act={open}
          selection={selection}
          count={count}
          busy={start.isPending}
          onDo={(action) => start.mutate(action)}
          onClose={() => setOpen(null)}
        />
      )}
    </section>
  );
}

interface FrontProps {
  label: string;
  keys: string | undefined;
  icon: ReactNode;
  disabled: boolean;
  onClick: () => void;
}

/** In words where there is room for them; a narrow list leaves the picture alone. */
function Front({ label, keys, icon, ...rest }: FrontProps) {
  return (
    <>
      <IconButton label={label} keys={keys} className="@2xl:hidden" {...rest}>
        {icon}
      </IconButton>
      <span className="hidden @2xl:contents">
        <Button
          size="sm"
          look="plain"
          icon={icon}
          className="[&_svg]:size-4"
          {...(keys && { keys })}
          {...rest}
        >
          {label}
        </Button>
      </span>
    </>
  );
}
