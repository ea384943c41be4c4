import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  type AttachmentLink,
  renewAttachmentLink,
  revokeAttachmentLink,
} from "../../../shared/attachment-links.ts";
import { listMessages } from "../../../shared/messages.ts";
import { call } from "../../lib/call.ts";
import { exactTime, useNow } from "../../lib/time.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";

interface Props {
  id: string;
  name: string;
  link: AttachmentLink;
}

/** Says that a file went as a link: until when it works, how often it was fetched, and how to end or renew it. */
export function SentAsLink({ id, name, link }: Props) {
  const { t } = useTranslation();
  const now = useNow();
  const queries = useQueryClient();
  const ended = link.revokedAt !== null || link.expiresAt <= now;
  const change = useMutation({
    mutationFn: () => call(ended ? renewAttachmentLink : revokeAttachmentLink, { params: { id } }),
    onSettled: () => queries.invalidateQueries({ queryKey: [listMessages.path] }),
  });

  return (
    <div className="mt-1 flex max-w-64 flex-wrap items-center gap-x-2 text-xs text-faint">
      <span>
        {ended ? t("mailStory.link.ended") : t("mailStory.link.until", { at: exactTime(link.expiresAt) })}
        {" · "}
        {t("mailStory.link.fetched", { count: link.downloads })}
      </span>
      <Button
        size="sm"
        look="plain"
        busy={change.isPending}
        aria-label={t(ended ? "mailStory.link.renewNamed" : "mailStory.link.endNamed", { name })}
        onClick={() => change.mutate()}
      >
        {t(ended ? "mailStory.link.renew" : "mailStory.link.end")}
      </Button>
      <ErrorLine error={change.error} />
    </div>
  );
}
