import type * as en from "../en/mail-reading.ts";
import type { German } from "../languages.ts";

export const mailTraits: German<typeof en.mailTraits> = {
  forwardedBy:
    "Von {{name}} an uns weitergeleitet. Ihre Antwort geht an die Person, die sie geschrieben hat.",
  signedBy: "Signiert von {{signer}} – die Signatur wurde nicht geprüft.",
  signed: "Signiert – die Signatur wurde nicht geprüft.",
  encrypted:
    "Verschlüsselt: Sie lässt sich hier nicht lesen. Der Anhang öffnet sich in einem Mailprogramm, das den Schlüssel hat.",
  newPeople: "Neu: {{names}}",
  gonePeople: "Nicht mehr",
  writeByMail: "Per Mail antworten",
  mailAddress: {
    title: "Diese Konversation per Mail beantworten",
    lead: "Schreiben Sie aus Ihrem eigenen Postfach an diese Adressen. Sie gelten nur für Sie; Baton glaubt einer Mail erst, wenn Ihr Mailanbieter belegt, dass sie von Ihnen ist.",
    reply: "Antwort an den Kunden",
    note: "Notiz für das Team",
    none: "Der Name dieses Postfachs ist zu lang für solche Adressen.",
    copy: "Kopieren",
    copied: "Kopiert",
  },
};

export const invitation: German<typeof en.invitation> = {
  label: "Einladung: {{title}}",
  noTitle: "Ohne Titel",
  kinds: {
    request: "Einladung",
    cancel: "Abgesagt",
    reply: "Antwort auf eine Einladung",
    counter: "Vorschlag für eine andere Zeit",
    publish: "Termin",
    other: "Termin",
  },
  when: "Wann",
  where: "Wo",
  repeats: "Wiederholt sich",
  organizer: "Eingeladen von",
  attendees: "Eingeladen",
  allDay: "ganztägig",
  floating: "ohne Zeitzone",
  answers: {
    accepted: "zugesagt",
    declined: "abgesagt",
    tentative: "vielleicht",
    delegated: "weitergegeben",
    none: "noch keine Antwort",
  },
  every: {
    hour_one: "jede Stunde",
    hour_other: "alle {{count}} Stunden",
    day_one: "jeden Tag",
    day_other: "alle {{count}} Tage",
    week_one: "jede Woche",
    week_other: "alle {{count}} Wochen",
    month_one: "jeden Monat",
    month_other: "alle {{count}} Monate",
    year_one: "jedes Jahr",
    year_other: "alle {{count}} Jahre",
  },
  times_one: "einmal",
  times_other: "{{count}}-mal",
  until: "bis {{date}}",
};

export const inboundReasons: German<typeof en.inboundReasons> = {
  too_slow: "Sie ließ sich nicht innerhalb von {{seconds}} Sekunden lesen.",
  unreadable: "Sie ließ sich nicht lesen: {{error}}",
  reading_broke: "Das Lesen brach ab: {{error}}",
  reading_ended: "Das Lesen brach ab.",
  source_missing: "Ihr Quelltext liegt nicht mehr im Dateispeicher.",
  no_sender: "Sie sagt nicht, wer sie geschickt hat.",
  loop: "Angehalten: sieht nach einer Schleife aus. {{address}} schickte mehr als {{most}} Mails in einer Stunde an eine Konversation.",
  given_up: "Das Lesen schlug immer wieder fehl; warum, steht in der Liste der gescheiterten Arbeit.",
  agent_unproven:
    "Angehalten: {{address}} ist die Adresse eines Teammitglieds, aber nicht belegt ({{why}}). Sie wurde weder unter diesem Namen gezeigt noch an jemanden gesendet.",
  agent_stranger:
    "Angehalten: {{address}} schrieb an eine Antwortadresse, die für jemanden aus Ihrem Team gemacht ist. Sie ging an niemanden.",
  agent_gone: "Angehalten: Sie antwortet als {{name}}; dessen Antwortadressen gelten nicht mehr.",
  agent_no_access:
    "Angehalten: Sie antwortet als {{name}}, ohne dass diese Person die Konversation noch sehen darf.",
  agent_refused:
    "Angehalten: {{name}} antwortete in einem Nebengespräch mit Dateien, die dafür zu groß sind.",
  agent_empty: "Angehalten: {{name}} antwortete per Mail ohne ein eigenes Wort.",
  too_large:
    "Sie ist größer als {{megabytes}} MB. Nur ihr Kopf wurde abgeholt; die Mail selbst liegt im Postfach.",
  delivery_report: "Ein Zustellbericht eines Mailservers.",
  auto_reply: "Eine automatische Antwort ({{why}}).",
  complaint: "Eine Beschwerdemeldung ({{why}}).",
  automatic: "Eine automatische Mail ({{why}}).",
  own_address: "Sie kommt von {{address}}, einer eigenen Adresse; eine Antwort liefe im Kreis.",
  not_handed_out:
    "Ihr Server hat sie nicht herausgegeben: {{why}} Sie ist Nummer {{number}} im Ordner {{folder}}.",
  fetching_again: "Sie wird noch einmal abgeholt.",
  duplicate: "Sie war schon da; es ist eine Nachricht.",
};

export const plusAddressing: German<typeof en.plusAddressing> = {
  label: "Mail an Adressen mit Zusatz annehmen",
  hint: "Mail an support+irgendwas@… kommt auch hier an. Antworten auf Ihre eigenen Mails kommen immer an.",
};
