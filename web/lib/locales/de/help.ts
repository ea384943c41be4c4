import type * as en from "../en/help.ts";
import type { German } from "../languages.ts";

export const help: German<typeof en.help> = {
  title: "So funktioniert Baton",
  lead: "Das Anliegen eines Kunden ist ein Staffelstab: Immer hat ihn jemand in der Hand, und der nächste Schritt ist immer zugesagt. Alles Weitere in fünf Minuten.",
  contents: "Auf dieser Seite",
  parts: {
    holder: {
      title: "In wessen Hand?",
      text: "Jede ungelöste Konversation ist in der Hand einer Person, oder in der eines Teams, dessen Leitung dafür einsteht. Das Gesicht in der Leiste über der Konversation zeigt, in wessen.",
      more: "Ist es nicht Ihre und sollte es sein, übernehmen Sie. Der Kunde sieht den Vornamen der verantwortlichen Person.",
    },
    promise: {
      title: "Die Zusage",
      text: "Was als Nächstes geschieht, und bis wann. Bei jeder Antwort werden Sie danach gefragt: eine spätere Zeit, warten auf den Kunden, oder gelöst. In den Listen steht zuoberst, was als Nächstes fällig ist.",
      more: "Kurz vor der Fälligkeit wird eine Zusage gelb, danach rot. Von einer überfälligen erfährt die Leitung. Können Sie eine nicht halten, sagen Sie eine neue Zeit zu, bevor die alte vorbei ist.",
    },
    writing: {
      title: "Schreiben",
      text: "Schreiben Sie wie in Markdown: # für eine Überschrift, - für eine Liste, **fett**, > für ein Zitat, ` für Code. Tabellen und Bilder lassen sich einfügen, Dateien hineinziehen; : sucht ein Emoji, und in einer Notiz ruft @ eine Kollegin oder einen Kollegen, die die Konversation von da an sehen.",
      more: "Der Knopf mit den zwei Buchstaben zeigt alles als Knöpfe. Strg+K macht aus den gewählten Worten einen Link, Strg+Umschalt+V fügt ohne Formatierung ein, Strg+Eingabe sendet, und Escape verlässt das Feld. Kunden bekommen Ihre Antwort formatiert und als reinen Text.",
    },
    drafts: {
      title: "Entwürfe und später senden",
      text: "Was Sie schreiben, liegt eine Sekunde nach der letzten Taste auf dem Server, nur für Sie, und steht auf allen Ihren Geräten; G und dann F zeigt Ihre Entwürfe. Antwortet jemand, während Sie schreiben, stehen dessen Worte über Ihren, und ohne Ihr Wort wird nichts gesendet.",
      more: "Strg+Umschalt+Enter lässt eine Antwort später hinausgehen. Schreibt der Kunde zuerst, geht sie nicht hinaus und ist wieder Ihr Entwurf. Sagt Ihr Text, bis wann, macht Strg+. das zur Zusage.",
    },
    handover: {
      title: "Die Übergabe",
      text: "Geben Sie eine Konversation mit einer Übergabenotiz weiter: was der Kunde möchte, was versucht und was zugesagt wurde. So muss niemand den Kunden zweimal fragen.",
      more: "Bis zur Annahme bleibt sie in Ihrer Hand. Wer ablehnt, sagt warum, und Sie machen weiter. Um sie sofort und ohne zu fragen weiterzugeben, weisen Sie sie zu.",
    },
    tracker: {
      title: "Die Verfolgungsseite",
      text: "Die eigene Seite des Kunden zu seinem Anliegen: wer sich kümmert, wann die nächste Nachricht kommt und was gesagt wurde. Der Link steht in der ersten Mail von uns, und dort kann der Kunde auch antworten.",
      more: "Notizen erscheinen dort nie. Im Menü der Konversation können Sie die Seite öffnen oder alle ihre Links beenden.",
    },
    followUp: {
      title: "Die Nachfrage",
      text: "Einige Zeit nachdem Sie eine Konversation gelöst haben, wird der Kunde einmal gefragt, wie es war. Eine unzufriedene Antwort öffnet sie wieder, in derselben Hand und mit neuer Zusage.",
      more: "Wann sie hinausgeht, steht in den Einstellungen unter Arbeitsbereich.",
    },
    views: {
      title: "Eigene Ansichten",
      text: "Legen Sie unter „Mehr“ eine Ansicht an für das, was Sie jeden Tag suchen: Bedingungen, eine Reihenfolge, Spalten. Sie wird gezählt und bleibt von selbst aktuell, für Sie, für Ihr Team oder für alle.",
      more: "Wird ein Feld entfernt, nach dem eine Ansicht fragt, sagt sie es und zeigt die Stelle, die zu reparieren ist. Eine Firma ist an der Domain zu erkennen, von der ihre Leute schreiben; die großen Mailanbieter sind niemandes Firma.",
    },
    search: {
      title: "Suche",
      text: "G, dann / durchsucht alles, was Sie sehen dürfen: Nachrichten, Notizen, Nebengespräche, Kunden und Dateinamen. Vom letzten Wort genügt der Anfang, Akzente sind gleichgültig, und Namen werden trotz eines Tippfehlers gefunden. Genauer fragen Sie mit from: holder: team: status: tag: before: und anderen; sie werden beim Tippen angeboten. Von Nebengesprächen stehen die neuesten zehn da; ein Link darunter führt zu allen passenden.",
      more: "Wörter in Anführungszeichen stehen hintereinander, -wort lässt etwas weg, or und ( ) wählen. Eine Suche lässt sich als Ansicht speichern. Was seither zu finden wäre, wird über der Liste gezählt und auf Wunsch gezeigt. Was Sie nicht sehen dürfen, wird nie gefunden.",
    },
    many: {
      title: "Viele auf einmal",
      text: "Wählen Sie aus mit x, mit Umschalt und den Pfeilen oder einem Klick, oder alles in einer Ansicht mit Strg+A; dann weisen Sie zu, verschlagworten, sagen zu, lösen und mehr. Es geschieht im Hintergrund und geht weiter, wenn Sie die Seite verlassen oder schließen.",
      more: "Wo etwas nicht geht, erfahren Sie, bei welcher Konversation und warum. Eine halbe Stunde lang können Sie es rückgängig machen.",
    },
    merging: {
      title: "Ein Problem, eine Konversation",
      text: "L, dann M führt Konversationen zusammen: Sie sehen vorher, was daraus wird, und können es 30 Tage lang zurücknehmen, samt Wiedervorlage und dem, was dort gerade geschrieben wurde. Eine Nachricht wird über das Zeichen an ihrem Kopf zur eigenen Konversation. L, dann L verknüpft Konversationen als über- oder untergeordnet, verwandt oder Duplikat; F beobachtet eine, die nicht in Ihrer Hand ist.",
      more: "Zwei Einträge für einen Kunden führen Sie auf der Seite des Kunden zusammen. Baton schlägt vor, wer dieselbe Person sein kann, und führt von selbst nur nachgewiesene Adressen eines Postfachs zusammen.",
    },
    beside: {
      title: "Neben der Konversation fragen",
      text: "d und dann a fragt ein Teammitglied, ein Team oder per E-Mail einen Lieferanten, in einem eigenen Faden: mit den Nachrichten, die Sie mitzeigen, und einem Blick auf genau das, was hinausgeht. Der Kunde sieht davon nie etwas. Teammitglieder finden die Frage im Posteingang (g und dann q) oder in einer Mail und antworten dort; ein Lieferant antwortet einfach auf die Mail. Auch spätere Nachrichten zeigen Nachrichten mit.",
      more: "Jede Frage hat eine Zeit, bis zu der die Antwort erwartet wird, und jemanden bei Ihnen, der dafür verantwortlich ist. Was offen ist, steht über der Konversation; Sie erfahren, wenn die Antwort da oder überfällig ist oder eine Mail zurückkam. Eine Antwort nach dem Schließen öffnet es wieder, und vor dem Lösen wird nach offenen gefragt.",
    },
    tasks: {
      title: "Zurückstellen, Aufgaben und Beschwerden",
      text: "Eine Konversation ruht bis zu einer Zeit, bis der Kunde schreibt oder bis eine andere gelöst ist; sie kommt immer rechtzeitig für ihre Zusage zurück und sagt, warum. Aufgaben stehen daneben (d und dann k): Ist niemand genannt, gehören sie der verantwortlichen Person; für jemand anderen oder ein Team sind sie eine eigene Zusage.",
      more: "Ist eine solche Aufgabe überfällig oder zu spät fällig, steht „In Gefahr“ in der Leiste. g und dann k zeigt alle Ihre Aufgaben. Am Griff vor einer Aufgabe wird sie verschoben, durch Ziehen oder mit den Pfeiltasten; eine Antwort, die löst, fragt nach offenen Aufgaben. Checklisten werden in den Einstellungen angelegt. Eine Beschwerde zeigt ihre Schritte, abgehakt von dem, was wirklich geschah.",
    },
    details: {
      title: "Einzelheiten, Themen und Vorlagen",
      text: "Neben einer Konversation stehen Thema, Ursache, Status, Art, Schlagwörter und die eigenen Felder Ihrer Firma: Drücken Sie darauf, um sie zu ändern, oder tippen Sie d und dann t, c, s, p, y oder g. Baton schlägt aus dem Geschriebenen ein Thema und danach eine Ursache vor; der Punkt nimmt den Vorschlag an.",
      more: "Beim Lösen wird nur gefragt, was nötig ist und fehlt. Eine neue Konversation kann ein notierter Anruf sein oder eine erste Nachricht, und eine Vorlage füllt den Rest aus. Eingerichtet wird das alles unter Einstellungen.",
    },
    macros: {
      title: "Textbausteine und gespeicherte Texte",
      text: "Tippen Sie beim Schreiben / und ein paar Buchstaben: Was Sie zuletzt benutzt haben, steht oben, die Eingabetaste fügt es mit Namen und Nummern ein. Was der Baustein tut, steht darunter und geschieht, wenn die Antwort gesendet wird; nehmen Sie weg, was diesmal nicht passt.",
      more: "Unter Einstellungen, Textbausteine, legen alle ihre eigenen an, Leitungen die ihres Teams, die Administration die für alle; je Sprache ein Text, und Baton nimmt den in der Sprache des Kunden. Bilder werden in den Text eingefügt oder hineingezogen.",
    },
    notices: {
      title: "Mitteilungen",
      text: "Die Glocke zählt, was Sie angeht und was Sie noch nicht gesehen haben: was Ihnen zugewiesen oder angeboten wird, Erwähnungen, Antworten von Kunden, Zusagen. Was jemand anderes beantwortet oder löst, fällt von selbst heraus. G und dann N öffnet die Liste.",
      more: "Unter Einstellungen, Mitteilungen wählen Sie für jede Art, ob sie auch per Push oder per Mail kommt, sofort oder gesammelt, und legen eine Ruhezeit fest. Was Sie hier gesehen haben, wird nicht noch einmal gesendet.",
    },
    byMail: {
      title: "Per Mail antworten",
      text: "Sie können eine Konversation aus Ihrem eigenen Postfach beantworten: Ihr Menü zeigt zwei Adressen, die für Sie gemacht sind, eine für Antworten und eine für Notizen; eine Mitteilung über eine einzelne Konversation beantworten Sie genauso. Baton glaubt Ihrer Mail, wenn Ihr Anbieter belegt, dass sie von Ihnen ist (DKIM oder SPF); alles andere in Ihrem Namen wird angehalten und geht an niemanden.",
      more: "Leiten Sie die Mail eines Kunden an ein Postfach weiter, wird sie zur Konversation dieses Kunden; was Sie darüber schreiben, ist eine Notiz für das Team.",
    },
    live: {
      title: "Die Tafel „Jetzt“",
      text: "Leitungen sehen unter Übersicht, Jetzt, wen wir am längsten warten lassen, was gefährdet und was überfällig ist, wie viel ihre Leute tragen und ob sie da sind. Sie hält sich selbst aktuell; jede Zahl öffnet ihre Konversationen.",
      more: "„7 von 10“ neben einem Namen heißt: so viele ungelöste Konversationen hat jemand, so viele sollen es höchstens sein. Die Zahl für alle steht unter Einstellungen, Arbeitsbereich, die für eine Person unter Menschen; sie lehnt nichts ab, doch wer darüber hinaus zuweist, erfährt es. Mit dem Knopf neben einer Konversation nehmen Sie sie, teilen sie zu, übergeben sie oder verschieben ihre Zusage, ohne die Tafel zu verlassen. Admins sehen alle Teams.",
    },
    roles: {
      title: "Wer was darf",
      text: "Eingebaute Rollen sagen, was die Leute dürfen. Unter Einstellungen, Rollen legen Sie eine eigene an: Sie beginnt als eingebaute Rolle, dann geben Sie mehr oder nehmen etwas weg; was abweicht, ist markiert, und wen es betrifft, steht darunter. Vergeben wird sie unter Einstellungen, Personen oder in einer Einladung.",
      more: "Eine Änderung gilt sofort, auch für Leute, die gerade angemeldet sind. Niemand vergibt, was er selbst nicht darf, und Inhaber dürfen immer alles. Was Sie nicht dürfen, wird nicht gezeigt; ein Bildschirm, den ein Link öffnet, sagt, wen Sie fragen können.",
    },
    log: {
      title: "Wer was geändert hat",
      text: "Wo etwas an den Einstellungen geändert wird, steht, wer es zuletzt geändert hat und wann. Die Administration findet alles unter Einstellungen, Prüfprotokoll: wer was woran getan hat, wie es vorher war, und den Weg dorthin.",
      more: "Sie können es auf einen Bereich, eine Person, einige Tage oder eine Sache eingrenzen und den Rest als Datei für Tabellen (CSV) oder Programme (JSON) holen. Auch das wird festgehalten.",
    },
    keys: {
      title: "Die Tasten",
      text: "Alles geht ohne Maus. Hier sind die nützlichsten Tasten; der Rest ist einen Tastendruck entfernt.",
      more: "Kürzel aus einem einzelnen Buchstaben können Sie in Ihrem eigenen Menü ausschalten.",
      all: "Alle Tasten zeigen",
    },
    language: {
      title: "Die Sprache",
      text: "Baton spricht Englisch, Deutsch und Arabisch. Wählen Sie Ihre Sprache in den Einstellungen unter Mein Konto; für andere ändert sich nichts.",
      more: "Wer nicht gewählt hat, liest die Sprache des Arbeitsbereichs. Kunden lesen ihre Seiten in der Sprache ihres Browsers.",
    },
    away: {
      title: "Ohne Verbindung, und als App",
      text: "Solange Baton nicht erreichbar ist, sagt es die Leiste oben. Sie können weiterschreiben; was Sie senden, wartet in diesem Browser und geht von selbst hinaus, genau einmal, wenn die Verbindung wieder da ist. Was dann abgelehnt wird oder mehr als zwölf Stunden gewartet hat, steht mit dem Grund unter seiner Konversation und in „Meine Entwürfe“; der Text bleibt, bis Sie sagen, was daraus wird.",
      more: "Ihr Browser kann Baton wie eine App installieren: Suchen Sie in seinem Menü nach „Installieren“. Gibt es eine neue Version, bietet eine Leiste an, sie zu laden; nichts von dem, was Sie geschrieben haben, geht verloren.",
    },
    tour: {
      title: "Der Rundgang",
      text: "Fünf kurze Schritte zeigen, was wo auf dem Bildschirm ist. Escape beendet ihn.",
      more: "Er wird allen, die neu sind, einmal angeboten und ist immer hier.",
    },
    mail: {
      title: "Wenn mit Mails etwas schiefgeht",
      text: "Geschriebenes wird nie weggeworfen. Hier lesen Sie, wo steht, was geschehen ist und was zu tun ist.",
      more: "Hilft nichts davon, findet die Administration den Grund im Mailprotokoll.",
    },
  },
  keys: {
    move: "Nächste oder vorige in einer Liste",
    open: "Öffnen, worauf die Markierung steht",
    reply: "Antworten",
    note: "Notiz für das Team schreiben",
    promise: "Nächsten Schritt zusagen",
    handover: "Mit einer Notiz übergeben",
    resolve: "Lösen",
    anything: "Alles finden und tun",
  },
  mail: {
    unsent:
      "Eine Antwort wurde nicht gesendet: Der Grund steht unter der Nachricht, daneben ein Knopf, um sie noch einmal zu senden. Baton selbst versucht es zwei Tage lang.",
    missing:
      "Die Mail eines Kunden erscheint nicht: Unter Einstellungen, Postfächer steht, ob das Postfach abgeholt werden kann. Prüfen Sie dort die Verbindung. Einstellungen, Was hereinkam sagt, ob alles aus dem Postfach hier ist, und holt noch einmal ab, was fehlt.",
    unproven:
      "„Nichts belegt, wer das geschrieben hat“: Die Absenderadresse könnte gefälscht sein. Wissen Sie, dass sie echt ist, bürgen Sie dafür.",
    links:
      "Eine Datei, die für eine Mail zu groß war, ging als Link: unter der Nachricht steht, wie oft sie abgeholt wurde, und dort lässt sich der Link beenden oder erneuern. Ab welcher Größe, und wie Mails je Sprache aussehen, steht beim Postfach.",
    held: "Eine Mail wird zurückgehalten: entweder fehlt ein Server zum Senden, oder eine Adresse bekam in einer Stunde viele automatische Mails. Einstellungen, Ausgegangene Mail sagt, was es ist, und lässt sie gehen.",
    offline:
      "Die Leitung ist unterbrochen: Der Balken oben sagt es. Was Sie schreiben, bleibt in diesem Browser, bis es gesendet ist.",
  },
  toInboxes: "Postfächer öffnen",
  toMailLog: "Sehen, was hereinkam",
};
