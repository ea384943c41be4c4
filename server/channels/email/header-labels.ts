/** The names mail programs give to header lines when they quote or forward a message, by language. */
export type HeaderField = "from" | "date" | "to" | "cc" | "bcc" | "subject" | "replyTo" | "other";

const LABELS: Record<Exclude<HeaderField, "other">, string> = {
  from: "from|von|de|da|van|od|från|fra|lähettäjä|от|кого|від|gönderen|kimden|差出人|送信者|发件人|发信人|寄件者|寄件人|보낸 사람|보낸사람|feladó|de la|από|remitente|expéditeur|mittente|afzender|absender|nadawca|avsändare|avsender|отправитель|remetente|odesílatel|odosielateľ|saatja|nuo|từ|dari|จาก|מאת|من",
  date: "date|sent|datum|gesendet|gesendet am|fecha|enviado|enviado el|enviada em|enviado em|data|envoyé|envoyé le|inviato|data invio|verzonden|verzonden op|wysłano|data wysłania|skickat|datum skickat|sendt|dato|lähetetty|päivämäärä|päiväys|дата|отправлено|надіслано|tarih|gönderildi|gönderme tarihi|日時|送信日時|日付|送信日|日期|发送时间|发送日期|时间|傳送時間|寄件日期|보낸 날짜|날짜|보낸시간|elküldve|dátum|küldve|trimis|trimisă|ημερομηνία|στάλθηκε|odesláno|datum odeslání|dátum odoslania|odoslané|poslano|enviat|ngày|đã gửi|tanggal|dikirim|วันที่|תאריך|נשלח|תاريخ|التاريخ|تاريخ|تم الإرسال",
  to: "to|an|à|a|para|aan|naar|do|till|til|vastaanottaja|кому|кому:|alıcı|kime|宛先|收件人|收信人|收件者|받는 사람|받는사람|címzett|către|catre|προς|komu|prima|prejemnik|per|empfänger|destinatario|destinatário|destinataire|odbiorca|mottagare|mottaker|đến|kepada|ถึง|אל|إلى|pour",
  cc: "cc|kopie|kopie (cc)|copie|copie à|copia|cópia|dw|do wiadomości|kopia|kopi|kopio|копия|копія|bilgi|抄送|副本|참조|másolatot kap|másolat|kópia|κοιν|κοινοποίηση|c.c|カーボンコピー",
  bcc: "bcc|cci|cco|ccn|blindkopie|密送|скрытая копия|udw|숨은 참조",
  subject:
    "subject|betreff|objet|asunto|assunto|oggetto|onderwerp|temat|ämne|emne|aihe|тема|konu|件名|主题|主旨|主題|제목|tárgy|subiect|θέμα|předmět|predmet|zadeva|assumpte|teema|tema|chủ đề|tiêu đề|subjek|perihal|เรื่อง|หัวเรื่อง|נושא|الموضوع|موضوع",
  replyTo:
    "reply-to|reply to|antwort an|répondre à|responder a|responder para|rispondi a|antwoord aan|odpowiedz do|svar till|svar til|返信先|回复|回覆",
};

const OTHER =
  "message-id|organization|organisation|attachments|anlagen|pièces jointes|importance|priority|wichtigkeit|resent-from|user-agent|添付ファイル|附件|reply-to|x-mailer|mime-version|content-type|priorité|adjuntos|datos adjuntos|allegati|bijlagen|załączniki|bilagor|newsgroups|groupes|delivered-to|return-path";

const FIELD_OF = new Map<string, HeaderField>();
for (const [field, words] of Object.entries({ ...LABELS, other: OTHER })) {
  for (const word of words.split("|")) if (!FIELD_OF.has(word)) FIELD_OF.set(word, field as HeaderField);
}

export interface HeaderLine {
  field: HeaderField;
  value: string;
}

const LINE =
  /^[>\s|]{0,12}[*_]{0,2}([\p{L}][\p{L}\p{M} .()'-]{0,28}?)[*_]{0,2}\s{0,3}[*_]{0,2}[:：]\s{0,8}[*_]{0,2}(?:\s|)(.*)$/u;

/** Reads "From: Jane <jane@…>", "*Von:* …", "> De : …", "发件人：…" in the languages known; null for any other line. */
export function headerLine(raw: string): HeaderLine | null {
  if (raw.length > 4_000) return null;
  const found = LINE.exec(raw.slice(0, 2_000));
  if (!found) return null;
  const word = (found[1] ?? "").normalize("NFC").toLowerCase().replace(/\s+/g, " ").trim();
  const field = FIELD_OF.get(word);
  return field ? { field, value: (found[2] ?? "").trim() } : null;
}
