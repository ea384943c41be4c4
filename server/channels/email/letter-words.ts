/** What our mails say in English; every other language says the same. */
const en = {
  hello: (name: string) => (name ? `Hello ${name},` : "Hello,"),
  acknowledged: {
    subject: (number: number) => `We have your request [#${number}]`,
    lead: (number: number) => `we have received your message. It is request #${number}.`,
    holder: (name: string) => `${name} is looking after it.`,
    team: (name: string) => `The team "${name}" is looking after it.`,
    next: (time: string) => `You hear from us by ${time} at the latest.`,
    follow: "See where it stands, and add to it, at any time:",
    add: "To add something, you can also simply answer this mail.",
  },
  reply: {
    follow: (number: number) => `Request #${number}: see where it stands`,
  },
  sample: {
    subject: "My kettle leaks",
    text: "Thank you for the picture. A new lid is on its way to you and arrives by Thursday.\n\nIs there anything else we can do?",
  },
  linked: {
    title: "Files to fetch:",
    one: (name: string, size: string, until: string) => `${name} (${size}, until ${until})`,
  },
  invitation: {
    subject: (company: string) => `You are invited to ${company} on Baton`,
    lead: (company: string) => `you are invited to answer customers of ${company} together with the others.`,
    action: "Choose a password and begin:",
    until: "The link works once, for seven days.",
  },
  reset: {
    subject: () => "Choose a new password for Baton",
    lead: () => "somebody, hopefully you, asked for a new password.",
    action: "Choose it here:",
    until:
      "The link works once, for two hours. If it was not you, nothing has changed; you can ignore this mail.",
  },
  bye: (company: string) => `Kind regards\n${company}`,
};

export type LetterWords = typeof en;

const de: LetterWords = {
  hello: (name) => (name ? `Guten Tag ${name},` : "Guten Tag,"),
  acknowledged: {
    subject: (number) => `Ihre Anfrage ist bei uns [#${number}]`,
    lead: (number) => `Ihre Nachricht ist angekommen. Sie hat die Nummer #${number}.`,
    holder: (name) => `${name} kümmert sich darum.`,
    team: (name) => `Das Team "${name}" kümmert sich darum.`,
    next: (time) => `Sie hören spätestens ${time} von uns.`,
    follow: "Hier sehen Sie jederzeit, wie es steht, und können etwas ergänzen:",
    add: "Sie können dafür auch einfach auf diese Mail antworten.",
  },
  reply: {
    follow: (number) => `Anfrage #${number}: sehen, wie es steht`,
  },
  sample: {
    subject: "Mein Wasserkocher tropft",
    text: "Vielen Dank für das Bild. Ein neuer Deckel ist unterwegs und kommt bis Donnerstag bei Ihnen an.\n\nKönnen wir sonst noch etwas tun?",
  },
  linked: {
    title: "Dateien zum Abholen:",
    one: (name, size, until) => `${name} (${size}, bis ${until})`,
  },
  invitation: {
    subject: (company) => `Sie sind zu ${company} bei Baton eingeladen`,
    lead: (company) =>
      `Sie sind eingeladen, gemeinsam mit den anderen den Kunden von ${company} zu antworten.`,
    action: "Wählen Sie ein Passwort und legen Sie los:",
    until: "Der Link gilt einmal, sieben Tage lang.",
  },
  reset: {
    subject: () => "Neues Passwort für Baton wählen",
    lead: () => "jemand, hoffentlich Sie, hat um ein neues Passwort gebeten.",
    action: "Wählen Sie es hier:",
    until:
      "Der Link gilt einmal, zwei Stunden lang. Waren Sie es nicht, hat sich nichts geändert; dann können Sie diese Mail vergessen.",
  },
  bye: (company) => `Freundliche Grüße\n${company}`,
};

/** The words in a workspace's language; English where we have no others. */
export function letterWords(locale: string): LetterWords {
  return locale.toLowerCase().startsWith("de") ? de : en;
}
