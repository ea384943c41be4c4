import type * as en from "../en/mail-said.ts";
import type { German } from "../languages.ts";

export const mailSaid: German<typeof en.mailSaid> = {
  unknown_address: "Die Adresse gibt es nicht.",
  unknown_host: "Die Domain der Adresse nimmt keine Mail an.",
  disabled: "Das Postfach ist geschlossen.",
  moved: "Der Empfänger hat jetzt eine andere Adresse.",
  mailbox_full: "Das Postfach des Empfängers ist voll.",
  too_large: "Die Mail ist dem Server des Empfängers zu groß.",
  rate_limited: "Der Server bittet, langsamer zu senden.",
  blocked: "Der Server hat unseren gesperrt.",
  spam: "Der Server hält die Mail für Spam.",
  policy: "Eine Regel des Servers verbietet es.",
  content: "Der Server nimmt nicht an, was in der Mail steht.",
  network: "Die Verbindung ist fehlgeschlagen.",
  expired: "Sie konnte nicht rechtzeitig zugestellt werden.",
  loop: "Die Mail lief im Kreis.",
  other: "Der Server hat sie nicht angenommen.",
  serverSaid: "{{inner}} Der Server sagte: {{said}}",
  noAddress: "An diese Adresse lässt sich keine Mail senden: {{said}}",
  attachmentGone: "Eine Datei ist nicht mehr lesbar.",
  linkRanOut: "Der Link darin lief ab, bevor sie gesendet werden konnte.",
  noServer: "Für dieses Postfach ist kein Mailserver eingerichtet.",
  givenUp: "Nach zwei Tagen aufgegeben. {{inner}}",
  cameBack: "Sie kam zurück. {{inner}}",
  delayedThere:
    "Ein Server unterwegs hat sie und konnte sie noch nicht weitergeben; er versucht es von selbst erneut. {{inner}}",
  expanded: "Sie erreichte dort eine Liste, die sie an ihre Mitglieder weitergab.",
  relayed: "Sie wurde an einen Server weitergegeben, der nicht meldet, ob sie ankam.",
  takenBack: "Sie wurde zurückgenommen.",
  sentElsewhere: "Stattdessen an eine andere Adresse gesendet.",
  complained: "Eine Mail von uns wurde dem Anbieter als Spam gemeldet.",
  complainedAs: "Eine Mail von uns wurde dem Anbieter gemeldet ({{type}}).",
  stopped: "An diese Adresse geht keine Mail: {{inner}}",
  unwanted: "Mail dieser Art ist nicht erwünscht ({{purpose}}).",
  notAgreed: "Mail dieser Art wurde nicht zugestimmt (Werbung).",
  pace: "{{address}} hat von diesem Postfach innerhalb einer Stunde {{number}} automatische Mails bekommen. Vielleicht antworten zwei Maschinen einander. Senden Sie sie von Hand, wenn sie gehen soll.",

  signInRefused: "{{server}} nimmt Benutzername oder Passwort nicht an: {{said}}",
  enterAgain:
    "Geben Sie Benutzername und Passwort neu ein. Viele Anbieter verlangen statt Ihres eigenen ein App-Passwort für Programme.",
  nameUnknown: "Der Name {{server}} ist nicht bekannt.",
  checkName: "Prüfen Sie den Namen des Servers auf Tippfehler.",
  notSafe: "Zu {{server}} kam keine sichere Verbindung zustande: {{said}}",
  checkEncryption:
    "Prüfen Sie Port und Verschlüsselung: TLS ist meist 465, STARTTLS 587. Das Zertifikat muss für diesen Namen gelten.",
  unreachable: "{{server}} ist nicht zu erreichen: {{said}}",
  checkFirewall:
    "Prüfen Sie Name und Port und ob eine Firewall die Verbindung durchlässt. Es wird von selbst erneut versucht.",
  broke: "Die Verbindung zu {{server}} riss ab: {{said}}",
  askKeeper: "Es wird von selbst erneut versucht. Hält es an, fragen Sie, wer diesen Server betreibt.",
  slow: "{{server}} brauchte für eine Mail länger als {{seconds}} Sekunden.",
  askWhySlow:
    "Es wird von selbst erneut versucht. Hält es an, fragen Sie, wer diesen Server betreibt, warum er so langsam ist.",
  diskFull: "Mail blieb im Mailkonto liegen: Auf unserer eigenen Festplatte ist kein Platz.",
  makeRoom: "Schaffen Sie Platz, wo Baton seine Daten hat. Danach wird die Mail von selbst abgeholt.",
  untrusted: "Für das Zertifikat von {{server}} bürgt niemand, dem wir trauen ({{said}}).",
  nameCertificate:
    "Geben Sie dem Server eines, das für diesen Namen gilt, oder nennen Sie mit BATON_MAIL_CA eine Datei mit dem Zertifikat dessen, der dafür bürgt.",
  noFolder: "Im Mailkonto gibt es keinen Ordner {{folder}}.",
  makeFolder:
    "Legen Sie ihn dort an oder nehmen Sie ihn aus den Ordnern dieses Postfachs. Die anderen werden gelesen.",
  grantOther: "Die Erlaubnis von {{mailbox}} gilt für {{hosts}}, nicht für {{host}}.",
  grantForServer: "Lassen Sie sie für diesen Server neu erteilen oder geben Sie ein Passwort ein.",
  grantEnded: "{{mailbox}} ist uns nicht mehr erlaubt. {{said}}",
  grantOver: "{{mailbox}} ist uns nicht mehr erlaubt.",
  grantAgain: "Öffnen Sie das Postfach in den Einstellungen und lassen Sie die Erlaubnis neu erteilen.",
  noToken: "{{host}} gibt gerade keinen Zugang: {{said}}",
  checkTokenAddress:
    "Es wird von selbst erneut versucht. Hält es an, prüfen Sie die Adresse und ob eine Firewall dazwischensteht.",
  grantRefused: "{{host}} nimmt nicht an, was sein Anbieter erlaubt hat: {{said}}",
  allowMail:
    "Prüfen Sie, ob die Verwaltung des Kontos IMAP und SMTP erlaubt (bei Microsoft: authentifiziertes SMTP) und ob es das Mailkonto ist, das die Erlaubnis gab.",

  stepReceiver: "Eingebauter Empfänger",
  stepServer: "Mailserver",
  stepFind: "Den Server finden",
  stepConnect: "Verbinden",
  stepEncrypt: "Verschlüsseln",
  stepSignIn: "Anmelden",
  stepGreet: "Begrüßen und anmelden",
  stepFolder: "Den Ordner {{folder}} öffnen",
  accepted: "Mail an {{address}} wird auf Port {{port}} angenommen.",
  takesMail: "{{server}} nimmt Mail von uns an.",
  signedInAs: "Angemeldet als {{user}}.",
  mailsInside: "{{number}} Mails darin.",
  found: "{{host}} hat die Adresse {{address}}.",
  noSuchServer: "Kein Server heißt {{host}}.",
  portAnswers: "Port {{port}} antwortet.",
  portSilent: "Port {{port}} von {{host}} antwortet nicht ({{said}}).",
  checkPort: "Prüfen Sie den Port und ob eine Firewall dazwischensteht.",
  certificateValid: "Das Zertifikat ist gültig.",
  notEncrypted: "Auf Port {{port}} ist nicht von Anfang an verschlüsselt ({{said}}).",
  starttlsMeant: "Vielleicht ist STARTTLS gemeint.",
};

export const dnsSaid: German<typeof en.dnsSaid> = {
  unanswered: "Das DNS hat zu {{name}} nicht geantwortet.",
  lookAgain:
    "Sehen Sie in einer Minute noch einmal nach. Hält es an, fragen Sie, wer das DNS der Domain verwaltet.",
  silent: "Das DNS hat nicht geantwortet.",
  lookAgainSoon: "Sehen Sie in einer Minute noch einmal nach.",
  enterRecord: "Tragen Sie diesen TXT-Eintrag ein.",
  changeRecord: "Ändern Sie den Eintrag in diesen.",

  spfMany: "{{domain}} hat {{number}} SPF-Einträge. Empfänger zählen das wie keinen.",
  joinRecords: "Fassen Sie sie zu einem Eintrag zusammen.",
  spfNone: "{{domain}} sagt nicht, wer für sie senden darf; Mail von dort gilt leicht als gefälscht.",
  spfAll: "{{domain}} erlaubt der ganzen Welt, für sie zu senden (+all).",
  replaceAll: "Ersetzen Sie +all am Ende durch ~all.",
  spfQuestions:
    "Diesen Eintrag zu prüfen kostet {{number}} Fragen an das DNS; mehr als {{most}} machen ihn ungültig.",
  takeOut: "Nehmen Sie Dienste heraus, die nicht mehr für Sie senden.",
  spfMissing: "Ihre Mail geht über {{servers}} hinaus, was {{domain}} nicht erlaubt.",
  spfOpen: "Der Eintrag sagt nicht, was von allen anderen Servern zu halten ist.",
  endWithAll: "Beenden Sie ihn mit ~all.",
  spfGood: "{{domain}} sagt, wer für sie senden darf.",
  spfUnknown:
    "{{domain}} sagt, wer für sie senden darf. Ob die Server hinter {{servers}} darunter sind, weiß deren Anbieter.",

  dkimSigned: "Mail von {{domain}} wird hier signiert.",
  dkimTwice: "Mail von {{domain}} wird hier zweimal signiert, mit RSA und mit Ed25519.",
  dkimEdOnly:
    "Mail von {{domain}} wird hier signiert, aber nur so (Ed25519), wie es viele Server nicht lesen.",
  addRsa: "Machen Sie daneben einen RSA-Schlüssel und tragen Sie seinen Eintrag ein.",
  dkimWaiting: "Mail wird noch nicht signiert: {{inner}}",
  keyNotThere: "Der Eintrag steht nicht im DNS.",
  enterKey:
    "Tragen Sie diesen TXT-Eintrag ein. Es wird von selbst wieder nachgesehen; neue Einträge brauchen bis zu einer Stunde.",
  dkimNone:
    "Mail von {{domain}} wird hier nicht signiert. Vielleicht signiert sie Ihr Mailserver; das kann Baton nicht sehen.",
  makeKey: "Machen Sie einen Schlüssel und tragen Sie seinen Eintrag ein.",
  keyNone: "Unter {{name}} gibt es noch keinen TXT-Eintrag.",
  keyMany: "Unter {{name}} gibt es {{number}} TXT-Einträge; es darf nur einer sein.",
  keyEmpty: "Der Eintrag unter {{name}} enthält keinen Schlüssel (p=).",
  keyWithdrawn: "Der Eintrag unter {{name}} sagt, dass der Schlüssel zurückgezogen wurde.",
  keyCut:
    "Der Schlüssel unter {{name}} ist nach {{number}} Zeichen abgeschnitten; tragen Sie ihn ganz ein, wenn nötig in Stücken.",
  keyOther: "Der Eintrag unter {{name}} zeigt einen anderen Schlüssel.",

  dmarcNone:
    "{{domain}} sagt nicht, was mit Mail geschehen soll, die nur vorgibt, von ihr zu kommen. Große Anbieter nehmen von solchen Domains weniger Mail an.",
  enterDmarc:
    "Tragen Sie diesen TXT-Eintrag ein; seine Berichte sagen, wer in Ihrem Namen sendet. Ändern Sie später p=none in p=quarantine.",
  dmarcMany: "_dmarc.{{name}} hat {{number}} DMARC-Einträge. Empfänger zählen das wie keinen.",
  keepOne: "Behalten Sie einen davon.",
  dmarcWatched:
    "Mail, die nur vorgibt, von Ihnen zu kommen, wird beobachtet, aber nicht aufgehalten (p=none).",
  tightenDmarc:
    "Wenn SPF und DKIM für alles gut sind, was in Ihrem Namen sendet, ändern Sie p=none in p=quarantine.",
  dmarcPolicy: "Die Vorgabe „{{policy}}“ des Eintrags kennt kein Empfänger.",
  writePolicy: "Schreiben Sie p=none, p=quarantine oder p=reject.",
  dmarcRefused: "Mail, die nur vorgibt, von Ihnen zu kommen, wird abgelehnt.",
  dmarcSpam: "Mail, die nur vorgibt, von Ihnen zu kommen, landet im Spam.",

  mxNone:
    "{{domain}} sagt nicht, welcher Server ihre Mail annimmt; Antworten von Kunden kommen dann vielleicht zurück.",
  enterMx:
    "Tragen Sie den MX-Eintrag Ihres Mailanbieters ein, oder den der Maschine, auf der Batons Empfänger läuft.",
  mxGood: "Mail an {{domain}} geht an {{servers}}.",
};

export const proofSaid: German<typeof en.proofSaid> = {
  signed: "signiert von {{domain}}",
  spf: "SPF für {{domain}} bestanden",
  senders: "kein einzelner Absender, der zu belegen wäre",
  silent: "vorläufig, das DNS hat nicht geantwortet",
  late: "vorläufig, das DNS hat nicht rechtzeitig geantwortet",
  unchecked: "vorläufig, ließ sich nicht prüfen: {{said}}",
  dmarc: "DMARC von {{domain}} nicht bestanden",
  otherDomain: "für eine andere Domain belegt als die des Absenders",
  brokenSignature: "die Signatur stimmt nicht",
  nothing: "weder signiert noch von einem erlaubten Server gesendet",
  listOrForm: "über eine Liste oder ein Formular geschrieben",
  ownAddress: "an die Adresse gesendet, die für diesen Kunden signiert ist",
  theirAddress: "an die Adresse gesendet, die für sie signiert ist",
  foreignAddress: "an eine Adresse gesendet, die für jemand anderen signiert ist; {{inner}}",
  forwarded: "weitergeleitet von {{name}}",
};

export const automaticSaid: German<typeof en.automaticSaid> = {
  complaintReport: "eine Beschwerdemeldung (RFC 5965)",
  deliveryReport: "ein Zustellbericht",
  receipt: "eine Lesebestätigung (RFC 8098)",
  ownMark: "unser eigenes Kennzeichen {{mark}}",
  autoresponder: "das Kennzeichen einer automatischen Antwort",
  exchangeRule: "eine Regel von Exchange",
  suppressed: "X-Auto-Response-Suppress und der Betreff",
  absence: "ein Abwesenheitsbetreff und {{inner}}",
  nullPath: "der leere Rückweg",
  answers: "es ist eine Antwort auf eine Mail",
  itsText: "der Text",
  campaign: "Kopfzeilen einer Kampagne",
  listHeaders: "Kopfzeilen einer Liste",
  mailSystem: "die eigene Adresse eines Mailsystems",
  saysSo: "ein Betreff, der es sagt",
  noReply: "eine Adresse, die keine Antworten annimmt",
  newsletter: "die Adresse eines Newsletters",
  nothing: "nichts spricht dagegen",
  robotPath: "der Rückweg führt zu einem Automaten",
  noSender: "kein Absender",
  ourselves: "sie kommt von uns selbst",
  mailingList: "eine Mailingliste",
  person: "ein Mensch hat sie geschrieben",
};
