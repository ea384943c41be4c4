import { useTranslation } from "react-i18next";
import type { NoticeSettings, QuietHours } from "../../../shared/notifications.ts";
import { useMe } from "../../people/people.ts";
import { zones } from "../../people/zones.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";
import { Switch } from "../../ui/Switch.tsx";

const two = (count: number) => String(count).padStart(2, "0");
const timeOf = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
const ofWorkspace = "-";

function minutesOf(time: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)/.exec(time) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

interface Props {
  value: NoticeSettings;
  onChange: (change: Partial<NoticeSettings>) => void;
}

/** When a digest comes, by which clock, and when it is quiet. */
export function WhenFields({ value, onChange }: Props) {
  const { t } = useTranslation();
  const { workspace } = useMe();
  const { digest, digestHour, timeZone } = value;
  const known = [...new Set([...(timeZone ? [timeZone] : []), ...zones()])];
  const named = (zone: string) => zone.replaceAll("_", " ");

  return (
    <>
      <div className="grid grid-cols-1 gap-4 sm:grid-cols-3">
        <Field label={t("noticeSettings.digest")}>
          <Select
            value={digest}
            onChange={(next) => onChange({ digest: next })}
            items={(["hourly", "daily"] as const).map((one) => ({
              value: one,
              label: t(`noticeSettings.digests.${one}`),
            }))}
          />
        </Field>
        {digest === "daily" && (
          <Field label={t("noticeSettings.digestHour")}>
            <Select
              value={String(digestHour)}
              onChange={(next) => onChange({ digestHour: Number(next) })}
              items={Array.from({ length: 24 }, (_, hour) => ({
                value: String(hour),
                label: timeOf(hour * 60),
              }))}
            />
          </Field>
        )}
        <Field label={t("noticeSettings.zone")}>
          <Select
            value={timeZone ?? ofWorkspace}
            onChange={(next) => onChange({ timeZone: next === ofWorkspace ? null : next })}
            items={[
              {
                value: ofWorkspace,
                label: t("noticeSettings.zoneOfWorkspace", { zone: named(workspace.timeZone) }),
              },
              ...known.map((zone) => ({ value: zone, label: named(zone) })),
            ]}
          />
        </Field>
      </div>
      <Quiet quiet={value.quiet} onChange={(quiet) => onChange({ quiet })} />
    </>
  );
}

function Quiet({ quiet, onChange }: { quiet: QuietHours; onChange: (quiet: QuietHours) => void }) {
  const { t } = useTranslation();
  const set = (change: Partial<QuietHours>) => onChange({ ...quiet, ...change });
  return (
    <div className="flex flex-col gap-3">
      <Switch checked={quiet.on} onChange={(on) => set({ on })} hint={t("noticeSettings.quietHint")}>
        {t("noticeSettings.quiet")}
      </Switch>
      {quiet.on && (
        <div className="flex flex-wrap items-end gap-4">
          {(["from", "to"] as const).map((edge) => (
            <Field key={edge} label={t(`noticeSettings.${edge}`)}>
              <Input
                type="time"
                className="w-32"
                value={timeOf(quiet[edge])}
                onValueChange={(time: string) => {
                  const minutes = minutesOf(time);
                  if (minutes !== null) set({ [edge]: minutes });
                }}
              />
            </Field>
          ))}
          <div className="pb-1.5">
            <Checkbox checked={quiet.weekends} onChange={(weekends) => set({ weekends })}>
              {t("noticeSettings.weekends")}
            </Checkbox>
          </div>
        </div>
      )}
    </div>
  );
}
