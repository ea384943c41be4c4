// What customers write and what they are answered, by language and topic. {product}, {order}, {name} and {agent} are filled in.
import type { Language, Topic } from "./words.ts";

export interface Letter {
  subject: string;
  text: string;
}

const letter = (subject: string, text: string): Letter => ({ subject, text });

export const english: Record<Topic, readonly Letter[]> = {
  delivery: [
    letter(
      "Where is my order {order}?",
      "Hello,\n\nI ordered the {product} over a week ago and the tracking has not moved since Monday. Can you tell me where it is?\n\nThanks\n{name}",
    ),
    letter(
      "Parcel says delivered, but it is not here",
      "Hi, the carrier says order {order} was delivered yesterday at 14:10. I was home all day and nobody rang. My neighbours do not have it either.\n\n{name}",
    ),
    letter(
      "Delivery before the weekend?",
      "Dear team, the {product} is a present for Saturday. Will {order} arrive in time, or should I look for something else?\n\nKind regards\n{name}",
    ),
    letter(
      "Only half of my order came",
      "Hello, the parcel for {order} arrived today but the {product} is missing. It is on the packing slip. Is there a second parcel?\n\n{name}",
    ),
  ],
  return: [
    letter(
      "How do I send this back?",
      "Hello, I would like to return the {product} from order {order}. It is lovely but not for me. Is there a label I can print?\n\nBest\n{name}",
    ),
    letter(
      "Refund for {order}",
      "I sent the {product} back twelve days ago and have not seen the money yet. Could you check, please?\n\n{name}",
    ),
    letter(
      "Return after 30 days",
      "Hi, I know I am a few days late, but may I still return the {product}? It has never been used.\n\n{name}",
    ),
  ],
  size: [
    letter(
      "Too small, sadly",
      "The {product} is beautiful but I should have taken one size up. Can I exchange it? Order {order}.\n\n{name}",
    ),
    letter(
      "Which size for a tall person?",
      "Hello, I am 1.93 m and slim. Which size of the {product} would you recommend?\n\nThanks!\n{name}",
    ),
  ],
  invoice: [
    letter(
      "Invoice for {order}",
      "Good morning, I need an invoice for {order} made out to my company. Could you send it as a PDF?\n\n{name}",
    ),
    letter(
      "Charged twice?",
      "My bank shows two payments for order {order}. I only bought one {product}. Please have a look.\n\n{name}",
    ),
  ],
  damaged: [
    letter(
      "Arrived broken",
      "Hello, the {product} came today and it is broken. The box was dented on one side. I can send photos.\n\n{name}",
    ),
    letter(
      "A seam has come undone",
      "After two weeks a seam of the {product} has opened. I did not expect that at this price. What can you do?\n\n{name}",
    ),
  ],
  change: [
    letter(
      "Please change my address",
      "Hi, I typed the wrong house number in order {order}. It should be 14, not 41. Is it too late?\n\n{name}",
    ),
    letter(
      "Cancel {order}?",
      "Sorry, I ordered the {product} twice by mistake. Can you cancel one of them?\n\n{name}",
    ),
  ],
  praise: [
    letter(
      "Thank you!",
      "I just wanted to say that the {product} is even nicer than in the pictures, and the handwritten card made my day.\n\n{name}",
    ),
    letter(
      "Lovely service",
      "Your colleague helped me so kindly last week. Please tell them. The {product} fits perfectly.\n\n{name}",
    ),
  ],
  question: [
    letter(
      "Is the {product} coming back?",
      "Hello, the {product} has been out of stock for a while. Will there be more?\n\n{name}",
    ),
    letter("Washing instructions", "How do I wash the {product}? The label has come off.\n\n{name}"),
  ],
};

/** The other languages know fewer topics; what is missing is written in English. */
export const others: Record<Exclude<Language, "en">, Partial<Record<Topic, readonly Letter[]>>> = {
  de: {
    delivery: [
      letter(
        "Wo bleibt meine Bestellung {order}?",
        "Guten Tag,\n\nich warte seit neun Tagen auf: {product}. Die Sendungsverfolgung steht still. Können Sie bitte nachsehen?\n\nViele Grüße\n{name}",
      ),
      letter(
        "Paket nicht angekommen",
        "Hallo, laut Zusteller wurde {order} gestern abgegeben, bei mir und den Nachbarn ist aber nichts.\n\n{name}",
      ),
    ],
    return: [
      letter(
        "Rücksendung",
        "Guten Tag, ich möchte zurückschicken: {product} aus {order}. Bekomme ich einen Aufkleber von Ihnen?\n\n{name}",
      ),
    ],
    size: [
      letter(
        "Leider zu klein",
        "Hallo, die Größe passt nicht ({product}, {order}). Kann ich umtauschen?\n\nDanke, {name}",
      ),
    ],
    invoice: [
      letter(
        "Rechnung zu {order}",
        "Guten Morgen, ich brauche eine Rechnung auf unsere Firma. Danke!\n\n{name}",
      ),
    ],
    praise: [letter("Großes Lob", "So schön verpackt und so schnell da. Vielen Dank!\n\n{name}")],
  },
  fr: {
    delivery: [
      letter(
        "Où est ma commande {order} ?",
        "Bonjour,\n\nj'attends toujours : {product}. Le suivi n'a pas bougé depuis lundi. Pouvez-vous vérifier ?\n\nMerci\n{name}",
      ),
    ],
    return: [
      letter(
        "Retour de la commande {order}",
        "Bonjour, je souhaite renvoyer un article ({product}). Comment faire ?\n\n{name}",
      ),
    ],
    damaged: [
      letter("Article cassé", "Bonjour, l'article est arrivé cassé : {product}. J'ai des photos.\n\n{name}"),
    ],
  },
  es: {
    delivery: [
      letter(
        "¿Dónde está mi pedido {order}?",
        "Hola, hace más de una semana que espero: {product}. ¿Pueden mirarlo, por favor?\n\n{name}",
      ),
    ],
    return: [
      letter(
        "Devolución",
        "Hola, quiero devolver: {product}, pedido {order}. ¿Me mandan una etiqueta?\n\n{name}",
      ),
    ],
  },
};

type Moment = "step" | "ask" | "solve" | "answer" | "chase";

/** Agent: `step` promises, `ask` waits for the customer, `solve` ends, `chase` checks in. Customer: `answer`. */
export const answers: Record<Language, Record<Moment, readonly string[]>> = {
  en: {
    step: [
      "Hello {name},\n\nthank you for writing, and I am sorry for the trouble. I have taken this on myself. I will find out what happened with {order} and come back to you as promised below.\n\n{agent}",
      "Dear {name},\n\nI understand, that is annoying. I have asked our warehouse and will tell you what they say.\n\nBest wishes\n{agent}",
      "Hi {name},\n\ngood news: it is on its way through our hands already. I will confirm as soon as it is done.\n\n{agent}",
    ],
    ask: [
      "Hello {name},\n\nthank you! Could you send me a photo, or tell me the number on the label? Then I can sort this out at once.\n\n{agent}",
      "Dear {name},\n\nwould you prefer a replacement or your money back? Either is fine with us.\n\n{agent}",
    ],
    solve: [
      "Hello {name},\n\nit is done: you will find the confirmation for {order} in your account. Thank you for your patience, and tell me if anything is still open.\n\n{agent}",
      "Dear {name},\n\nI have just sent it off for you. Thank you for giving us the chance to put it right.\n\nBest wishes\n{agent}",
      "Hi {name},\n\nthat should answer it. Just reply here if not; it comes straight back to me.\n\n{agent}",
    ],
    answer: [
      "Thank you for the quick reply! The replacement would be great.",
      "Here is the number: 4471-20. Photos are on my phone, I can send more.",
      "That works for me, thanks.",
      "Yes please, the money back.",
      "Any news? I was hoping to hear by now.",
    ],
    chase: [
      "Hello {name},\n\nI wanted to ask whether you saw my question. No hurry; I keep this open for you.\n\n{agent}",
    ],
  },
  de: {
    step: [
      "Guten Tag {name},\n\ndas tut mir leid. Ich kümmere mich selbst darum und melde mich wie versprochen.\n\n{agent}",
    ],
    ask: [
      "Guten Tag {name},\n\nkönnten Sie mir bitte ein Foto schicken? Dann geht es sofort weiter.\n\n{agent}",
    ],
    solve: [
      "Guten Tag {name},\n\nes ist erledigt, die Bestätigung zu {order} kommt gleich. Danke für Ihre Geduld!\n\n{agent}",
    ],
    answer: ["Vielen Dank, das passt so.", "Gerne den Ersatz, danke!", "Das Foto ist unterwegs."],
    chase: ["Guten Tag {name},\n\nhaben Sie meine Frage gesehen? Es eilt nicht.\n\n{agent}"],
  },
  fr: {
    step: ["Bonjour {name},\n\nje suis désolée. Je m'en occupe et je vous tiens au courant.\n\n{agent}"],
    ask: ["Bonjour {name},\n\npourriez-vous m'envoyer une photo ?\n\n{agent}"],
    solve: ["Bonjour {name},\n\nc'est fait ! Merci de votre patience.\n\n{agent}"],
    answer: ["Merci beaucoup, c'est parfait.", "Voici la photo."],
    chase: ["Bonjour {name},\n\navez-vous vu ma question ?\n\n{agent}"],
  },
  es: {
    step: ["Hola {name}:\n\nlo siento mucho. Me encargo yo y le escribo como prometido.\n\n{agent}"],
    ask: ["Hola {name}:\n\n¿me puede enviar una foto?\n\n{agent}"],
    solve: ["Hola {name}:\n\n¡ya está! Gracias por su paciencia.\n\n{agent}"],
    answer: ["Muchas gracias, perfecto.", "Sí, el reembolso por favor."],
    chase: ["Hola {name}:\n\n¿ha visto mi pregunta?\n\n{agent}"],
  },
};
