import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  dropNoticeSettings,
  getNoticeDefaults,
  getNoticeSettings,
  setNoticeDefaults,
  setNoticeSettings,
} from "../../../shared/notifications.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Screen, Section } from "../parts/Screen.tsx";
import { useAct } from "../parts/use-act.ts";
import { Devices } from "./Devices.tsx";
import { NoticeForm } from "./NoticeForm.tsx";

/** What one is told of, in which way, and when not; for admins also what everybody begins with. */
export default function NotificationsScreen() {
  const { t } = useTranslation();
  const mine = useQuery(queryOf(getNoticeSettings, {}));
  const act = useAct(getNoticeSettings);
  const isAdmin = useMay("workspace.change");
  const drop = () => act.mutate({ run: () => call(dropNoticeSettings, {}), done: t("noticeSettings.saved") });

  return (
    <Screen title={t("noticeSettings.title")} lead={t("noticeSettings.lead")}>
      <Loaded query={mine} rows={6}>
        {({ settings, own }) => (
          <>
            <div className="flex flex-wrap items-center justify-between gap-2 text-soft">
              {own ? (
                <Button look="plain" size="sm" busy={act.isPending} onClick={drop}>
                  {t("noticeSettings.back")}
                </Button>
              ) : (
                <p>{t("noticeSettings.asDefault")}</p>
              )}
            </div>
            <NoticeForm
              stored={settings}
              read={getNoticeSettings}
              save={(body) => call(setNoticeSettings, { body })}
            />
          </>
        )}
      </Loaded>
      <Devices />
      {isAdmin && <Defaults />}
    </Screen>
  );
}

/** Opened only by those who mean to change it: it looks just like one's own above. */
function Defaults() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const defaults = useQuery({ ...queryOf(getNoticeDefaults, {}), enabled: open });

  return (
    <Section title={t("noticeSettings.defaults")} hint={t("noticeSettings.defaultsHint")}>
      {open ? (
        <Loaded query={defaults} rows={6}>
          {(settings) => (
            <NoticeForm
              stored={settings}
              read={getNoticeDefaults}
              forAll
              save={(body) => call(setNoticeDefaults, { body })}
            />
          )}
        </Loaded>
      ) : (
        <Button onClick={() => setOpen(true)}>{t("noticeSettings.editDefaults")}</Button>
      )}
    </Section>
  );
}
