import { Forward, Paperclip } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { isEmpty } from "../../shared/rich-text.ts";
import { type SideConversation, writeSide } from "../../shared/side-conversations.ts";
import { useQuickTimes } from "../conversations/acts/use-quick-times.ts";
import { type Draft, emptyDraft, removeFile } from "../conversations/composer/draft.ts";
import type { RichTextHandle } from "../conversations/composer/editor/parts.ts";
import { FileList } from "../conversations/composer/FileList.tsx";
import { RichText } from "../conversations/composer/RichText.tsx";
import { useUploads } from "../conversations/composer/use-uploads.ts";
import { call } from "../lib/call.ts";
import { remembered } from "../lib/remembered.ts";
import { createStore, useStore } from "../lib/store.ts";
import { spokenTime, useNow } from "../lib/time.ts";
import { Button } from "../ui/Button.tsx";
import { IconButton } from "../ui/IconButton.tsx";
import { Select } from "../ui/Select.tsx";
import { AlongDialog } from "./AlongDialog.tsx";
import { nothingAlong } from "./ForwardPicker.tsx";
import { useSideAct } from "./sides.ts";

/** Where one writes in a side conversation: the answer of whoever was asked, or the next question with its time. */
export function SideComposer({ side }: { side: SideConversation }) {
  const { t } = useTranslation();
  const act = useSideAct();
  const field = useRef<RichTextHandle>(null);
  const picker = useRef<HTMLInputElement>(null);
  // What was typed outlives the tab; null is nothing.
  const [words] = useState(() =>
    remembered(`side.${side.id}`, z.string().max(200_000).nullable(), null, { safe: true }),
  );
  const [draft] = useState(() => createStore<Draft>(emptyDraft));
  const html = useStore(words) ?? "";
  const { files } = useStore(draft);
  const uploads = useUploads(draft);
  const [along, setAlong] = useState(nothingAlong);
  const [showing, setShowing] = useState(false);
  const times = useTimes(side);
  const [by, setBy] = useState<string | null>(null);
  const chosen = times.find(({ value }) => value === by) ?? times[0];
  const ready = !isEmpty(html) && uploads.uploads.length === 0 && !act.isPending;

  const fileIds = files.map(({ id }) => id);

  const send = (close = false) => {
    if (!ready) return;
    const { forwardIds, attachmentIds } = along;
    const body = { html, forwardIds: [...forwardIds], attachmentIds: [...attachmentIds], fileIds, close };
    const expectedBy = side.askedMe || close ? undefined : chosen?.at;
    act.mutate(
      {
        run: () =>
          call(writeSide, { params: { id: side.id }, body: { ...body, ...(expectedBy && { expectedBy }) } }),
        done: t(side.askedMe ? "side.answeredDone" : "side.sent"),
      },
      {
        onSuccess: () => {
          words.set(null);
          draft.set(emptyDraft);
          setAlong(nothingAlong);
          field.current?.focus();
        },
      },
    );
  };

  return (
    <section aria-label={t("side.write")} className="shrink-0 border-t border-line bg-surface px-4 py-2">
      <RichText
        key={side.id}
        ref={field}
        label={t("side.write")}
        placeholder={t(side.askedMe ? "side.answerHint" : "side.writeHint", { name: side.asked.name })}
        value={html}
        onChange={(next) => words.set(next === "" ? null : next)}
        onSend={() => send()}
        onFiles={(added) => uploads.add(added)}
        mentions={false}
        macros={null}
      />
      <FileList
        files={files}
        uploads={uploads.uploads}
        onRemove={(id) => removeFile(draft, id)}
        onDrop={uploads.drop}
        onRetry={uploads.retry}
      />
      <div className="mt-1 flex flex-wrap items-center justify-end gap-1.5">
        <input
          ref={picker}
          type="file"
          multiple
          hidden
          onChange={(event) => {
            uploads.add([...(event.target.files ?? [])]);
            event.target.value = "";
          }}
        />
        <IconButton label={t("composer.attach")} onClick={() => picker.current?.click()}>
          <Paperclip />
        </IconButton>
        {side.conversation && (
          <Button
            size="sm"
            look="plain"
            icon={<Forward className="size-3.5" />}
            onClick={() => setShowing(true)}
          >
            {along.forwardIds.length === 0
              ? t("side.start.along")
              : t("side.along.count", { count: along.forwardIds.length })}
          </Button>
        )}
        {!side.askedMe && chosen && (
          <Select
            label={t("side.expectedBy")}
            value={chosen.value}
            onChange={setBy}
            items={times}
            className="w-auto max-w-36 me-auto"
          />
        )}
        {!side.askedMe && side.state !== "closed" && (
          <Button size="sm" disabled={!ready} onClick={() => send(true)}>
            {t("side.sendAndClose")}
          </Button>
        )}
        <Button size="sm" look="primary" busy={act.isPending} disabled={!ready} onClick={() => send()}>
          {t(side.askedMe ? "side.answer" : "side.sendAndWait")}
        </Button>
      </div>
      {showing && side.conversation && (
        <AlongDialog
          side={side}
          conversationId={side.conversation.id}
          html={html}
          fileIds={fileIds}
          along={along}
          onChange={setAlong}
          onClose={() => setShowing(false)}
        />
      )}
    </section>
  );
}

/** Until when one waits: as said before while that is to come, and the quick times. */
function useTimes({ expectedBy }: SideConversation) {
  const { t } = useTranslation();
  const now = useNow();
  const quick = useQuickTimes().map(({ id, at, label }) => ({ value: id, at, label }));
  const before = { value: "before", at: expectedBy, label: spokenTime(expectedBy, now) };
  return [...(expectedBy > now ? [before] : []), ...quick].map((one) => ({
    ...one,
    label: t("side.until", { when: one.label }),
  }));
}
