import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { type MailLayout, previewLayout } from "../../../../shared/mail-layouts.ts";
import { call } from "../../../lib/call.ts";
import { ErrorLine } from "../../../ui/ErrorState.tsx";
import { Tabs } from "../../../ui/Tabs.tsx";
import { Card } from "../../parts/Screen.tsx";

interface Props {
  inboxId: string;
  language: string;
  layout: MailLayout;
}

const looks = ["light", "dark", "text"] as const;
type Look = (typeof looks)[number];

/** A reply as it looks with what is being typed: in a light and a dark mail program, and as plain text. */
export function LayoutPreview({ inboxId, language, layout }: Props) {
  const { t } = useTranslation();
  const [look, setLook] = useState<Look>("light");
  const asked = useSettled(layout, 400);
  const { data, error } = useQuery({
    queryKey: [previewLayout.path, inboxId, language, asked],
    queryFn: () => call(previewLayout, { params: { id: inboxId }, body: { language, layout: asked } }),
    placeholderData: keepPreviousData,
    retry: false,
  });
  const labels = {
    light: t("mailOut.layout.light"),
    dark: t("mailOut.layout.dark"),
    text: t("mailOut.layout.previewText"),
  };

  return (
    <Card className="flex min-w-0 flex-col gap-2 p-4">
      <h3 className="font-medium">{t("mailOut.layout.preview")}</h3>
      <Tabs
        label={t("mailOut.layout.preview")}
        value={look}
        onChange={setLook}
        items={looks.map((value) => ({ value, label: labels[value] }))}
      >
        <div className="mt-2">
          {data && look === "text" && (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys.
            <pre
              dir="auto"
              tabIndex={0}
              className="h-96 overflow-auto rounded-md border border-line p-3 text-xs whitespace-pre-wrap"
            >
              {data.text}
            </pre>
          )}
          {data && look !== "text" && (
            <iframe
              title={t("mailOut.layout.preview")}
              sandbox=""
              referrerPolicy="no-referrer"
              srcDoc={shownIn(look, data.html)}
              className={`block h-96 w-full rounded-md border border-line ${look === "dark" ? "bg-[#121212]" : "bg-white"}`}
            />
          )}
        </div>
      </Tabs>
      <ErrorLine error={error} />
    </Card>
  );
}

/** The mail as a program shows it that is light or dark, whatever the house itself is. */
function shownIn(look: "light" | "dark", html: string): string {
  return html
    .replace('content="light dark"', `content="${look}"`)
    .replace("@media (prefers-color-scheme:dark)", `@media ${look === "dark" ? "all" : "not all"}`);
}

/** The value as it was when nothing had changed for a while: not every key is asked about. */
function useSettled<T>(value: T, milliseconds: number): T {
  const [settled, setSettled] = useState(value);
  const key = JSON.stringify(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(JSON.parse(key) as T), milliseconds);
    return () => clearTimeout(timer);
  }, [key, milliseconds]);
  return settled;
}
