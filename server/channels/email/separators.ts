/** Lines that mail programs put between what is new and what was there: "-----Original Message-----" and its kin. */

const ORIGINAL =
  /original message|replied message|original email|mail original|ursprüngliche mail|원본 이메일|original mail|reply message|previous message|ursprüngliche nachricht|originalnachricht|ursprüngliche e-mail|originalmail|original-nachricht|antwort[ -]nachricht|ursprüngliche mitteilung|message d'origine|message d’origine|message original|mensaje original|mensagem original|messaggio originale|oorspronkelijk bericht|origineel bericht|wiadomość oryginalna|oryginalna wiadomość|ursprungligt meddelande|originalmeddelande|originalt meddelande|oprindelig meddelelse|opprinnelig melding|original melding|alkuperäinen viesti|původní (?:zpráva|e-mail)|pôvodná správa|исходное сообщение|оригинальное сообщение|пересылаемое сообщение|вихідне повідомлення|orijinal (?:mesaj|ileti)|özgün ileti|元のメッセージ|オリジナルメッセージ|原始邮件|原始信件|原始郵件|原邮件|回复的原邮件|원본 메[시세]지|eredeti üzenet|mesajul original|mesaj original|αρχικό μήνυμα|missatge original|izvorna poruka|izvirno sporočilo/iu;

const FORWARDED =
  /forwarded (?:message|email|mail)|weitergeleitete (?:nachricht|e-mail|mail)|weitergeleitet (?:von|durch)|message transféré|courriel transféré|message transmis|mensaje reenviado|mensagem (?:encaminhada|reencaminhada)|messaggio inoltrato|doorgestuurd bericht|wiadomość przekazana|przekazana wiadomość|treść przekazanej wiadomości|przesłana wiadomość|vidarebefordrat (?:meddelande|mail)|videresendt (?:meddelelse|besked|melding|e-post)|välitetty viesti|edelleenlähetetty viesti|přeposlaná zpráva|preposlaná správa|пересланное (?:сообщение|письмо)|переслане повідомлення|пересылаемое сообщение|iletilmiş (?:mesaj|ileti)|yönlendirilen|転送(?:された)?メッセージ|転送メール|转发的?(?:邮件|消息)|已转发的?邮件|轉寄的?郵件|轉寄信件|전달된? ?메[시세]지|továbbított (?:üzenet|levél)|mesaj redirecționat|mesaj transmis|προωθημένο μήνυμα|missatge reenviat|προωθημενο/iu;

const BEGIN_FORWARDED =
  /^(?:begin forwarded message|anfang der weitergeleiteten (?:nachricht|e-mail|mail)|beginn der weitergeleiteten nachricht|début du (?:message (?:réexpédié|transféré)|courriel transféré)|inicio del mensaje reenviado|inicio de mensaje reenviado|in[ií]cio da mensagem (?:reenviada|encaminhada|reencaminhada)|inizio (?:del )?messaggio inoltrato|begin doorgestuurd bericht|początek przekazywanej wiadomości|początek przekazanej wiadomości|vidarebefordrat brev|vidarebefordrat mejl|start på videresendt (?:besked|melding)|videresendt (?:besked|melding)|välitetty viesti alkaa|начало переадресованного (?:сообщения|письма)|začátek přeposílané zprávy|início da mensagem|転送されたメッセージ|以下は転送メッセージです|以下に転送(?:された)?メッセージ|下面是被转发的邮件|开始转发的邮件|開始轉寄的郵件|전달된 메시지|továbbított levél kezdete|iletilen mesajın başlangıcı|începutul mesajului (?:redirecționat|transmis)|початок листа)\s*[:：]?\s*$/iu;

const REPLY_ABOVE =
  /(?:(?:reply|respond|write|type|answer)\b.{0,30}\babove (?:this|the) line|above this line .{0,20}(?:reply|respond)|oberhalb dieser (?:zeile|linie).{0,20}(?:antworten|schreiben)|(?:antwort|antworten).{0,30}(?:oberhalb|über) dieser (?:zeile|linie)|au-dessus de cette ligne|encima de esta l[ií]nea|acima desta linha|sopra questa (?:linea|riga)|boven deze (?:regel|lijn)|powyżej tej linii|ovanför (?:den här|denna) (?:raden|linjen)|over denne linjen?|この行より上に|فوق هذا السطر|在此行上方|在此線上方)/iu;

/** What helpdesks and forums put above the older messages of their notifications. */
const PREVIOUS =
  /^\*{0,2}(?:previous (?:replies|messages|discussion)|(?:vorherige|frühere) (?:antworten|nachrichten)|réponses précédentes|respuestas (?:previas|anteriores)|respostas anteriores|risposte precedenti|eerdere (?:reacties|antwoorden)|poprzednie odpowiedzi|tidigare svar|предыдущие ответы)\*{0,2}\s?:?$/iu;

/** QQ Mail says no more than this, between long rules. */
const BARE_ORIGINAL = /^-{10,60} ?original ?-{10,60}$/i;
/** Lotus Notes: "-----Jane Doe <jane@…> wrote: -----", phones: "-------- Jane Doe wrote --------". */
const NOTES =
  /^-{3,20}.{3,150}(?:wrote|schrieb|a écrit|escribió|ha scritto|schreef|escreveu|skrev|napisał(?:\(a\))?|kirjoitti|napsal(?:\(a\))?|написал(?:\(а\))?) ?:? ?-{3,20}$/iu;

export type Separator = "original" | "forwarded" | "replyAbove";

/** What kind of separator the line is, null for any other. Only lines of dashes around known words, or a client's own phrase. */
export function separatorOf(line: string): Separator | null {
  if (line.length < 6 || line.length > 200) return null;
  // "İ" in lower case is two characters, which no pattern expects.
  const text = line
    .replace(/^[>\s|]+/, "")
    .replaceAll("İ", "i")
    .trim();
  if (BEGIN_FORWARDED.test(text)) return "forwarded";
  const framed = /^[-\u2010-\u2015_=*#~]{2,60}\s?(.{3,80}?)\s?[-\u2010-\u2015_=*#~:]{0,60}$/u.exec(text);
  if (framed) {
    const words = framed[1] ?? "";
    if (FORWARDED.test(words)) return "forwarded";
    if (ORIGINAL.test(words)) return "original";
  }
  if (PREVIOUS.test(text) || BARE_ORIGINAL.test(text) || NOTES.test(text)) return "original";
  if (REPLY_ABOVE.test(text) && (/^[-–—_=*#~>\s[(<]{0,60}/u.exec(text)?.[0].length || text.length < 90))
    return "replyAbove";
  return null;
}

/** Words between rules of dashes, whatever they say: with a header block right below they announce it. */
export function isFramed(line: string): boolean {
  return /^[>\s]*([-_=*])\1{3,60}\s?[^\s\-_=*][^\n]{1,60}\s?\1{4,60}\s*$/u.test(line.slice(0, 200));
}

/** A rule of underscores or dashes, as Outlook draws above its header block. */
export function isRule(line: string): boolean {
  return /^[>\s]*(?:_{5,}|-{5,}|={5,}|\*{5,}|—{3,}|─{3,})\s*$/u.test(line.slice(0, 300));
}

/** Where old text begins: with the rule right above its separator, if there is one. */
export function withRule(lineAt: (index: number) => string, from: number): number {
  return /^\s*-{3,}\s*$/.test(lineAt(from - 1)) ? from - 1 : from;
}
