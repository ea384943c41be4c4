import { type DragEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import type { DraftContent } from "../../../shared/drafts.ts";
import { firstName } from "../../customers/names.ts";
import { useStore } from "../../lib/store.ts";
import { useMayAs } from "../../people/people.ts";
import { cx } from "../../ui/cx.ts";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { useAnsweredSince } from "./AnsweredBar.tsx";
import { ComposerHead } from "./ComposerHead.tsx";
import { ComposerMacros } from "./ComposerMacros.tsx";
import { ComposerTools } from "./ComposerTools.tsx";
import { type Draft, draftOf, removeFile, writeDraft } from "./draft.ts";
import { keepSoon } from "./draft-sync.ts";
import type { Placing, RichTextHandle } from "./editor/parts.ts";
import { FileList } from "./FileList.tsx";
import type { ComposerTab } from "./focus.ts";
import { useMacroOffer } from "./macros.ts";
import { NextStepBar } from "./NextStepBar.tsx";
import { NoteSeen } from "./NoteSeen.tsx";
import { type NextStep, thenOf } from "./next-step.ts";
import { RichText } from "./RichText.tsx";
import { isEmpty } from "./rich-text.ts";
import { SendButtons } from "./SendLater.tsx";
import { useComposerActions } from "./use-composer-actions.ts";
import { useDraftSync } from "./use-draft-sync.ts";
import { usePromiseFound } from "./use-promise-found.ts";
import { useResolveAsks } from "./use-resolve-asks.tsx";
import { useSend } from "./use-send.ts";
import { useSendLabel } from "./use-send-label.ts";
import { useUploads } from "./use-uploads.ts";
import { useTyping, useWishes } from "./use-wishes.ts";

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
  const [open, setOpen] = useState(() => isBegun(draft));
  const box = useRef<RichTextHandle>(null);
  const nextBar = useRef<HTMLDivElement>(null);
  const files = useUploads(store);
  const send = useSend(conversation);
  const resolving = useResolveAsks(conversation, draft.actions, send.mutate);
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
    else if (!next) nextBar.current?.querySelector<HTMLElement>("button")?.focus();
    else if (sendAt || !resolving.asks(next)) send.mutate({ kind: "reply", next, sendAt });
  };
  const takePromise = () =>
    found &&
    setStep({ kind: "promise", at: found.at, text: t("acts.promiseDefault", { name }), onHold: false });
  const offered = found && !(step?.kind === "promise" && step.at.getTime() === found.at.getTime());
  const offer = useMacroOffer({ conversationId: conversation.id, tab, store, box });
  const macros = isAgent ? offer : null;
  useComposerActions(tab === "reply" && ready, () => setChoosing(true), offered ? takePromise : null);
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
        <ComposerHead
          conversationId={conversation.id}
          tab={tab}
          store={store}
          answered={answered}
          onWrite={() => box.current?.focus()}
          onSendAnyway={ready && thenOf(step) ? () => act(step) : null}
        />
        <div onFocus={() => setOpen(true)}>
          <RichText
            key={tab}
            ref={box}
            label={t(`composer.${tab}Label`, { name })}
            placeholder={t(`composer.${tab}Hint`, { name })}
            value={text}
            onChange={(next) => {
              // Nothing is left of what a macro said: then none was used.
              change({ [tab]: next, ...(tab === "reply" && isEmpty(next) && { macroIds: [] }) });
              say();
            }}
            onSend={() => act(step)}
            onFiles={attach}
            mentions={tab === "note"}
            macros={macros}
          />
        </div>
        <FileList
          files={draft.files}
          uploads={files.uploads}
          onRemove={(id) => removeFile(store, id)}
          onDrop={files.drop}
          onRetry={files.retry}
        />
        <ComposerMacros tab={tab} store={store} macros={macros} onFind={() => setOpen(true)} />
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
              <NoteSeen conversation={conversation} note={text} />
            )}
            <SendButtons
              later={tab === "reply" ? { open: choosing, onOpenChange: setChoosing } : null}
              label={label}
              ready={ready}
              busy={send.isPending}
              onSend={(at) => act(step, at)}
            />
          </div>
        )}
        <ErrorLine error={send.error} kept={t("composer.kept")} />
      </div>
      {resolving.dialog}
    </section>
  );
}

const isBegun = ({ reply, note, files, others }: Pick<Draft, "reply" | "note" | "files" | "others">) =>
  Boolean(reply || note || files.length || others.length);
