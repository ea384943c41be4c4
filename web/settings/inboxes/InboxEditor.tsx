import { ChevronLeft } from "lucide-react";
import { useTranslation } from "react-i18next";
import { changeInbox, createInbox, type Inbox, listInboxes } from "../../../shared/email.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ChangedBy } from "../parts/ChangedBy.tsx";
import { EditForm } from "../parts/EditForm.tsx";
import { LeaveGuard } from "../parts/LeaveGuard.tsx";
import { SaveBar } from "../parts/SaveBar.tsx";
import { Card, Screen, Section } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { TestButton, TestSteps } from "./ConnectionTest.tsx";
import { bodyOf, changedBody, draftOf } from "./draft.ts";
import { GrantSection } from "./grant/GrantSection.tsx";
import { useGranted } from "./grant/granted.ts";
import { HowMailArrives } from "./HowMailArrives.tsx";
import { HookSection } from "./hooks/HookSection.tsx";
import { InboxFields } from "./InboxFields.tsx";
import { LayoutSection } from "./outgoing/LayoutSection.tsx";
import { LimitsSection } from "./outgoing/LimitsSection.tsx";
import { ServerFields } from "./ServerFields.tsx";
import { Trouble } from "./Trouble.tsx";
import { useConnectionTest } from "./use-connection-test.ts";

interface Props {
  /** Null: a new one. */
  inbox: Inbox | null;
  /** Opens an inbox by its id; "" is the list. */
  onOpen: (id: string) => void;
}

/** Makes or changes an inbox. */
export function InboxEditor({ inbox, onOpen }: Props) {
  const { t } = useTranslation();
  const renew = useRenew(listInboxes);
  const form = useForm({
    stored: draftOf(inbox),
    save: (draft) => {
      if (!inbox) return call(createInbox, { body: bodyOf(draft) });
      return call(changeInbox, { params: { id: inbox.id }, body: changedBody(draft, inbox) });
    },
    onSaved: (saved) => {
      renew();
      toast(t(inbox ? "inboxSettings.saved" : "inboxSettings.made", { address: saved.address }));
      if (!inbox) onOpen(saved.id);
    },
  });
  const { value, set, wrong } = form;
  const granted = useGranted(inbox?.id);
  const domain = value.address.split("@")[1] || "example.com";

  return (
    <Screen
      title={inbox ? inbox.name : t("inboxSettings.new")}
      lead={t(inbox ? "inboxSettings.editLead" : "inboxSettings.newLead")}
      action={
        <Button
          look="plain"
          icon={<ChevronLeft className="size-4 rtl:rotate-180" />}
          onClick={() => onOpen("")}
        >
          {t("inboxSettings.back")}
        </Button>
      }
    >
      <LeaveGuard unsaved={form.unsaved} />
      {inbox?.trouble.map((one) => (
        <Trouble key={one.where} trouble={one} />
      ))}
      <ChangedBy id={inbox?.id} />
      <EditForm form={form} className="flex flex-col gap-6">
        <InboxFields form={form} />
        <Section title={t("inboxSettings.servers")} hint={t("inboxSettings.serversHint")}>
          <div className="flex flex-col gap-3">
            {(["imap", "smtp"] as const).map((kind) => (
              <ServerFields
                key={kind}
                inboxId={inbox?.imap ? inbox.id : null}
                kind={kind}
                server={value[kind]}
                stored={Boolean(inbox?.[kind])}
                domain={domain}
                wrong={wrong}
                granted={granted}
                onChange={(server) => set({ [kind]: server })}
              />
            ))}
          </div>
        </Section>
        {inbox ? (
          <SaveBar form={form} />
        ) : (
          <div className="flex flex-col gap-2">
            <ErrorLine error={form.problem} />
            <Button type="submit" look="primary" className="self-end" busy={form.busy}>
              {t("inboxSettings.make")}
            </Button>
          </div>
        )}
      </EditForm>
      {inbox && <GrantSection inbox={inbox} />}
      {inbox && (inbox.imap || inbox.smtp) && <TestSection inboxId={inbox.id} dirty={form.dirty} />}
      {!value.imap.on && <HowMailArrives address={value.address} />}
      {inbox && <LayoutSection inboxId={inbox.id} signature={inbox.signature} />}
      {inbox && <LimitsSection inboxId={inbox.id} />}
      {inbox && <HookSection inboxId={inbox.id} />}
    </Screen>
  );
}

function TestSection({ inboxId, dirty }: { inboxId: string; dirty: boolean }) {
  const { t } = useTranslation();
  const test = useConnectionTest(inboxId);
  return (
    <Section title={t("inboxSettings.test.title")} hint={t("inboxSettings.test.hint")}>
      <Card>
        <div className="flex flex-wrap items-center gap-3">
          <TestButton test={test} />
          {dirty && <p className="text-soon">{t("inboxSettings.test.unsaved")}</p>}
        </div>
        <TestSteps test={test} />
      </Card>
    </Section>
  );
}
