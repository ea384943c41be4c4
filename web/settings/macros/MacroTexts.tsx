import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import type { z } from "zod";
import { checkMacro, MacroLanguage, macroVariables } from "../../../shared/macros.ts";
import { plainOf } from "../../../shared/rich-text.ts";
import { listConversations } from "../../../shared/views.ts";
import type { Placing } from "../../conversations/composer/editor/parts.ts";
import { RichText } from "../../conversations/composer/RichText.tsx";
import { call } from "../../lib/call.ts";
import { spoken } from "../../lib/i18n.ts";
import { asProblem } from "../../lib/problem.ts";
import { queryOf } from "../../lib/query.ts";
import { type UploadedFile, upload } from "../../lib/upload.ts";
import { ChoiceButton } from "../../ui/ChoiceButton.tsx";
import { Field } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { Select } from "../../ui/Select.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { toast } from "../../ui/Toast.tsx";
import { languageName, type MacroDraft } from "./draft.ts";
import { whyOf } from "./why.ts";

const common = ["en", "de", "ar", "fr", "es", "it", "nl", "pl", "pt", "tr"];
const example = '{{ customer.first_name | default: "…" }}';
const none = "none";

interface Props {
  texts: MacroDraft["texts"];
  standsIn: string;
  /** What cannot stand in a text goes along with it. */
  onAttach: (file: UploadedFile) => void;
  onChange: (part: Partial<Pick<MacroDraft, "texts" | "language">>) => void;
}

/** What a macro says, in each language; troubles are said while one writes, and how it reads for a conversation. */
export function MacroTexts({ texts, standsIn, onAttach, onChange }: Props) {
  const { t } = useTranslation();
  const all = Object.keys(texts);
  const [chosen, setChosen] = useState(standsIn);
  const language = texts[chosen] === undefined ? standsIn : chosen;
  const name = (one: string) => languageName(one, spoken());
  const items = common
    .filter((one) => texts[one] === undefined)
    .map((one) => ({ value: one, label: name(one) }));
  const add = (one: string) => {
    const known = MacroLanguage.safeParse(one);
    if (!known.success) return;
    onChange({ texts: { ...texts, [known.data]: texts[known.data] ?? "" } });
    setChosen(known.data);
  };
  const remove = () => {
    const { [language]: _, ...rest } = texts;
    onChange({ texts: rest });
    setChosen(standsIn);
  };

  return (
    <section aria-label={t("macros.languages")} className="flex flex-col gap-2">
      <div className="flex flex-wrap items-center gap-1">
        <Tabs
          label={t("macros.languages")}
          value={language}
          onChange={setChosen}
          items={all.map((value) => ({ value, label: name(value) }))}
        />
        {language !== standsIn && (
          <IconButton label={t("macros.removeLanguage")} onClick={remove}>
            <X />
          </IconButton>
        )}
        <ChoiceButton
          label={t("macros.addLanguage")}
          placeholder={t("macros.language")}
          empty={t("macros.language")}
          items={items}
          chosen={[]}
          onChoose={add}
          add={{ label: (text) => text, run: add }}
          className="flex h-7 items-center rounded-md px-2 text-soft hover:bg-hover hover:text-ink"
        >
          + {t("macros.addLanguage")}
        </ChoiceButton>
      </div>
      <div className="rounded-lg border border-field px-3 py-1.5 focus-within:border-soft">
        <RichText
          key={language}
          ref={null}
          label={t("macros.text")}
          placeholder={t("macros.textHint")}
          value={texts[language] ?? ""}
          onChange={(html) => onChange({ texts: { ...texts, [language]: html } })}
          onSend={() => {}}
          onFiles={(files, place) => sendUp(files, place, onAttach)}
          mentions={false}
          macros={null}
        />
      </div>
      <p className="text-xs text-faint">
        {t("macros.variables")}{" "}
        <bdi dir="ltr" className="font-mono">
          {example}
        </bdi>{" "}
        · <bdi dir="ltr">{macroVariables.join(" · ")}</bdi>
      </p>
      <Checked texts={texts} language={language} />
      {all.length > 1 && (
        <Field label={t("macros.standsIn")}>
          <Select
            value={standsIn}
            onChange={(next) => onChange({ language: next })}
            items={all.map((value) => ({ value, label: name(value) }))}
          />
        </Field>
      )}
    </section>
  );
}

/** Sends up what was pasted or dropped, each picture into its place in the text. */
function sendUp(
  files: readonly File[],
  place: ((file: File) => Placing) | undefined,
  onAttach: (file: UploadedFile) => void,
): void {
  for (const file of files) {
    const placing = place?.(file);
    upload(file, () => {}).then(
      (kept) => {
        if (!placing?.placed(kept)) onAttach(kept);
      },
      (error: unknown) => {
        placing?.dropped();
        toast.error(problemText(asProblem(error)).title);
      },
    );
  }
}

/** The value once nobody has changed it for a moment. */
function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), 400);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

function Checked({ texts, language }: { texts: MacroDraft["texts"]; language: string }) {
  const { t } = useTranslation();
  const settled = useSettled(texts);
  const [conversationId, setConversationId] = useState(none);
  const { data: recent } = useQuery(queryOf(listConversations, { query: { view: "all", limit: 20 } }));
  const preview = conversationId === none ? undefined : { conversationId, language };
  const { data } = useQuery({
    queryKey: [checkMacro.path, settled, preview],
    queryFn: ({ signal }) =>
      call(checkMacro, { body: { texts: settled, ...(preview && { preview }) } }, { signal }),
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });

  return (
    <>
      <Troubles troubles={data?.troubles ?? []} />
      <Field label={t("macros.preview")}>
        <Select
          value={conversationId}
          onChange={setConversationId}
          items={[
            { value: none, label: t("macros.noPreview") },
            ...(recent?.items ?? []).map(({ id, number, subject, customer }) => ({
              value: id,
              label: `#${number} ${customer.name || (customer.email ?? "")}: ${subject}`,
            })),
          ]}
        />
      </Field>
      {preview && data?.html && (
        <p
          dir="auto"
          aria-label={t("macros.preview")}
          role="note"
          className="rounded-lg bg-hover px-3 py-2 whitespace-pre-wrap"
        >
          {plainOf(data.html)}
        </p>
      )}
    </>
  );
}

/** What is wrong with the texts, by language and line. */
function Troubles({ troubles }: { troubles: z.output<typeof checkMacro.reply>["troubles"] }) {
  const { t } = useTranslation();
  if (troubles.length === 0) return null;

  return (
    <ul role="status" className="text-late">
      {troubles.map((trouble) => (
        <li key={JSON.stringify(trouble)}>
          {t("macros.trouble", {
            line: trouble.line,
            language: languageName(trouble.language, spoken()),
            why: whyOf(trouble.why, t),
          })}
        </li>
      ))}
    </ul>
  );
}
