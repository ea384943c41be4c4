import { Lock, Paperclip, Reply } from "lucide-react";
import { type DragEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversations.ts";
import { firstName } from "../../customers/names.ts";
import { signal } from "../../lib/live.ts";
import { useStore } from "../../lib/store.ts";
import { useMayAs } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Tabs } from "../../ui/Tabs.tsx";
import { CcField } from "./CcField.tsx";
import { draftOf, removeFile } from "./draft.ts";
import { FileList } from "./FileList.tsx";
import { type ComposerTab, composerWish } from "./focus.ts";
import { NextStepBar } from "./NextStepBar.tsx";
import { type NextStep, thenOf } from "./next-step.ts";
import { TextBox } from "./TextBox.tsx";
import { useSend } from "./use-send.ts";
import { useSendLabel } from "./use-send-label.ts";
import { useUploads } from "./use-uploads.ts";

const typingEvery = 3_000;

/** Where one answers or notes something down; a reply always says what happens next. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const store = draftOf(conversation.id);
  const draft = useStore(store);
  const tab: ComposerTab = isAgent ? draft.tab : "note";
  const name = firstName(conversation.customer);
  const [step, setStep] = useState<NextStep | null>(null);
  const [open, setOpen] = useState(Boolean(draft.reply || draft.note || draft.files.length));
  const box = useRef<HTMLTextAreaElement>(null);
  const nextBar = useRef<HTMLDivElement>(null);
  const picker = useRef<HTMLInputElement>(null);
  const typedAt = useRef(0);
  const files = useUploads(store, (file) => t("composer.tooLarge", { name: file }));
  const send = useSend(conversation, () => setStep(null));
  const text = tab === "reply" ? draft.reply : draft.note;
  const label = useSendLabel(tab, step, name);

  useEffect(() => {
    let { count } = composerWish.get();
    return composerWish.subscribe(() => {
      const wish = composerWish.get();
      if (wish.count === count) return;
      count = wish.count;
      // At once, so that what is typed right after the key lands in the field.
      flushSync(() => {
        store.set((before) => ({ ...before, tab: wish.tab }));
        setOpen(true);
      });
      box.current?.focus();
    });
  }, [store]);

  const write = (next: string) => {
    store.set((before) => ({ ...before, [tab]: next }));
    if (Date.now() - typedAt.current < typingEvery) return;
    typedAt.current = Date.now();
    signal({ signal: "typing", conversationId: conversation.id });
  };
  const ready = text.trim() !== "" && files.uploads.length === 0;
  const act = (chosen: NextStep | null) => {
    if (!ready || send.isPending) return;
    if (tab === "note") return send.mutate({ kind: "note" });
    const then = thenOf(chosen);
    if (then) send.mutate({ kind: "reply", then });
    else nextBar.current?.querySelector<HTMLElement>("button")?.focus();
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    setOpen(true);
    files.add(event.dataTransfer.files);
  };

  const cc =
    draft.cc ??
    conversation.participants.flatMap(({ role, email }) => (role === "cc" && email ? [email] : []));

  return (
    <section
      aria-label={t("composer.label")}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      className="shrink-0 border-t border-line px-4 py-3"
    >
      <div
        className={cx(
          "mx-auto flex max-w-3xl flex-col gap-2 rounded-xl border px-4 py-2.5 focus-within:border-field",
          tab === "note" ? "border-note-line bg-note" : "border-line bg-surface",
        )}
      >
        <div className="-mx-1.5 flex items-center gap-1">
          <Tabs
            label={t("composer.kind")}
            value={tab}
            onChange={(next) => store.set((before) => ({ ...before, tab: next }))}
            items={[
              ...(isAgent
                ? [
                    {
                      value: "reply" as const,
                      label: (
                        <>
                          <Reply className="size-3.5 rtl:-scale-x-100" aria-hidden="true" />
                          {t("composer.reply")}
                        </>
                      ),
                    },
                  ]
                : []),
              {
                value: "note" as const,
                label: (
                  <>
                    <Lock className="size-3.5" aria-hidden="true" />
                    {t("composer.note")}
                  </>
                ),
              },
            ]}
          />
          <span className="flex-1" />
          {tab === "reply" && draft.cc === null && open && (
            <Button size="sm" look="plain" onClick={() => store.set((before) => ({ ...before, cc }))}>
              {cc.length > 0 ? t("composer.ccCount", { count: cc.length }) : t("conversations.cc")}
            </Button>
          )}
          <IconButton label={t("composer.attach")} onClick={() => picker.current?.click()}>
            <Paperclip />
          </IconButton>
          <input
            ref={picker}
            type="file"
            multiple
            hidden
            aria-label={t("composer.attach")}
            onChange={(event) => {
              setOpen(true);
              files.add([...(event.target.files ?? [])]);
              event.target.value = "";
            }}
          />
        </div>
        {tab === "reply" && draft.cc !== null && (
          <CcField
            addresses={draft.cc}
            onChange={(next) => store.set((before) => ({ ...before, cc: next }))}
          />
        )}
        <div onFocus={() => setOpen(true)}>
          <TextBox
            key={tab}
            ref={box}
            label={t(tab === "reply" ? "composer.replyLabel" : "composer.noteLabel", { name })}
            placeholder={t(tab === "reply" ? "composer.replyHint" : "composer.noteHint", { name })}
            value={text}
            onChange={write}
            onSend={() => act(step)}
            onFiles={files.add}
            mentions={tab === "note"}
          />
        </div>
        <FileList
          files={draft.files}
          uploads={files.uploads}
          onRemove={(id) => removeFile(store, id)}
          onDrop={files.drop}
          onRetry={files.retry}
        />
        {(open || text) && (
          <div className="flex flex-wrap items-end justify-between gap-x-4 gap-y-2 border-t border-line/70 pt-2.5">
            {tab === "reply" ? (
              <div className="min-w-0 flex-1 basis-80">
                <NextStepBar
                  ref={nextBar}
                  name={name}
                  step={step}
                  onChange={setStep}
                  onSend={(chosen) => {
                    setStep(chosen);
                    act(chosen);
                  }}
                  onLeave={() => box.current?.focus()}
                />
              </div>
            ) : (
              <p className="text-xs text-soft">{t("composer.noteSeen")}</p>
            )}
            <Button
              look="primary"
              keys="mod+Enter"
              busy={send.isPending}
              disabled={!ready}
              onClick={() => act(step)}
              className="ms-auto"
            >
              {label}
            </Button>
          </div>
        )}
        <ErrorLine error={send.error} kept={t("composer.kept")} />
      </div>
    </section>
  );
}
