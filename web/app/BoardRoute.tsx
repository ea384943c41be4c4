import { lazy, type ReactNode, Suspense } from "react";
import { useTranslation } from "react-i18next";
import type { Permission } from "../../shared/permissions.ts";
import { BoardPage } from "../insights/BoardPage.tsx";
import { LeadBoardPage } from "../insights/live/LeadBoardPage.tsx";
import { needWords } from "../lib/i18n.ts";
import { useMay } from "../people/people.ts";

const Closed = lazy(async () => {
  const [file] = await Promise.all([import("../settings/roles/Closed.tsx"), needWords("settings")]);
  return { default: file.Closed };
});

interface Props {
  permission: Permission;
  title: string;
  children: ReactNode;
}

function OnlyWith({ permission, title, children }: Props) {
  if (useMay(permission)) return children;
  return (
    <main className="min-h-0 flex-1 overflow-y-auto px-6 py-8">
      <Suspense fallback={null}>
        <Closed title={title} permission={permission} />
      </Suspense>
    </main>
  );
}

/** The figures, for whoever may see them. */
export function BoardRoute() {
  const { t } = useTranslation();
  return (
    <OnlyWith permission="figures.read" title={t("shell.board")}>
      <BoardPage />
    </OnlyWith>
  );
}

/** The live board, for whoever may see it. */
export function LiveBoardRoute() {
  const { t } = useTranslation();
  return (
    <OnlyWith permission="figures.live" title={t("leadBoard.title")}>
      <LeadBoardPage />
    </OnlyWith>
  );
}
