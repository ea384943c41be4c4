import { type DragEvent, useEffect, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversations.ts";
import type { DraftContent } from "../../../shared/drafts.ts";
import { firstName } from "../../customers/names.ts";
import { useActions } from "../../lib/actions.ts";
import { signal } from "../../lib/live-state.ts";
import { type Store, useStore } from "../../lib/store.ts";
import { useMayAs } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { cx } from "../../ui/cx.ts";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { toast } from "../../ui/Toast.tsx";
import { AnsweredBar, useAnsweredSince } from "./AnsweredBar.tsx";
import { CcField } from "./CcField.tsx";
import { ComposerTools } from "./ComposerTools.tsx";
import { type Draft, draftOf, removeFile, writeDraft } from "./draft.ts";
import { keepSoon } from "./draft-sync.ts";
import type { Placing, RichTextHandle } from "./editor/parts.ts";
import { FileList } from "./FileList.tsx";
import { type ComposerTab, composerWish } from "./focus.ts";
import { NextStepBar } from "./NextStepBar.tsx";
import { type NextStep, thenOf } from "./next-step.ts";
import { OtherDrafts } from "./OtherDrafts.tsx";
import { RichText } from "./RichText.tsx";
import { isEmpty } from "./rich-text.ts";
import { SendLater } from "./SendLater.tsx";
import { useDraftSync } from "./use-draft-sync.ts";
import { usePromiseFound } from "./use-promise-found.ts";
import { useSend } from "./use-send.ts";
import { useSendLabel } from "./use-send-label.ts";
import { useUploads } from "./use-uploads.ts";

/** Where one answers or notes something down; a reply always says what happens next. */
export function Composer({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation();
  const isAgent = useMayAs("agent");
  const store = draftOf(conversation.id);
  const draft = useStore(store);
  const tab: ComposerTab = isAgent ? draft.tab : "note";
  const name = firstName(conversation.customer);
  const { step } = draft;
  const setStep = (next: NextStep) => change({ step: next });
  const [choosing, setChoosing] = useState(false);
  const change = (part: Partial<DraftContent>) => writeDraft(store, part);
  const [open, setOpen] = useState(
    Boolean(draft.reply || draft.note || draft.files.length || draft.others.length),
  );
  const box = useRef<RichTextHandle>(null);
  const nextBar = useRef<HTMLDivElement>(null);
  const files = useUploads(store, (file) => t("composer.tooLarge", { name: file }));
  const send = useSend(conversation);
  const text = tab === "reply" ? draft.reply : draft.note;
  const label = useSendLabel(tab, step, name);
  const say = useTyping(conversation.id);
  useWishes(store, () => setOpen(true), box);
  useDraftSync(conversation.id);
  const answered = useAnsweredSince(conversation.id, store);
  const found = usePromiseFound(tab === "reply" ? text : "");

  const ready = !isEmpty(text) && files.uploads.length === 0;
  const act = (chosen: NextStep | null, sendAt?: Date) => {
    if (!ready || send.isPending) return;
    const next = thenOf(chosen);
    if (tab === "note") send.mutate({ kind: "note" });
    else if (next) send.mutate({ kind: "reply", next, sendAt });
    else nextBar.current?.querySelector<HTMLElement>("button")?.focus();
  };
  const sendAnyway = () => {
    answered.seen();
    act(step);
  };
  const takePromise = () => {
    if (found)
      setStep({ kind: "promise", at: found.at, text: t("acts.promiseDefault", { name }), onHold: false });
  };
  const offered = found && !(step?.kind === "promise" && step.at.getTime() === found.at.getTime());
  useActions([
    ...(tab === "reply" && ready
      ? [
          {
            id: "composer.later",
            group: "conversation" as const,
            title: "actions.sendLater" as const,
            keys: "mod+shift+Enter",
            run: () => setChoosing(true),
          },
        ]
      : []),
    ...(offered
      ? [
          {
            id: "composer.promise",
            group: "conversation" as const,
            title: "actions.takePromise" as const,
            keys: "mod+.",
            run: takePromise,
          },
        ]
      : []),
  ]);
  const attach = (added: Iterable<File>, place?: (file: File) => Placing) => {
    setOpen(true);
    files.add(added, place);
  };
  const onDrop = (event: DragEvent) => {
    if (event.dataTransfer.files.length === 0) return;
    event.preventDefault();
    attach(event.dataTransfer.files);
  };

  return (
    <section
      aria-label={t("composer.label")}
      onDragOver={(event) => event.preventDefault()}
      onDrop={onDrop}
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || !event.shiftKey || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        event.stopPropagation();
        if (tab === "reply" && ready) setChoosing(true);
      }}
      onBlur={() => keepSoon(conversation.id)}
      className="shrink-0 border-t border-line px-4 py-3"
    >
      <div
        className={cx(
          "mx-auto flex max-w-3xl flex-col gap-2 rounded-xl border px-4 py-2.5 focus-within:border-field",
          tab === "note" ? "border-note-line bg-note" : "border-line bg-surface",
        )}
      >
        <ComposerTools
          conversation={conversation}
          tab={tab}
          open={open}
          cc={draft.cc}
          bcc={draft.bcc}
          onChange={change}
          onFiles={attach}
        />
        <OtherDrafts conversationId={conversation.id} store={store} />
        {tab === "reply" && (
          <AnsweredBar
            since={answered.since}
            onKeep={() => {
              answered.seen();
              box.current?.focus();
            }}
            onDiscard={() => {
              const { reply, files: kept } = draft;
              change({ reply: "", files: [], step: null });
              toast(t("answered.discarded"), {
                action: {
                  label: t("answered.undo"),
                  onClick: () => change({ reply, files: kept, step }),
                },
              });
            }}
            onSendAnyway={ready && thenOf(step) ? sendAnyway : null}
          />
        )}
        {tab === "reply" && draft.cc !== null && (
          <CcField name={t("conversations.cc")} addresses={draft.cc} onChange={(cc) => change({ cc })} />
        )}
        {tab === "reply" && draft.bcc !== null && (
          <CcField name={t("composer.bcc")} addresses={draft.bcc} onChange={(bcc) => change({ bcc })} />
        )}
        <div onFocus={() => setOpen(true)}>
          <RichText
            key={tab}
            ref={box}
            label={t(`composer.${tab}Label`, { name })}
            placeholder={t(`composer.${tab}Hint`, { name })}
            value={text}
            onChange={(next) => {
              change({ [tab]: next });
              say();
            }}
            onSend={() => act(step)}
            onFiles={attach}
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
                  found={offered ? found : null}
                  onTake={takePromise}
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
            <div className="ms-auto flex items-center gap-2">
              {tab === "reply" && (
                <SendLater
                  open={choosing}
                  onOpenChange={setChoosing}
                  disabled={!ready}
                  onChoose={(at) => act(step, at)}
                />
              )}
              <Button
                look="primary"
                keys="mod+Enter"
                busy={send.isPending}
                disabled={!ready}
                onClick={() => act(step)}
              >
                {label}
              </Button>
            </div>
          </div>
        )}
        <ErrorLine error={send.error} kept={t("composer.kept")} />
      </div>
    </section>
  );
}

/** Comes forward when a key or a button elsewhere asks for it. */
function useWishes(
  store: Store<Draft>,
  onWish: () => void,
  box: React.RefObject<RichTextHandle | null>,
): void {
  const newest = useRef(onWish);
  useEffect(() => {
    newest.current = onWish;
  });
  useEffect(() => {
    let { count } = composerWish.get();
    return composerWish.subscribe(() => {
      const wish = composerWish.get();
      if (wish.count === count) return;
      count = wish.count;
      // At once, so that what is typed right after the key lands in the field.
      flushSync(() => {
        store.set((before) => (before.tab === wish.tab ? before : { ...before, tab: wish.tab }));
        newest.current();
      });
      box.current?.focus();
    });
  }, [store, box]);
}

const typingEvery = 3_000;

/** Tells colleagues now and then that one is writing. */
function useTyping(conversationId: string): () => void {
  const saidAt = useRef(0);
  return () => {
    if (Date.now() - saidAt.current < typingEvery) return;
    saidAt.current = Date.now();
    signal({ signal: "typing", conversationId });
  };
}
