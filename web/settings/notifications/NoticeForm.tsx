import { useTranslation } from "react-i18next";
import type { Endpoint } from "../../../shared/endpoint.ts";
import type { NoticeSettings } from "../../../shared/notifications.ts";
import { Switch } from "../../ui/Switch.tsx";
import { toast } from "../../ui/Toast.tsx";
import { EditForm } from "../parts/EditForm.tsx";
import { LeaveGuard } from "../parts/LeaveGuard.tsx";
import { SaveBar } from "../parts/SaveBar.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useForm } from "../parts/use-form.ts";
import { WaysTable } from "./WaysTable.tsx";
import { WhenFields } from "./WhenFields.tsx";

interface Props {
  stored: NoticeSettings;
  /** The read that is asked again after saving. */
  read: Pick<Endpoint, "path">;
  save: (settings: NoticeSettings) => Promise<unknown>;
  /** What everybody begins with: nothing about one's own device. */
  forAll?: boolean;
}

/** How one is, or all are, told: kinds and ways, and when. */
export function NoticeForm({ stored, read, save, forAll = false }: Props) {
  const { t } = useTranslation();
  const renew = useRenew(read);
  const form = useForm({
    stored,
    save,
    onSaved: () => {
      renew();
      toast(t("noticeSettings.saved"));
    },
  });
  const { value, set } = form;

  return (
    <EditForm form={form} className="flex flex-col gap-6">
      <LeaveGuard unsaved={form.unsaved} />
      <Section title={t("noticeSettings.ways")} hint={t("noticeSettings.waysHint")}>
        <WaysTable ways={value.ways} onChange={(ways) => set({ ways })} />
      </Section>
      <Section title={t("noticeSettings.when")}>
        <Card className="flex flex-col gap-4 p-4">
          <WhenFields value={value} onChange={set} />
          <Switch
            checked={value.wordsInPush}
            onChange={(wordsInPush) => set({ wordsInPush })}
            hint={t("noticeSettings.wordsHint")}
          >
            {t("noticeSettings.words")}
          </Switch>
          {!forAll && (
            <Switch checked={value.sound} onChange={(sound) => set({ sound })}>
              {t("noticeSettings.sound")}
            </Switch>
          )}
        </Card>
      </Section>
      <SaveBar form={form} />
    </EditForm>
  );
}
