import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type ApiKey, listKeys, revokeKey } from "../../../shared/keys.ts";
import { useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Mark } from "../parts/Mark.tsx";
import { Rows, Screen } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { NewKeyDialog } from "./NewKeyDialog.tsx";
import { areas, reachOf } from "./scope.ts";

/** The keys with which programs come in. */
export default function KeysScreen() {
  const { t } = useTranslation();
  const keys = useQuery(queryOf(listKeys, {}));
  const renew = useRenew(listKeys);
  const [making, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiKey | null>(null);
  useActions([
    { id: "settings.new", group: "list", title: "settings.keys.new", keys: "c", run: () => setMaking(true) },
  ]);
  const button = (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={() => setMaking(true)}>
      {t("settings.keys.new")}
    </Button>
  );

  return (
    <Screen
      title={t("settings.keys.title")}
      lead={t("settings.keys.lead")}
      action={Boolean(keys.data?.items.length) && button}
    >
      <Loaded query={keys}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<KeyRound />} title={t("settings.keys.emptyTitle")} action={button}>
              {t("settings.keys.empty")}
            </EmptyState>
          ) : (
            <Rows label={t("settings.keys.title")}>
              {items.map((key) => (
                <KeyRow key={key.id} apiKey={key} onEnd={() => setEnding(key)} />
              ))}
            </Rows>
          )
        }
      </Loaded>
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
      {ending && (
        <ConfirmDialog
          title={t("settings.keys.endTitle", { name: ending.name })}
          description={t("settings.keys.endText")}
          act={t("settings.keys.end")}
          run={() => call(revokeKey, { params: { id: ending.id } })}
          onDone={() => {
            renew();
            toast(t("settings.keys.ended", { name: ending.name }));
            setEnding(null);
          }}
          onClose={() => setEnding(null)}
        />
      )}
    </Screen>
  );
}

function KeyRow({ apiKey, onEnd }: { apiKey: ApiKey; onEnd: () => void }) {
  const { t } = useTranslation();
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="min-w-0 flex-1">
        <p className="truncate font-medium">{apiKey.name}</p>
        <p className="text-xs text-faint">
          {t("settings.keys.made")} <RelativeTime at={apiKey.createdAt} /> ·{" "}
          {apiKey.lastUsedAt ? (
            <>
              {t("settings.keys.used")} <RelativeTime at={apiKey.lastUsedAt} />
            </>
          ) : (
            t("settings.keys.neverUsed")
          )}
        </p>
        <p className="mt-1.5 flex flex-wrap gap-1">
          {areas.map((area) => {
            const reach = reachOf(apiKey.scopes, area);
            return (
              reach !== "none" && (
                <Mark key={area}>
                  {t(`settings.keys.areas.${area}`)}: {t(`settings.keys.reach.${reach}`)}
                </Mark>
              )
            );
          })}
        </p>
      </div>
      <Button
        size="sm"
        look="danger"
        onClick={onEnd}
        aria-label={t("settings.keys.endNamed", { name: apiKey.name })}
      >
        {t("settings.keys.end")}
      </Button>
    </li>
  );
}
