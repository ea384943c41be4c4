/** Names and phrases by which automatic mail is known. */

export const DAEMON =
  /^(?:mailer-daemon|mail-daemon|maildaemon|postmaster|mail-delivery-subsystem|mdaemon|mailerdaemon|microsoftexchange[0-9a-f]{10,}|mail\.delivery|mail-delivery|delivery|bounce-notification|mailsystem)$/i;

export const NO_REPLY =
  /^(?:no[-_.]?reply|do[-_.]?not[-_.]?reply|donotrespond|nicht[-_.]?antworten|ne[-_.]?pas[-_.]?repondre|no[-_.]?responder|nao[-_.]?responda|noresponse|unattended|autoreply|auto-?responder|autoresponse|mailer|listserv|majordomo|robot|notifications?)(?:[-_.+].*)?$|[-_.](?:no-?reply|donotreply)$/i;

export const BULK_LOCAL = /^(?:bounces?|newsletter|news|mailings?)(?:[-_.+=].*)?$/i;

/** Subjects of absence notices as mail programs write them, at the very beginning. */
export const OUT_OF_OFFICE_SUBJECT =
  /^\s*[[【(]?\s*(?:automatic reply|auto(?:matic)?[- ]?(?:reply|response|responder|answer)|autoreply|out[ -]of[ -](?:the[ -])?office|ooo\b|vacation|(?:i am|i['’]m|currently) (?:currently )?(?:out|away|on (?:vacation|holiday|leave))|away from|on (?:annual |maternity |parental |sick )?(?:leave|vacation|holiday)\b|automatische (?:antwort|rückmeldung|abwesenheit)|abwesenheits?(?:notiz|nachricht|meldung|info)?|abwesenheit|abwesend|autom\. antwort|ich bin (?:nicht|außer|im urlaub)|nicht im (?:büro|haus)|außer haus|urlaubs(?:vertretung|meldung|notiz)|réponse automatique|reponse automatique|absence|absent|message d['’]absence|je suis (?:absent|en congé)|respuesta autom[aá]tica|ausente de la oficina|estoy de vacaciones|fuera de (?:la )?oficina|ausencia|resposta autom[aá]tica|fora do escritório|ausência|estou de férias|risposta automatica|fuori (?:sede|ufficio)|assenza|assente|sono in ferie|automatisch antwoord|automatische reactie|afwezig|niet aanwezig|niet op kantoor|automatyczna odpowiedź|autoodpowiedź|odpowiedź automatyczna|nieobecno|poza biurem|jestem na urlopie|automatiskt svar|autosvar|frånvaro|frånvarande|ej på kontoret|inte på kontoret|automatisk svar|fravær|ikke til stede|ikke på kontoret|ude af kontoret|automaattinen vastaus|poissa|автоответ|автоматический ответ|автоматична відповідь|автоматично|автоматичен отговор|нет на месте|нет в офисе|я в отпуске|отсутствие|otomatik yanıt|otomatik cevap|ofis dışında|automatická odpověď|mimo kancelář|nepřítomn|automatická odpoveď|mimo kancelárie|automatikus válasz|irodán kívül|házon kívül|răspuns automat|αυτόματη απάντηση|εκτός γραφείου|תשובה אוטומטית|מענה אוטומטי|מחוץ למשרד|رد تلقائي|خارج المكتب|samodejni odgovor|automatski odgovor|balasan otomatis|automaatvastus|automatinis atsakymas|automātiska atbilde|自動返信|自動応答|不在|休假中|外出自动回复|自动回复|自動回覆|自动答复|외출|부재중|자동 ?회신|자동 ?응답|resposta automàtica|jawaban otomatis|trả lời tự động|ตอบกลับอัตโนมัติ)/iu;

/** Subjects that are a person's as often as a robot's: "Vacation", "Away". They count only beside the null path or Precedence. */
export const VACATION_SUBJECT =
  /^\s*[[【(]?\s*(?:auto:|away\b|holiday|leave\b|urlaub|congés?\b|en congés?|en vacances|vacaciones|de vacaciones|férias|de férias|ferie|in ferie|vakantie|met vakantie|urlop|na urlopie|semester|loma\b|lomalla|izin|dovolen|szabadság|в отпуске|отпуск|休暇|休假|휴가)/iu;

/** Sentences of absence notices: with such a subject enough to know one, alone not. */
export const OUT_OF_OFFICE_TEXT =
  /out of (?:the )?office|on (?:annual )?(?:leave|vacation|holiday)|currently (?:away|out|unavailable)|limited access to (?:my )?e-?mail|will (?:be back|return)|(?:automated|automatic|auto)[- ](?:reply|response|message)|nicht (?:im (?:büro|haus)|erreichbar)|außer haus|im urlaub|ab dem .{2,20} wieder|(?:nicht|keinen) zugriff auf|je suis (?:absent|en congés?|actuellement)|absent(?:e)? du bureau|de retour le|fuera de (?:la )?oficina|de vacaciones|estar[eé] ausente|fora do escrit[oó]rio|de f[eé]rias|ausente|fuori (?:sede|ufficio)|in ferie|assente|afwezig|met vakantie|niet op kantoor|jestem na urlopie|nieobecn|poza biurem|semester|frånvarande|tillbaka den|på ferie|fraværende|lomalla|poissa|в отпуске|отсутству|dovolen|szabadság|不在|休暇|休假|外出|휴가|부재|в отпуск|извън офиса/iu;
