import { CalendarDays, CalendarX2 } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Invitation } from "../../../shared/mail-traits.ts";
import { cx } from "../../ui/cx.ts";
import { invitationTime, wholeDays } from "./invitation-time.ts";

const kinds = ["request", "cancel", "reply", "counter", "publish"] as const;

/** An invitation: what, when by the reader's clock, where, who asks and who answered. */
export function InvitationCard({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  const { title, place, organizer, attendees, cancelled, method, startsAt } = invitation;
  const kind = cancelled ? "cancel" : (kinds.find((each) => each === method) ?? "other");
  const Icon = cancelled ? CalendarX2 : CalendarDays;
  const name = title || t("invitation.noTitle");
  return (
    <section
      aria-label={t("invitation.label", { title: name })}
      className="mb-3 flex gap-3 rounded-lg border border-line bg-surface px-3 py-2.5"
    >
      <Icon
        className={cx("mt-0.5 size-5 shrink-0", cancelled ? "text-late" : "text-coral-ink")}
        aria-hidden="true"
      />
      <div className="min-w-0 flex-1">
        <p className={cx("text-xs", cancelled ? "font-medium text-late" : "text-faint")}>
          {t(`invitation.kinds.${kind}`)}
        </p>
        <p className={cx("font-semibold break-words", cancelled && "line-through")} dir="auto">
          {name}
        </p>
        <dl className="mt-1 grid grid-cols-[auto_1fr] gap-x-3 gap-y-0.5 text-sm">
          {startsAt && (
            <Row label={t("invitation.when")}>
              <When invitation={invitation} />
            </Row>
          )}
          <Repeats invitation={invitation} />
          {place && <Row label={t("invitation.where")}>{place}</Row>}
          {organizer && <Row label={t("invitation.organizer")}>{organizer.name || organizer.address}</Row>}
          {attendees.length > 0 && (
            <Row label={t("invitation.attendees")}>
              {attendees
                .map((one) => `${one.name || one.address} (${t(`invitation.answers.${one.answer}`)})`)
                .join(", ")}
            </Row>
          )}
        </dl>
      </div>
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-faint">{label}</dt>
      <dd className="min-w-0 break-words" dir="auto">
        {children}
      </dd>
    </>
  );
}

function When({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation();
  const { startsAt, endsAt, allDay } = invitation;
  if (!startsAt) return null;
  if (allDay) return `${wholeDays(startsAt, endsAt)} (${t("invitation.allDay")})`;
  const floating = !/(?:Z|[+-]\d\d:\d\d)$/.test(startsAt);
  return `${invitationTime(startsAt, endsAt)}${floating ? ` (${t("invitation.floating")})` : ""}`;
}

function Repeats({ invitation: { repeats } }: { invitation: Invitation }) {
  const { t } = useTranslation();
  if (!repeats) return null;
  const { every, unit, count, until } = repeats;
  const words = [
    t(`invitation.every.${unit}`, { count: every }),
    ...(count ? [t("invitation.times", { count })] : []),
    ...(until ? [t("invitation.until", { date: wholeDays(until, null) })] : []),
  ];
  return <Row label={t("invitation.repeats")}>{words.join(", ")}</Row>;
}
