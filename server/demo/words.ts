// Everything that is said in the demo. Plainly invented: a shop named Lantern & Loom that sells clothes and things for the home.

export type Language = "en" | "de" | "fr" | "es";
export type Topic = "delivery" | "return" | "size" | "invoice" | "damaged" | "change" | "praise" | "question";

export const people: readonly {
  name: string;
  role: "lead" | "agent";
  team: "Service" | "Returns" | "Billing";
}[] = [
  { name: "Mara Winterberg", role: "lead", team: "Service" },
  { name: "Jonas Feld", role: "agent", team: "Service" },
  { name: "Priya Anand", role: "agent", team: "Service" },
  { name: "Tomás Rivas", role: "agent", team: "Service" },
  { name: "Ella Lindqvist", role: "agent", team: "Service" },
  { name: "Sam Okoro", role: "agent", team: "Service" },
  { name: "Yuki Tanabe", role: "agent", team: "Service" },
  { name: "Henrik Aalto", role: "lead", team: "Returns" },
  { name: "Chloé Marchand", role: "agent", team: "Returns" },
  { name: "Davide Conti", role: "agent", team: "Returns" },
  { name: "Ingrid Solberg", role: "lead", team: "Billing" },
  { name: "Noah Brandt", role: "agent", team: "Billing" },
];

export const firstNames: Record<Language, readonly string[]> = {
  en: "Alice Ben Carol Dylan Emma Frank Grace Harry Isla Jack Kate Liam Megan Noel Olivia Paul Quinn Ruth Sean Tara Una Victor Wendy Zoe Amir Bea Callum Deepa Erin Fiona".split(
    " ",
  ),
  de: "Anke Bernd Clara Dirk Eva Felix Greta Holger Ida Jürgen Katrin Lukas Miriam Nils Petra Ralf Sabine Till Ulrike Volker".split(
    " ",
  ),
  fr: "Amélie Bruno Camille Didier Élodie Fabien Gaëlle Hugo Inès Julien Léa Marc Nadia Olivier Pauline Rémi Sophie Théo".split(
    " ",
  ),
  es: "Ana Bruno Carmen Diego Elena Fernando Gloria Hugo Irene Javier Lucía Manuel Nuria Óscar Pilar Raúl Sara Tomás".split(
    " ",
  ),
};

export const lastNames: Record<Language, readonly string[]> = {
  en: "Archer Bell Carter Dawson Ellis Fletcher Gray Hughes Irving Jarvis Knight Lowe Marsh Norris Owen Pratt Quill Reeve Shaw Turner Underwood Vance Webb Yates Abbott Blake Crane Drake Finch Hale".split(
    " ",
  ),
  de: "Albers Brandt Claussen Dietrich Engel Fuchs Graf Hartmann Jansen Krüger Lenz Moser Neumann Ott Pohl Rieger Seidel Thoma Vogt Winkler".split(
    " ",
  ),
  fr: "Arnaud Blanc Chevalier Dubois Fontaine Girard Hubert Joly Lambert Mercier Noël Olivier Perrin Renard Simon Tessier Vidal".split(
    " ",
  ),
  es: "Aguilar Blanco Castro Delgado Esteban Fuentes Gil Herrera Iglesias Lozano Molina Navarro Ortega Prieto Rubio Soler Vega".split(
    " ",
  ),
};

/** Name and price in cents. */
export const products: readonly (readonly [string, number])[] = [
  ["Skerry wool blanket", 8900],
  ["Harbour rain jacket", 14900],
  ["Tallow candle set", 2400],
  ["Fen linen shirt", 6900],
  ["Moorland jumper", 9900],
  ["Lantern No. 3", 5400],
  ["Brook water jug", 3200],
  ["Loom table runner", 4500],
  ["Thistle slippers", 3900],
  ["Copse cutting board", 4200],
  ["Gale scarf", 3500],
  ["Alder backpack", 11900],
  ["Pebble mug, set of four", 3600],
  ["Heron umbrella", 4900],
  ["Cinder enamel pot", 7900],
  ["Wren baby cardigan", 4400],
];

export const promised: Record<Topic, readonly string[]> = {
  delivery: ["Hear from the carrier", "Send the parcel again", "Tell the new delivery date"],
  return: ["Confirm that the return arrived", "Send the refund", "Mail the return label"],
  size: ["Check the stock of that size", "Send the exchange"],
  invoice: ["Send the corrected invoice", "Ask accounting"],
  damaged: ["Send the replacement", "Hear from the warehouse"],
  change: ["Confirm the change with the warehouse"],
  praise: ["Pass it on to the workshop"],
  question: ["Ask the workshop", "Send measurements"],
};

export const resolutions: Record<Topic, readonly string[]> = {
  delivery: ["Parcel arrived", "Sent again", "Refunded"],
  return: ["Refunded", "Label sent", "Exchanged"],
  size: ["Exchanged", "Advised"],
  invoice: ["Invoice sent", "Invoice corrected"],
  damaged: ["Replaced", "Refunded", "Discount given"],
  change: ["Changed", "Too late to change"],
  praise: ["Thanked"],
  question: ["Answered"],
};

export const notes: readonly string[] = [
  "Spoke to the warehouse: there are two left on the shelf.",
  "Second time this month for this customer, so let us be quick.",
  "Carrier says the driver could not find the entrance.",
  "Gave 10 % on the next order, within the guideline.",
  "Photos look like damage in transit, not in packing.",
];

export const comments: Record<"good" | "middling" | "bad", readonly string[]> = {
  good: [
    "Quick and friendly, thank you!",
    "Solved the same day. I wish every shop were like this.",
    "Very kind, and they kept their word.",
    "Sehr nett und schnell, danke!",
    "I always knew when I would hear from you.",
    "Service impeccable, merci.",
  ],
  middling: [
    "It worked out in the end, but it took a while.",
    "Friendly, though I had to ask twice.",
    "Okay.",
  ],
  bad: [
    "You promised an answer by Tuesday and I heard nothing until Friday.",
    "Still no refund. Disappointing.",
    "I had to explain everything again to a second person.",
    "Leider sehr langsam.",
  ],
};

/** Offered with a handover. */
export const briefs: readonly { wants: string; tried: string; mood: string; next: string }[] = [
  {
    wants: "The refund for a parcel that came back to us.",
    tried: "Checked the tracking; it was signed for at our dock.",
    mood: "Patient, for now",
    next: "Book the refund and tell the customer.",
  },
  {
    wants: "An invoice with the company's tax number on it.",
    tried: "The shop's own form does not take the number.",
    mood: "Businesslike",
    next: "Issue it by hand and send it.",
  },
  {
    wants: "To know whether the jacket can be exchanged after 40 days.",
    tried: "Explained the 30 days; the customer was in hospital.",
    mood: "Sad, very polite",
    next: "Decide, kindly.",
  },
  {
    wants: "A replacement before a birthday on Saturday.",
    tried: "Asked for photos; they are attached.",
    mood: "Worried about the date",
    next: "Send by express and confirm the day.",
  },
];
