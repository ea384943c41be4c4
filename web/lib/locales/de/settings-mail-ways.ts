import type * as en from "../en/settings-mail-ways.ts";
import type { German } from "../languages.ts";

export const mailGrant: German<typeof en.mailGrant> = {
  title: "Anmelden ohne Passwort",
  hint: "Microsoft 365 und Google verlangen statt eines Passworts ihre eigene Anmeldung (OAuth 2). Auch für andere ist das möglich.",
  none: "Dieses Postfach meldet sich mit den oben eingetragenen Passwörtern an.",
  setUp: "Anmeldung einrichten",
  change: "Ändern",
  providers: { microsoft: "Microsoft 365", google: "Google", other: "dem Anbieter" },
  choices: { microsoft: "Microsoft 365", google: "Google (Gmail, Workspace)", other: "Ein anderer Anbieter" },
  states: { asked: "noch hat niemand zugestimmt", given: "angemeldet", ended: "beendet" },
  asks: "Als {{mailbox}} bei {{provider}}.",
  given: "Angemeldet",
  ended:
    "Abholen und Senden warten, bis sich jemand wieder anmeldet. Mails, die inzwischen kommen, hebt der Anbieter auf; sie werden dann abgeholt.",
  signIn: "Bei {{provider}} anmelden",
  again: "Noch einmal bei {{provider}} anmelden",
  remove: "Stattdessen ein Passwort verwenden",
  removeTitle: "Stattdessen ein Passwort verwenden?",
  removeText:
    "Die Erlaubnis von {{provider}} wird vergessen. Tragen Sie danach oben die Passwörter der Server ein.",
  removed: "Die Anmeldung ist vergessen. Tragen Sie jetzt Passwörter für die Server ein.",
  noPassword: "Kein Passwort nötig: Das Postfach meldet sich bei {{provider}} an.",
  form: {
    title: "Anmeldung von {{inbox}}",
    lead: "Melden Sie Baton zuerst beim Anbieter als Anwendung an; er gibt Ihnen Client-ID und Geheimnis. Danach melden Sie sich dort einmal an.",
    provider: "Anbieter",
    redirect: "Weiterleitungsadresse",
    redirectHint: "Tragen Sie sie beim Anbieter bei der Anwendung ein, Buchstabe für Buchstabe.",
    copied: "Kopiert.",
    clientId: "Client-ID",
    clientIdHint: "Bei Microsoft „Anwendungs-ID (Client)“.",
    secret: "Client-Geheimnis",
    secretKept: "Lassen Sie es leer, um das vorhandene zu behalten, wenn ID und Anbieter gleich bleiben.",
    secretHint: "Wird verschlüsselt aufbewahrt und nie wieder gezeigt.",
    mailbox: "Postfach",
    mailboxHint: "Das Konto, dessen Mails es sind. Meist die Adresse des Postfachs selbst.",
    tenant: "Verzeichnis (Mandant)",
    tenantHint: "Nur wenn Ihre Organisation nichts anderes erlaubt: dessen ID oder Domain. Leer: jedes.",
    authorizeUrl: "Adresse, an der man zustimmt",
    tokenUrl: "Adresse, die Token ausgibt",
    scope: "Berechtigung (Scope)",
    scopeHint: "Wonach gefragt wird, samt dem, was ein Refresh-Token bringt, etwa offline_access.",
    act: "Speichern und bei {{provider}} anmelden",
  },
  came: {
    given: "{{inbox}} ist angemeldet. Ab jetzt werden Mails so abgeholt und gesendet.",
    failed: "{{inbox}} ist nicht angemeldet.",
    failedHint: "Sonst hat sich nichts geändert; Sie können es unten sofort noch einmal versuchen.",
    unknown: "Diese Antwort gehört zu keiner Ihrer Fragen.",
    unknownHint:
      "Eine Frage gilt zehn Minuten, einmal, und nur für die Person, die gefragt hat. Öffnen Sie das Postfach und melden Sie sich noch einmal an.",
    close: "Diese Mitteilung weglegen",
  },
};

export const mailHooks: German<typeof en.mailHooks> = {
  title: "Mails, die ein Maildienst übergibt",
  hint: "Postmark, SendGrid, Mailgun und Amazon SES können Ihre Mails annehmen und jede an eine Adresse dieses Hauses weiterreichen.",
  none: "Kein Dienst übergibt hier Mails.",
  add: "Dienst verbinden",
  providers: { postmark: "Postmark", sendgrid: "SendGrid", mailgun: "Mailgun", ses: "Amazon SES" },
  signed: "signiert",
  unsigned: "nur durch sein Geheimnis",
  lastMail: "Letzte Mail",
  noMail: "Noch kam keine Mail.",
  refused: "Abgewiesen:",
  topic: "Topic: {{topic}}",
  noTopic: "Wartet, dass Amazon sein Topic bestätigt.",
  remove: "Trennen",
  removeNamed: "{{provider}} trennen",
  removeTitle: "{{provider}} trennen?",
  removeText:
    "Was er an seine Adresse sendet, wird ab dann abgewiesen. Ändern Sie zuerst seine Einstellungen, damit keine Mail verloren geht.",
  removed: "{{provider}} ist getrennt.",
  form: {
    title: "Maildienst verbinden",
    lead: "Baton macht eine Adresse, in der ein Geheimnis steht. Sie tragen sie beim Dienst ein.",
    provider: "Dienst",
    key: { mailgun: "HTTP webhook signing key", sendgrid: "Verification key" },
    keyHint: {
      mailgun: "In Mailgun unter Settings → API security. Jede Mail wird damit geprüft.",
      sendgrid:
        "Nur wenn dort für den Parse Webhook „signed“ eingeschaltet ist. Leer: Es zählt allein das Geheimnis in der Adresse.",
    },
    act: "Adresse anlegen",
  },
  made: {
    title: "Die Adresse für {{provider}}",
    lead: "Sie enthält ein Geheimnis und wird nur jetzt gezeigt. Wer sie hat, kann Mails übergeben.",
    address: "Adresse",
    copied: "Kopiert.",
    where: {
      postmark:
        "Tragen Sie sie in Postmark ein: Ihr Server → Inbound stream → Settings → Webhook, und schalten Sie „Include raw email content“ ein.",
      sendgrid:
        "Tragen Sie sie in SendGrid ein: Settings → Inbound Parse → Add host, und schalten Sie „POST the raw, full MIME message“ ein.",
      mailgun:
        "Tragen Sie sie in Mailgun ein: Receiving → Create route → Forward, so wie sie da steht. Sie endet auf „mime“, damit Mailgun die ganze Mail sendet.",
      ses: "Legen Sie in Amazon SNS ein HTTPS-Abonnement Ihres Topics darauf an; in SES eine Empfangsregel, die in das Topic veröffentlicht, Kodierung Base64. Baton bestätigt das Abonnement von selbst.",
    },
    done: "Ich habe sie eingetragen",
  },
};
