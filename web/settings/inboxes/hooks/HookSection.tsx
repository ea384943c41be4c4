import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Reply } from "../../../../shared/endpoint.ts";
import {
  type createInboundHook,
  type InboundHook,
  listInboundHooks,
  removeInboundHook,
} from "../../../../shared/inbound-hooks.ts";
import { call } from "../../../lib/call.ts";
import { queryOf } from "../../../lib/query.ts";
import { Button } from "../../../ui/Button.tsx";
import { toast } from "../../../ui/Toast.tsx";
import { ConfirmDialog } from "../../parts/ConfirmDialog.tsx";
import { Loaded } from "../../parts/Loaded.tsx";
import { Rows, Section } from "../../parts/Screen.tsx";
import { useRenew } from "../../parts/use-act.ts";
import { HookMade } from "./HookMade.tsx";
import { HookRow } from "./HookRow.tsx";
import { NewHookDialog } from "./NewHookDialog.tsx";

/** Mail services that hand over mail of an inbox by HTTP. */
export function HookSection({ inboxId }: { inboxId: string }) {
  const { t } = useTranslation();
  const renew = useRenew(listInboundHooks);
  const hooks = useQuery(queryOf(listInboundHooks, {}));
  const [adding, setAdding] = useState(false);
  const [made, setMade] = useState<Reply<typeof createInboundHook> | null>(null);
  const [removing, setRemoving] = useState<InboundHook | null>(null);
  const providerOf = (hook: InboundHook) => t(`mailHooks.providers.${hook.provider}`);

  return (
    <Section
      title={t("mailHooks.title")}
      hint={t("mailHooks.hint")}
      action={
        <Button size="sm" icon={<Plus className="size-3.5" />} onClick={() => setAdding(true)}>
          {t("mailHooks.add")}
        </Button>
      }
    >
      <Loaded query={hooks} rows={1}>
        {({ items }) => {
          const own = items.filter((hook) => hook.inboxId === inboxId);
          return own.length === 0 ? (
            <p className="rounded-xl border border-line bg-surface px-4 py-3 text-soft">
              {t("mailHooks.none")}
            </p>
          ) : (
            <Rows label={t("mailHooks.title")}>
              {own.map((hook) => (
                <HookRow key={hook.id} hook={hook} onRemove={() => setRemoving(hook)} />
              ))}
            </Rows>
          );
        }}
      </Loaded>
      {adding && (
        <NewHookDialog
          inboxId={inboxId}
          onMade={(reply) => {
            renew();
            setAdding(false);
            setMade(reply);
          }}
          onClose={() => setAdding(false)}
        />
      )}
      {made && <HookMade made={made} onClose={() => setMade(null)} />}
      {removing && (
        <ConfirmDialog
          title={t("mailHooks.removeTitle", { provider: providerOf(removing) })}
          description={t("mailHooks.removeText")}
          act={t("mailHooks.remove")}
          run={() => call(removeInboundHook, { params: { id: removing.id } })}
          onDone={() => {
            renew();
            toast(t("mailHooks.removed", { provider: providerOf(removing) }));
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </Section>
  );
}
