import { useTranslation } from "react-i18next";
import {
  MailWay,
  type NoticeKind,
  type NoticeSettings,
  noticeKinds,
  type Ways,
} from "../../../shared/notifications.ts";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Select } from "../../ui/Select.tsx";

interface Props {
  ways: NoticeSettings["ways"];
  onChange: (ways: NoticeSettings["ways"]) => void;
}

/** Each kind in a row, each way in a column. */
export function WaysTable({ ways, onChange }: Props) {
  const { t } = useTranslation();
  const change = (kind: NoticeKind, some: Partial<Ways>) =>
    onChange({ ...ways, [kind]: { ...ways[kind], ...some } });
  const mails = MailWay.options.map((value) => ({ value, label: t(`noticeSettings.mails.${value}`) }));

  return (
    <div className="overflow-x-auto rounded-xl border border-line bg-surface">
      <table className="w-full text-start">
        <thead className="text-xs text-faint">
          <tr className="border-b border-line">
            <th scope="col" className="px-4 py-2 text-start font-medium max-sm:px-3">
              {t("noticeSettings.kind")}
            </th>
            {(["app", "push", "mail"] as const).map((way) => (
              <th key={way} scope="col" className="px-2 py-2 text-start font-medium">
                {t(`noticeSettings.${way}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody className="divide-y divide-line/60">
          {noticeKinds.map((kind) => {
            const name = t(`noticeSettings.kinds.${kind}`);
            const says = (way: "app" | "push" | "mail") =>
              t("noticeSettings.says", { kind: name, way: t(`noticeSettings.${way}`) });
            return (
              <tr key={kind}>
                <th scope="row" className="px-4 py-2 text-start font-normal max-sm:px-3">
                  {name}
                </th>
                {(["app", "push"] as const).map((way) => (
                  <td key={way} className="px-2 py-2">
                    <Checkbox
                      checked={ways[kind][way]}
                      onChange={(checked) => change(kind, { [way]: checked })}
                    >
                      <span className="sr-only">{says(way)}</span>
                    </Checkbox>
                  </td>
                ))}
                <td className="w-28 px-2 py-1.5 pe-4 max-sm:w-24 max-sm:pe-2">
                  <Select
                    label={says("mail")}
                    value={ways[kind].mail}
                    onChange={(mail) => change(kind, { mail })}
                    items={mails}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
