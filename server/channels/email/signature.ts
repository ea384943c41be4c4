import type { LineKind, Lines } from "./lines.ts";

const MAX_LINES_AFTER_MARK = 30;
const MAX_LINES_AFTER_DASHES = 12;

const DEVICE =
  "iphone|ipad|ipod|apple ?watch|android|samsung|galaxy|blackberry|windows ?(?:phone|mail|10|11)?|nokia|huawei|xiaomi|redmi|oneplus|pixel|htc|lg|sony|xperia|motorola|moto|oppo|vivo|honor|fairphone|smartphone|mobile|mobiltelefon|mobil|handy|téléphone|telefon|telefono|telefoon|móvil|celular|phone|cell|tablet|outlook|gmail|yahoo|aol|proton ?mail|protonmail|mail app|mail for windows|mail für windows|courrier|thunderbird|spark|airmail|bluemail|k-9|fairemail|mailbird|superhuman|shortwave|hey|gmx|web\\.de|t-online|freenet|mail\\.ru|yandex|libero|orange|bouygues|sfr|virgilio|tutanota|tuta|zoho|edison|newton|myMail|nine|boxer|verizon|at&t|t-mobile|vodafone|o2|telstra|rogers|bell|workspace one|icloud|mac\\b";

const SENT =
  "sent|send|sendt|gesendet|versendet|verschickt|von mein(?:em|er)|envoyé|envoyée|envoyer|provenance|enviado|enviada|inviato|inviata|verzonden|verstuurd|vanaf mijn|wysłane|wysłano|skickat|skickades|lähetetty|отправлено|надіслано|gönderildi|odesláno|odoslané|elküldve|küldve|trimis|poslano|στάλθηκε|enviat|diese nachricht wurde|ce message a été|dikirim|đã gửi|από το|posláno";

const SENT_FROM = new RegExp(`^[\\s\\-–—_*~>(\\[<]*(?:${SENT})(?!\\p{L}).{0,80}?(?:${DEVICE})`, "iu");
const SENT_EAST =
  /^(?:(?:iphone|ipad|android|samsung|galaxy|xperia|outlook|yahoo).{0,20}(?:から送信|から送信されました|에서 보냄)|(?:发自|發自|從|从|来自|來自)我?的? ?.{0,24}(?:iphone|ipad|android|手机|手機|邮箱|郵件|outlook|华为|小米|传送|傳送|发送)|나의 .{0,20}에서 보냄|私の.{0,12}から送信)/iu;
const GET_APP =
  /^[\s<[(]*(?:get|download|outlook für|télécharge[rz]|obtene?r|obtenga|obter|baixe|scarica|download|haal|pobierz|hämta|hent|hanki|загрузить|скачать|获取|取得|下載).{0,40}(?:outlook|ios|android|yahoo mail).{0,120}$|^outlook (?:für|for|pour|para|per|voor) (?:ios|android)|^yahoo mail: search, organize, conquer|^iOS 版 ?outlook|^sent with (?:proton ?mail|tuta)/iu;
const AFTERTHOUGHT = /^\s*(?:p\.?\s?s\.?|n\.?\s?b\.?|ps|pd|nb)\s*[:.\-–]?\s/iu;

/** "Sent from my iPhone" and its kin, in the words phones and mail programs use. */
export function isMobileSignature(line: string): boolean {
  if (line.length > 160) return false;
  const text = line.trim();
  if (text.split(/\s+/).length > 16 || /\?/.test(text)) return false;
  return SENT_FROM.test(text) || SENT_EAST.test(text) || GET_APP.test(text);
}

/**
 * The lines of the signature: below the last "-- " of what was written, a mailing list's footer, or phone lines at its end.
 * Names and closings without a mark stay: nobody can tell them from words meant for us.
 */
export function signatureLines(lines: Lines, kinds: LineKind[]): number[] {
  const end = kinds.lastIndexOf("written");
  let start = end;
  while (start > 0 && (kinds[start - 1] === "written" || kinds[start - 1] === "blank")) start--;
  const found = marked(lines, kinds, start, end);
  const below = found.length > 0 ? (found[0] ?? end) - 1 : end;
  return [...phoneLines(lines, kinds, start, below), ...found];
}

function marked(lines: Lines, kinds: LineKind[], start: number, end: number): number[] {
  for (let i = Math.max(start, end - MAX_LINES_AFTER_MARK); i <= end; i++) {
    const line = lines.text(i);
    const mark = markOf(line);
    if (!mark || !isSignature(lines, i, end, mark)) continue;
    // Something must be left: a message that is all "signature" is a message.
    if (!kinds.slice(0, i).includes("written")) continue;
    return Array.from({ length: end - i + 1 }, (_, k) => i + k);
  }
  return [];
}

type Mark = "dashes" | "list";

function markOf(line: string): Mark | null {
  if (/^(?:--|–|—|__)\s*$/u.test(line)) return "dashes";
  return /^(?:_{20,}|-{20,})\s*$/.test(line) ? "list" : null;
}

function isSignature(lines: Lines, mark: number, end: number, kind: Mark): boolean {
  const rest = Array.from({ length: end - mark }, (_, k) => lines.text(mark + 1 + k)).filter(
    (line) => line.trim() !== "",
  );
  if (rest.length === 0) return true;
  if (rest.some((line) => AFTERTHOUGHT.test(line))) return false;
  const all = rest.join("\n");
  if (kind === "list")
    return (
      rest.length <= 8 &&
      /mailman|listinfo|unsubscribe|mailing list|groups\.google|abbestellen|désabonner|liste? de diffusion|mailing-list/i.test(
        all,
      )
    );
  if (/you received this message because|to unsubscribe|listinfo/i.test(all)) return true;
  const long = rest.filter(
    (line) =>
      line.length > 100 &&
      !/confidential|vertraulich|privileged|intended|disclaimer|bestimmt|confidenti/i.test(all),
  ).length;
  return (
    rest.length <= MAX_LINES_AFTER_DASHES * 2 && long === 0 && !rest.some((line) => /[?？]\s*$/u.test(line))
  );
}

function phoneLines(lines: Lines, kinds: LineKind[], start: number, end: number): number[] {
  const found: number[] = [];
  let words = false;
  for (let i = 0; i < start; i++) if (kinds[i] === "written") words = true;
  for (let i = end; i >= start; i--) {
    const line = lines.text(i);
    if (line.trim() === "" || (found.length > 0 && /^[-_–—\s]{1,60}$/.test(line))) continue;
    if (isMobileSignature(line)) found.unshift(i);
    else {
      words = true;
      break;
    }
  }
  return words || found.length === 0 ? found : [];
}
