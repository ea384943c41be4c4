import { useTranslation } from "react-i18next";
import { isEmpty } from "../../shared/rich-text.ts";
import { previewSideMessage, type SideConversation } from "../../shared/side-conversations.ts";
import { call } from "../lib/call.ts";
import { Button } from "../ui/Button.tsx";
import { Actions, Dialog } from "../ui/Dialog.tsx";
import { type Along, ForwardPicker, nothingAlong } from "./ForwardPicker.tsx";
import { SidePreview } from "./SidePreview.tsx";
import { useLook } from "./use-look.ts";

interface Props {
  side: SideConversation;
  conversationId: string;
  /** What is about to be sent, as it stands now. */
  html: string;
  fileIds: readonly string[];
  along: Along;
  onChange: (along: Along) => void;
  onClose: () => void;
}

/** Which messages with the customer go along with the next word, and, where it leaves by e-mail, a look at all of it. */
export function AlongDialog({ side, conversationId, html, fileIds, along, onChange, onClose }: Props) {
  const { t } = useTranslation();
  const { address } = side.asked;
  const body = {
    html,
    forwardIds: [...along.forwardIds],
    attachmentIds: [...along.attachmentIds],
    fileIds: [...fileIds],
  };
  const { look, looking, mail } = useLook(body, () =>
    call(previewSideMessage, { params: { id: side.id }, body }),
  );
  return (
    <Dialog open wide onClose={onClose} title={t("side.start.along")} description={t("side.along.lead")}>
      <div className="flex flex-col gap-4">
        <ForwardPicker conversationId={conversationId} value={along} onChange={onChange} />
        {address !== null && mail && <SidePreview mail={mail} to={address} />}
        <Actions>
          {along.forwardIds.length > 0 && (
            <Button look="plain" onClick={() => onChange(nothingAlong)}>
              {t("side.along.none")}
            </Button>
          )}
          {address !== null && (
            <Button disabled={isEmpty(html)} busy={looking} onClick={look}>
              {t("side.preview.show")}
            </Button>
          )}
          <Button look="primary" onClick={onClose}>
            {t("side.along.done")}
          </Button>
        </Actions>
      </div>
    </Dialog>
  );
}
