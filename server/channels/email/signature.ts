import type { LineKind, Lines } from "./lines.ts";

const MAX_LINES_AFTER_MARK = 30;
const MAX_LINES_AFTER_DASHES = 12;
const MAX_PHONE_LINES = 12;

const DEVICE =
  "iphon|ipad|ipod|apple ?watch|android|samsung|galaxy|blackberry|windows|nokia|huawei|xiaomi|redmi|oneplus|pixel|htc|lg|sony|xperia|motorola|moto|oppo|vivo|fairphone|smartphone|mobile|mobiltelefon|mobil|handy|téléphone|telefon|telefono|telefoon|teléfono|móvil|celular|phone|cell|tablet|outlook|gmail|yahoo|aol|proton ?mail|(?:e?-?mail|e-post|courrier|correo|posta|poczt)(?=.{0,40}(?:windows|ios|android|app(?!\\p{L})|mobil|onet|mail\\.ru|outlook))|mail\\.ru|thunderbird|airmail|k-9|fairemail|mailbird|superhuman|shortwave|gmx|web\\.de|t-online|freenet|telekom|yandex|яндекс|libero|virgilio|tutanota|tuta|zoho|newton|boxer|verizon|at&t|t-mobile|vodafone|telstra|workspace one|icloud|устройств|điện thoại|هاتف|(?:spark|hey|edison|nine|orange|bouygues|sfr|bell|rogers|o2|honor|mac|go)(?!\\p{L})";

/** "Sent from", with the little word that makes it a footer: "Sent the phone back" is what somebody did. */
const SENT =
  "sent (?:from|via) |sent with (?=my |airmail|superhuman|spark|shortwave|hey|proton|tuta|mailbird)|(?:gesendet|versendet|verschickt|geschickt) (?:von|vom|mit|über|aus|per|via) |envoyée? (?:de|depuis|à partir|avec|via|du|d['’])|provenance ?: |ce (?:message|courriel|mail) a été envoyé (?:de|depuis|avec|à partir)|enviad[oa] (?:desde|con|vía|via|de|do|da|a partir|com|pelo|através) |inviato (?:da|dal|dalla|dall['’]|con|tramite|via)(?!\\p{L})|(?:verstuurd|verzonden) (?:vanaf|vanuit|via|met|van) |wysłan[eoay] (?:z|ze|za|przez) |skicka(?:t|des) (?:från|via|med) |sendt (?:fra|via|med) |lähetetty |отправлено (?:с|со|из|от|через|при) |надіслано (?:з|із|зі|через) |odesláno (?:z|ze|pomocí|přes) |odoslan[éo] (?:z|zo|pomocou|cez) |poslano (?:z|s|iz|sa|putem) |(?:el)?küldve az? |trimis (?:de pe|din|cu|prin) |στάλθηκε από |enviat (?:des|amb|de) |(?:được )?gửi từ |dikirim dari |ส่งจาก ?|נשלח (?:מ|באמצעות)|(?:أُ?رسلت?|مرسلة?|تم الإرسال) من ";

const SENT_FROM = new RegExp(`^[\\s\\-–—_*~>(\\[<]*(?:${SENT})(?:.{0,60}?(?<!\\p{L}))??(?:${DEVICE})`, "iu");
/** Whoever speaks of themself or of a day tells something. */
const TELLS =
  /(?<!\p{L})(?:ich|habe|haben|wir|i|we|have|had|j['’]ai|nous|io|eu|ik|wij|jag|vi|jeg|yesterday|gestern|hier|ayer|ontem|ieri|gisteren|wczoraj|i ?går|eilen|вчера|на прошлой)(?!\p{L})/iu;
/** The verb at the end: German, Turkish. */
const SENT_LAST = new RegExp(
  `^[\\s\\-–—_*~>(\\[<]*(?:(?:von mein(?:em|er)|von unterwegs|mit (?:der|dem|meinem)|diese (?:nachricht|mail|e-mail) wurde (?:von|mit)) .{0,80}(?<!\\p{L})(?:${DEVICE}).{0,60} (?:gesendet|versendet|verschickt|geschickt)|(?:${DEVICE})\\p{L}{0,6}['’]?\\p{L}{0,8}(?:dan|den|tan|ten) gönderildi)[.!)>\\]]?$`,
  "iu",
);
const SENT_EAST =
  /^(?:.{0,24}(?:iphone|ipad|android|samsung|galaxy|xperia|outlook|yahoo!?メール.{0,12}|windows.{0,10}|スマホ|携帯|私の.{0,12})から送信(?:されました)?|.{0,16}(?:iphone|ipad|갤럭시|galaxy|android|아이폰|핸드폰|휴대폰).{0,8}에서 보냄|(?:发自|發自|从|從|来自|來自|发送自|寄自)我?的? ?.{0,16}(?:iphone|ipad|android|手机|手機|邮箱|郵箱|邮件|郵件|outlook|windows).{0,8}(?:发送|傳送|传送|寄出)?)[。.]?$/iu;
const GET_VERB =
  "get|download|holen sie sich|hol dir|obtenir|obten|ottenere|verkrijg|télécharge[rz]|obtenez|obtene?r|obtenga|obter|obtenha|baixe|baixar|ottieni|scarica|haal|pobierz|hämta|skaffa|hent|få|hanki|загрузить|скачать|получить|获取|取得|下載|下载";
const GET_APP = new RegExp(
  `^[\\s<[(]*(?:(?:${GET_VERB}) .{0,20}(?:outlook|yahoo mail|bluemail|typeapp|aqua mail|nine)|(?:outlook|yahoo mail) .{0,24}(?:beziehen|herunterladen|downloaden|ophalen|を入手|다운로드|下载|edinin)|ios için outlook).{0,100}$`,
  "iu",
);
const PLATFORM = /ios|android|iphone|ipad|mac|windows/i;
const SLOGAN =
  /^yahoo mail: search, organize, conquer|^sent with \[?(?:proton ?mail|tuta)|^ios 版 ?outlook|^sent on the go\.?$/iu;
/** "Sent from my TI-85": a name with a number in it is a machine's; "<<sent by galaxy>>" and "From my iPhone 6". */
const MODEL = new RegExp(
  `^[\\s<(\\[]*(?:sent from my (?:\\p{L}[\\p{L}-]{1,12} )?\\p{L}{2,12}-?\\d{1,4}\\p{L}?|(?:sent )?(?:from my|by(?= \\p{L}+[\\s>)\\]]*$)) (?:${DEVICE})\\p{L}{0,3}(?: ?\\d{1,2}\\p{L}{0,3})?)[\\s>)\\].!]*$`,
  "iu",
);
const AFTERTHOUGHT = /^\s*(?:p\.?\s?s\.?|n\.?\s?b\.?|ps|pd|nb)\s*[:.\-–]?\s/iu;

/** "Sent from my iPhone" and its kin, in the words phones and mail programs use. */
export function isMobileSignature(line: string): boolean {
  if (line.length > 160) return false;
  const text = line.trim();
  // An order number, a question, or a long sentence is what somebody has to say.
  if (text.split(/\s+/).length > 16 || /[?？]|\d{5,}/.test(text.replace(/<[^<>]*>/g, ""))) return false;
  if (TELLS.test(text)) return false;
  if (SLOGAN.test(text) || SENT_EAST.test(text) || SENT_LAST.test(text)) return true;
  return SENT_FROM.test(text) || MODEL.test(text) || (GET_APP.test(text) && PLATFORM.test(text));
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
  // Between the items of a list it is a line somebody drew.
  if (kind === "dashes" && /^\s*[-*•]\s+\S/.test(rest[0] ?? "")) return false;
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
    // More of them are no footer, and to put each before the others would take its time.
    if (found.length >= MAX_PHONE_LINES) return [];
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
