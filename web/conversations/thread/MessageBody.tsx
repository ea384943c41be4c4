import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Message } from "../../../shared/messages.ts";
import { MailFrame } from "./MailFrame.tsx";
import { hasOwnColours, isPlainEnough, linked, saysOnlyWords } from "./text.ts";

/** What was newly written, with everything else one click away and remote images blocked until asked for. */
export function MessageBody({ message }: { message: Message }) {
  const { t } = useTranslation();
  const [original, setOriginal] = useState(false);
  const [images, setImages] = useState(false);
  const html = original
    ? (message.originalHtml ?? (message.originalText === null ? message.html : null))
    : message.html;
  const text = original ? (message.originalText ?? message.text) : message.text;
  const own = message.direction !== "in";
  // Of a customer's mail bold words alone are not worth a frame; of ours they were meant.
  const plain = html === null || (own ? saysOnlyWords(html) : isPlainEnough(html));
  const hasOriginal = message.originalHtml !== null || message.originalText !== null;
  const small = "rounded text-xs text-faint underline decoration-dotted underline-offset-2 hover:text-ink";

  return (
    <>
      {html !== null && (original || !plain) ? (
        <MailFrame
          html={html}
          images={images}
          plainLook={own && !hasOwnColours(html)}
          title={t("conversations.mailFrame", { name: message.author.name })}
        />
      ) : (
        <PlainText text={text} />
      )}
      {(hasOriginal || message.blockedImages > 0) && (
        <div className="mt-2 flex gap-4">
          {hasOriginal && (
            <button
              type="button"
              className={small}
              aria-expanded={original}
              onClick={() => setOriginal(!original)}
            >
              {original ? t("conversations.hideOriginal") : t("conversations.showOriginal")}
            </button>
          )}
          {message.blockedImages > 0 && !images && (
            <button type="button" className={small} onClick={() => setImages(true)}>
              {t("conversations.showImages", { count: message.blockedImages })}
            </button>
          )}
        </div>
      )}
    </>
  );
}

function PlainText({ text }: { text: string }) {
  return (
    <p className="text-base leading-6 break-words whitespace-pre-wrap [unicode-bidi:plaintext]" dir="auto">
      {linked(text).map((part, index) =>
        part.href ? (
          // The parts of a text never change places.
          <a
            key={index}
            href={part.href}
            target="_blank"
            rel="noopener noreferrer nofollow"
            className="text-coral-ink underline underline-offset-2"
          >
            {part.text}
          </a>
        ) : (
          part.text
        ),
      )}
    </p>
  );
}
