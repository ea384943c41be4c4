import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LayoutLanguage, listLayouts } from "../../../../shared/mail-layouts.ts";
import { queryOf } from "../../../lib/query.ts";
import { Button } from "../../../ui/Button.tsx";
import { Field, Input } from "../../../ui/Field.tsx";
import { Select } from "../../../ui/Select.tsx";
import { Loaded } from "../../parts/Loaded.tsx";
import { Section } from "../../parts/Screen.tsx";
import { LayoutForm } from "./LayoutForm.tsx";

/** What stands around an inbox's mails, language by language. */
export function LayoutSection({ inboxId, signature }: { inboxId: string; signature: string }) {
  const { t, i18n } = useTranslation();
  const layouts = useQuery(queryOf(listLayouts, { params: { id: inboxId } }));
  const [language, setLanguage] = useState("default");
  const [typed, setTyped] = useState("");
  const nameOf = (code: string) => {
    if (code === "default") return t("mailOut.layout.default");
    return new Intl.DisplayNames([i18n.language], { type: "language" }).of(code) ?? code;
  };
  const valid = LayoutLanguage.safeParse(typed.trim());
  const add = () => {
    if (!valid.success) return;
    setLanguage(valid.data);
    setTyped("");
  };

  return (
    <Section title={t("mailOut.layout.title")} hint={t("mailOut.layout.hint")}>
      <Loaded query={layouts} rows={3}>
        {({ items }) => {
          const known = [...new Set(["default", ...items.map((one) => one.language), language])];
          const stored = items.find((one) => one.language === language) ?? null;
          return (
            <div className="flex flex-col gap-3">
              <div className="flex flex-wrap items-start gap-x-6 gap-y-3">
                <Field label={t("mailOut.layout.language")} className="min-w-52">
                  <Select
                    value={language}
                    onChange={setLanguage}
                    items={known.map((value) => ({ value, label: nameOf(value) }))}
                  />
                </Field>
                <div className="flex items-start gap-2">
                  <Field label={t("mailOut.layout.add")} hint={t("mailOut.layout.addHint")}>
                    <Input
                      dir="ltr"
                      autoComplete="off"
                      maxLength={12}
                      value={typed}
                      onValueChange={setTyped}
                      onKeyDown={(event) => {
                        if (event.key !== "Enter") return;
                        event.preventDefault();
                        add();
                      }}
                    />
                  </Field>
                  <Button className="mt-6" disabled={!valid.success} onClick={add}>
                    {t("mailOut.layout.addAct")}
                  </Button>
                </div>
              </div>
              <LayoutForm
                key={language}
                inboxId={inboxId}
                language={language}
                stored={stored}
                ownSignature={signature}
                onRemoved={() => setLanguage("default")}
              />
            </div>
          );
        }}
      </Loaded>
    </Section>
  );
}
