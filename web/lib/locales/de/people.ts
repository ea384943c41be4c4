import type * as en from "../en/people.ts";
import type { German } from "../languages.ts";

export const people: German<typeof en.people> = {
  email: "E-Mail",
  password: "Passwort",
  newPassword: "Neues Passwort",
  passwordHint: "Mindestens {{count}} Zeichen. Ein Satz eignet sich gut.",
  yourName: "Ihr Name",
  timeZone: "Zeitzone",
  timeZoneHint: "In ihr werden die Geschäftszeiten gezählt.",
  signIn: {
    title: "Willkommen zurück",
    lead: "Melden Sie sich in Ihrem Posteingang an.",
    act: "Anmelden",
    forgot: "Neues Passwort wählen",
  },
  forgot: {
    title: "Neues Passwort wählen",
    lead: "Nennen Sie uns Ihre Adresse, und wir schicken Ihnen einen Link.",
    act: "Link schicken",
    back: "Zurück zur Anmeldung",
    doneTitle: "Sehen Sie in Ihr Postfach",
    done: "Wenn {{email}} zu jemandem hier gehört, ist ein Link unterwegs. Er gilt nur kurze Zeit und nur einmal.",
  },
  join: {
    deadTitle: "Dieser Link gilt nicht mehr",
    dead: "Er wurde benutzt, ist abgelaufen oder wurde zurückgenommen. Fordern Sie mit Ihrer E-Mail-Adresse einen neuen an; auch wer Sie eingeladen hat, kann einen neuen schicken. Haben Sie schon ein Passwort gewählt, melden Sie sich damit an.",
    title: "Wählen Sie Ihr Passwort",
    lead: "Dann sind Sie drin.",
    act: "Speichern und anmelden",
    askAgain: "Neuen Link anfordern",
  },
  setup: {
    title: "Richten Sie Ihr Baton ein",
    lead: "Eine Minute, dann kommt Ihre erste Konversation. Alles lässt sich später ändern.",
    workspace: "Arbeitsbereich",
    workspaceHint: "Wie Ihre Kunden Sie nennen, zum Beispiel der Name Ihres Ladens.",
    act: "Arbeitsbereich anlegen",
  },
  demo: {
    fill: "Mit Demodaten füllen",
    remove: "Demo wieder entfernen",
    none: {
      title: "Sehen Sie sich in einem Demoladen um",
      text: "Ein Jahr voller Kunden, Bestellungen und Konversationen. Nichts davon wird je verschickt, und mit einem Klick ist alles wieder fort.",
    },
    filling: {
      title: "Der Demoladen zieht gerade ein",
      text: "Sie können sich währenddessen schon umsehen.",
    },
    filled: { title: "Der Demoladen ist da", text: "Wenn Sie ihn entfernen, bleibt nichts davon zurück." },
    removing: { title: "Der Demoladen zieht gerade aus", text: "Was Ihnen gehört, bleibt." },
  },
  welcome: {
    title: "Willkommen, {{name}}",
    lead: "Ein paar erste Schritte, in beliebiger Reihenfolge. Jeder kann warten.",
    done: "(erledigt)",
    goToInbox: "Zum Posteingang",
    dismiss: "Diese Liste weglegen",
    steps: {
      inbox: {
        title: "Postfach verbinden",
        text: "Mails an Ihre Support-Adresse werden zu Konversationen.",
      },
      colleague: {
        title: "Jemanden aus dem Team einladen",
        text: "Damit eine Konversation von Hand zu Hand gehen kann.",
      },
      answer: {
        title: "Die erste Konversation beantworten",
        text: "Sagen Sie, was als Nächstes geschieht und bis wann; Baton wacht darüber.",
      },
    },
  },
};
