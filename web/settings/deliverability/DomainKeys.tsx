import { KeyRound } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  createDkimKey,
  type DkimKey,
  getDeliverability,
  listMailDomains,
  removeDkimKey,
} from "../../../shared/deliverability.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Rows, Section } from "../parts/Screen.tsx";
import { useAct, useRenew } from "../parts/use-act.ts";
import { KeyRow } from "./KeyRow.tsx";

/** The keys that sign a domain's mail: made here, seen in DNS, replaced without a gap. */
export function DomainKeys({ domain, keys }: { domain: string; keys: readonly DkimKey[] }) {
  const { t } = useTranslation();
  const act = useAct(listMailDomains, getDeliverability);
  const renew = useRenew(listMailDomains, getDeliverability);
  const [removing, setRemoving] = useState<DkimKey | null>(null);
  const active = keys.filter(({ state }) => state === "active");
  const waiting = keys.some(({ state, algorithm }) => state === "waiting" && algorithm === "rsa");
  const usual = keys.filter(({ algorithm }) => algorithm === "rsa");
  const make = (algorithm: DkimKey["algorithm"]) =>
    act.mutate({
      run: () => call(createDkimKey, { body: { domain, algorithm } }),
      done: t("deliverability.keys.made"),
    });

  return (
    <Section
      title={t("deliverability.keys.title", { domain })}
      hint={t(active.length > 0 ? "deliverability.keys.rotateHint" : "deliverability.keys.hint")}
      action={
        <div className="flex flex-wrap gap-2">
          {usual.length > 0 && usual.length === keys.length && (
            <Button
              size="sm"
              title={t("mailOut.keys.secondHint")}
              busy={act.isPending}
              onClick={() => make("ed25519")}
            >
              {t("mailOut.keys.second")}
            </Button>
          )}
          {!waiting && (
            <Button
              size="sm"
              icon={<KeyRound className="size-3.5" />}
              busy={act.isPending}
              onClick={() => make("rsa")}
            >
              {t(usual.length > 0 ? "deliverability.keys.rotate" : "deliverability.keys.make")}
            </Button>
          )}
        </div>
      }
    >
      {keys.length === 0 ? (
        <p className="rounded-xl border border-line bg-surface px-4 py-3 text-soft">
          {t("deliverability.keys.none")}
        </p>
      ) : (
        <Rows label={t("deliverability.keys.title", { domain })}>
          {keys.map((key) => (
            <KeyRow key={key.id} dkimKey={key} onRemove={() => setRemoving(key)} />
          ))}
        </Rows>
      )}
      {removing && (
        <ConfirmDialog
          title={t("deliverability.keys.removeTitle", { selector: removing.selector })}
          description={t("deliverability.keys.removeText")}
          act={t("settings.remove")}
          run={() => call(removeDkimKey, { params: { id: removing.id } })}
          onDone={() => {
            renew();
            toast(t("deliverability.keys.removed"));
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        >
          {removing.state === "active" && active.length === 1 && (
            <p className="rounded-md bg-soon-soft px-3 py-2 text-soon">
              {t("deliverability.keys.removeLast", { domain })}
            </p>
          )}
        </ConfirmDialog>
      )}
    </Section>
  );
}
