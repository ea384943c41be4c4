import { useQuery } from "@tanstack/react-query";
import { BellRing } from "lucide-react";
import { useTranslation } from "react-i18next";
import {
  listPushDevices,
  type PushDevice,
  removePushDevice,
  testPushDevice,
} from "../../../shared/notifications.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { canPush, turnPushOff, turnPushOn } from "../../notifications/push.ts";
import { Button } from "../../ui/Button.tsx";
import { RelativeTime } from "../../ui/RelativeTime.tsx";
import { toast } from "../../ui/Toast.tsx";
import { readUserAgent } from "../account/browser-name.ts";
import { Loaded } from "../parts/Loaded.tsx";
import { Mark } from "../parts/Mark.tsx";
import { Card, Rows, Section } from "../parts/Screen.tsx";
import { useAct } from "../parts/use-act.ts";

/** The browsers that get push, the way to add this one, to try each, and to end it. */
export function Devices() {
  const { t } = useTranslation();
  const devices = useQuery(queryOf(listPushDevices, {}));
  const act = useAct(listPushDevices);
  const turnOn = async () => {
    if (await turnPushOn()) toast(t("noticeSettings.turnedOn"));
    else toast.error(t("noticeSettings.refused"));
  };

  return (
    <Section
      title={t("noticeSettings.devices")}
      hint={t("noticeSettings.devicesHint")}
      action={
        canPush() && (
          <Button size="sm" busy={act.isPending} onClick={() => act.mutate({ run: turnOn })}>
            {t("noticeSettings.turnOn")}
          </Button>
        )
      }
    >
      <Loaded query={devices} rows={1}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <p className="text-soft">
                {t(canPush() ? "noticeSettings.noDevices" : "noticeSettings.unsupported")}
              </p>
            </Card>
          ) : (
            <Rows label={t("noticeSettings.devices")}>
              {items.map((device) => (
                <DeviceRow key={device.id} device={device} act={act} />
              ))}
            </Rows>
          )
        }
      </Loaded>
    </Section>
  );
}

function DeviceRow({ device, act }: { device: PushDevice; act: ReturnType<typeof useAct> }) {
  const { t } = useTranslation();
  const { id, userAgent, current, toldAt, trouble } = device;
  const { browser, system } = readUserAgent(userAgent);
  const name = [browser, system].filter(Boolean).join(" · ") || t("noticeSettings.unknown");
  const params = { id };
  const test = async () => {
    const { arrived, reason } = await call(testPushDevice, { params });
    if (arrived) toast(t("noticeSettings.arrived"));
    else toast.error(t("noticeSettings.notArrived", { reason }));
  };
  const remove = async () => {
    if (current) await turnPushOff().catch(() => {});
    await call(removePushDevice, { params });
  };

  return (
    <li className="flex flex-wrap items-center gap-3 px-4 py-3">
      <BellRing className="size-5 shrink-0 stroke-[1.5] text-faint" aria-hidden="true" />
      <div className="min-w-40 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 font-medium">
          {name} {current && <Mark tone="good">{t("noticeSettings.thisOne")}</Mark>}
        </p>
        <p className="text-xs text-faint">
          {toldAt ? (
            <>
              {t("noticeSettings.toldAt")} <RelativeTime at={toldAt} />
            </>
          ) : (
            t("noticeSettings.never")
          )}
          {trouble && <span className="text-late"> · {trouble}</span>}
        </p>
      </div>
      <Button
        size="sm"
        disabled={act.isPending}
        aria-label={t("noticeSettings.testOf", { name })}
        onClick={() => act.mutate({ run: test })}
      >
        {t("noticeSettings.test")}
      </Button>
      <Button
        size="sm"
        look="danger"
        disabled={act.isPending}
        aria-label={t("noticeSettings.removeOf", { name })}
        onClick={() => act.mutate({ run: remove, done: t("noticeSettings.removed") })}
      >
        {t("noticeSettings.remove")}
      </Button>
    </li>
  );
}
