import { Paperclip } from "lucide-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../shared/conversation-shape.ts";
import { isEmpty } from "../../shared/rich-text.ts";
import { previewSide, startSide } from "../../shared/side-conversations.ts";
import { TimeChoice } from "../conversations/acts/TimeChoice.tsx";
import { useQuickTimes } from "../conversations/acts/use-quick-times.ts";
import { type Draft, emptyDraft, removeFile } from "../conversations/composer/draft.ts";
import { FileList } from "../conversations/composer/FileList.tsx";
import { RichText } from "../conversations/composer/RichText.tsx";
import { useUploads } from "../conversations/composer/use-uploads.ts";
import { call } from "../lib/call.ts";
import { createStore, useStore } from "../lib/store.ts";
import { Button } from "../ui/Button.tsx";
import { Actions, Dialog } from "../ui/Dialog.tsx";
import { Field, Input } from "../ui/Field.tsx";
import { ForwardPicker, nothingAlong } from "./ForwardPicker.tsx";
import { openSide } from "./open-side.ts";
import { SidePreview } from "./SidePreview.tsx";
import { useSideAct } from "./sides.ts";
import { useLook } from "./use-look.ts";
import { askedOf, nobodyYet, WhomField } from "./WhomField.tsx";

/** Asks somebody beside a conversation: whom, what, what is shown along, and by when the answer is expected. */
export function StartSideDialog({
  conversation,
  onClose,
}: {
  conversation: Conversation;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const act = useSideAct();
  const options = useQuickTimes();
  const picker = useRef<HTMLInputElement>(null);
  const [whom, setWhom] = useState(nobodyYet);
  const [subject, setSubject] = useState("");
  const [html, setHtml] = useState("");
  const [along, setAlong] = useState(nothingAlong);
  const [expectedBy, setExpectedBy] = useState<Date | null>(options[0]?.at ?? null);
  const [draft] = useState(() => createStore<Draft>(emptyDraft));
  const { files } = useStore(draft);
  const uploads = useUploads(draft);

  const to = askedOf(whom);
  const params = { id: conversation.id };
  const shown = {
    subject: subject.trim(),
    html,
    forwardIds: [...along.forwardIds],
    attachmentIds: [...along.attachmentIds],
    fileIds: files.map(({ id }) => id),
  };
  const worded = shown.subject !== "" && !isEmpty(html) && uploads.uploads.length === 0;
  const ready = to !== null && worded && expectedBy !== null;

  const { look, looking, mail } = useLook(shown, () => call(previewSide, { params, body: shown }));
  const send = () => {
    if (!ready) return;
    act.mutate({
      run: async () => {
        const { id } = await call(startSide, { params, body: { to, expectedBy, ...shown } });
        openSide.set({ kind: "thread", id });
      },
      done: t("side.start.done"),
    });
  };

  return (
    <Dialog open wide onClose={onClose} title={t("side.start.title")} description={t("side.unseen")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <WhomField value={whom} onChange={setWhom} />
        <Field label={t("side.start.subject")}>
          <Input value={subject} onValueChange={setSubject} maxLength={300} />
        </Field>
        <div>
          <p className="mb-1 font-medium">{t("side.start.message")}</p>
          <div className="rounded-md border border-field bg-surface px-2.5 py-1">
            <RichText
              ref={null}
              label={t("side.start.message")}
              placeholder={t("side.start.messageHint")}
              value={html}
              onChange={setHtml}
              onSend={send}
              onFiles={(added) => uploads.add(added)}
              mentions={false}
              macros={null}
            />
          </div>
          <div className="mt-1.5 flex flex-wrap items-center gap-1.5">
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
            <Button
              size="sm"
              icon={<Paperclip className="size-3.5" />}
              onClick={() => picker.current?.click()}
            >
              {t("composer.attach")}
            </Button>
            <FileList
              files={files}
              uploads={uploads.uploads}
              onRemove={(id) => removeFile(draft, id)}
              onDrop={uploads.drop}
              onRetry={uploads.retry}
            />
          </div>
        </div>
        <ForwardPicker conversationId={conversation.id} value={along} onChange={setAlong} />
        <TimeChoice
          label={t("side.expectedBy")}
          options={options}
          value={expectedBy}
          onChange={setExpectedBy}
        />
        {whom.outside && mail && <SidePreview mail={mail} to={whom.address} />}
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          {whom.outside && (
            <Button disabled={!worded} busy={looking} onClick={look}>
              {t("side.preview.show")}
            </Button>
          )}
          <Button type="submit" look="primary" busy={act.isPending} disabled={!ready}>
            {t(whom.outside ? "side.start.send" : "side.start.ask")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
