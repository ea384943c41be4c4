/** How a language says when, for finding promises in a text. Each is tried without regard to case. */
export interface PromiseWords {
  /** Brings letters that are written in several ways to one, of the same length. */
  fold?: (text: string) => string;
  /** Somebody of us will do something. */
  commits: RegExp;
  /** No promise, or none of ours: past, denial, question, what the other one shall do. */
  drops: RegExp;
  /** Until here it is only a condition. */
  condition: RegExp;
  /** "within 2 hours": number and unit. */
  span: RegExp;
  /** With how many of them one word means, where that is not one. */
  units: readonly [RegExp, "minute" | "hour" | "day" | "business" | "week", number?][];
  numbers: Readonly<Record<string, number>>;
  /** One phrase for a day; its groups are named. */
  day: RegExp;
  today: RegExp;
  tomorrow: RegExp;
  after: RegExp;
  /** The first letters of the seven days, Monday first. */
  weekdays: readonly string[];
  months: readonly string[];
  next: RegExp;
  /** A part of the day: its last minute. */
  parts: readonly [RegExp, number][];
  /** A time of day: hour, minutes, half of the day, and `past` for what is counted from the full hour. */
  clock: RegExp;
  /** "half past", "halb": how many minutes from the full hour. */
  past: readonly [RegExp, number][];
  /** The half of the day that is said with a time: before noon, and after it. */
  before: RegExp;
  afternoon: RegExp;
}

const enDays =
  "mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?";
const enMonths =
  "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?";
const deDays = "montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag";
const deMonths = "januar|februar|märz|april|mai|juni|juli|august|september|oktober|november|dezember";
const deNumbers = "\\d{1,3}|eine[rnms]?|ein|zwei|drei|vier|fünf|sechs|sieben|acht|zehn|zwölf";

export const english: PromiseWords = {
  commits:
    /\b(?:i|we|you|it|they|he|she|that|this|team|colleagues?|refund|parcel|replacement|engineer|technician)(?:['’]ll| will| shall)\b|\bwill (?:be|get|call|send|have|let|arrive|reach|reply|look|check|ship)\b|\b(?:i|we)(?:['’]m|['’]re| am| are) (?:going to|\w+ing)\b|\b(?:i|we) (?:can|promise|aim|plan|expect|call|send|ship|reply|check|deliver|get back)\b|\b(?:expect|promise|you can count|let me)\b/i,
  drops:
    /\b(?:not|never|cannot|unlikely|yesterday|ago|hopefully not)\b|n['’]t\b|\blast (?:week|month|year|mon|tue|wed|thu|fri|sat|sun)|\b(?:please|kindly|could you|can you|would you|do you|let us know)\b|\b(?:have been|has been|had|was|were)\b|\bat the earliest\b|\bevery (?:day|week|month|mon|tue|wed|thu|fri|sat|sun)/i,
  condition: /\b(?:if|once|when|unless|as soon as)\b[^,;]*[,;]/i,
  span: /\b(?:within|in|inside)(?: the)?(?: next)?(?: about| around)? (half an?|an?|a couple of|one|two|three|four|five|six|seven|eight|ten|twelve|\d{1,3})(?:[ -](?=\D))?(minutes?|mins?|hours?|hrs?|(?:business|working) days?|days?|weeks?)\b/i,
  units: [
    [/^min/i, "minute"],
    [/^(?:hour|hr)/i, "hour"],
    [/^(?:business|working)/i, "business"],
    [/^day/i, "day"],
    [/^week/i, "week"],
  ],
  numbers: {
    a: 1,
    an: 1,
    one: 1,
    two: 2,
    "a couple of": 2,
    three: 3,
    four: 4,
    five: 5,
    six: 6,
    seven: 7,
    eight: 8,
    nine: 9,
    ten: 10,
    eleven: 11,
    twelve: 12,
    "half a": 0.5,
    "half an": 0.5,
  },
  day: new RegExp(
    `\\b(?:(?:by|before|until|till|on|not later than|no later than|later|at|for) )?(?:the )?(?:(?<month_end>end of (?:the|this) month)|(?<week_end>end of (?:the|this) week|eow|(?:later )?this week)|(?<next_week>(?:end of |early |some time )?next week)|(?<day_end>(?:end|close) of (?:the )?(?:day|business)|eod|cob)|(?<spoken>day after tomorrow|tomorrow|today|tonight|this (?:morning|afternoon|evening))|(?<next>next |this |coming )?(?<weekday>${enDays})|(?<date>\\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${enMonths})(?: (?<year>\\d{4}))?|(?<month2>${enMonths}) (?<date2>\\d{1,2})(?:st|nd|rd|th)?(?:,? (?<year2>\\d{4}))?)\\b(?: (?<part>(?:(?:at|by|before|around) )?(?:noon|midday|midnight|lunchtime|morning|afternoon|evening|night)))?`,
    "i",
  ),
  today: /^(?:today|tonight|this )/i,
  tomorrow: /^tomorrow/i,
  after: /after tomorrow/i,
  weekdays: ["mon", "tue", "wed", "thu", "fri", "sat", "sun"],
  months: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"],
  next: /^next/i,
  parts: [
    [/midnight/i, 1439],
    [/noon\b(?<!afternoon)|midday|lunchtime/i, 720],
    [/morning/i, 720],
    [/afternoon/i, 1020],
    [/evening/i, 1200],
    [/night/i, 1320],
  ],
  clock:
    /\b(?:at|by|before|until|around|no later than) (?:(?=(?:half|a? ?quarter) |\S{1,6} ?(?:[ap]\.?m\b|o['’]clock|in the |at night))(?<past>half past|a? ?quarter (?:past|to)|) ?(?<hour>\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)(?:[:.](?<minute>\d{2}))?\b(?<half>(?: ?(?:[ap]\.?m\b\.?|o['’]clock))?(?: in the (?:morning|afternoon|evening)| at night)?)|(?<hour24>\d{1,2}):(?<minute24>\d{2})|(?<named>noon|midnight))/i,
  past: [
    [/half/i, 30],
    [/to/i, -15],
    [/quarter/i, 15],
  ],
  before: /^ ?a|morning/i,
  afternoon: /^ ?p|afternoon|evening/i,
};

export const german: PromiseWords = {
  commits:
    /\b(?:ich|wir|er|sie|es|man|kollegen?|kollegin|techniker(?:in)?|paket|ersatz|erstattung)\b.*?\b(?:werden?|wird|melden?|schicken?|senden?|rufen?|prüfen?|kümmere?n?|liefere?n?|antworten?|geben?|erstatten?|schauen?|versprechen?|können?|kann|bekommen|erhalten|hören|haben|kommt|kommen|ist|sind|erledigen?|klären?|schreiben?|informieren?)\b|\b(?:werden?|wird|melden?|schicken?|senden?|rufen?|prüfen?|kümmere?n?|liefere?n?|antworten?|geben?|erstatten?|schauen?|können?|kann|bekommen|erhalten|hören|kommt|erledigen?|klären?|schreiben?|informieren?) (?:ich|wir|sie|es|er|das|die|der|unser|ihr)\b/i,
  drops:
    /\b(?:nicht(?! später)|nie|niemals|keine?[rnms]?|gestern|vorgestern|frühestens|bitte|damals)\b|\b(?:letzte[rnms]?|vergangene[rnms]?|vorige[rnms]?|jeden|jede) |\bvor \S+ (?:minuten|stunden|tagen?|wochen?)\b|\b(?:habe|hatten?|war|waren|wurden?|wurde)\b|\bhaben\b.*\bge\w+(?:t|en)\b|\b(?:könnten|können|würden) sie\b|\bschicken sie\b|\bsenden sie\b|\bmelden sie\b/i,
  condition: /\b(?:wenn|falls|sobald|sofern)\b[^,;]*[,;]/i,
  span: new RegExp(
    `\\b(?:innerhalb(?: von)?|binnen|in)(?: den)?(?: nächsten)?(?: etwa| ungefähr)? (halben?|halben?r?|${deNumbers}) (minuten?|stunden?|(?:werk|arbeits)tage?n?s?|tage?n?s?|wochen?)(?![\\p{L}])`,
    "iu",
  ),
  units: [
    [/^min/i, "minute"],
    [/^stunde/i, "hour"],
    [/^(?:werk|arbeit)/i, "business"],
    [/^tag/i, "day"],
    [/^woche/i, "week"],
  ],
  numbers: {
    ein: 1,
    eins: 1,
    eine: 1,
    einer: 1,
    einem: 1,
    eines: 1,
    einen: 1,
    zwei: 2,
    drei: 3,
    vier: 4,
    fünf: 5,
    sechs: 6,
    sieben: 7,
    acht: 8,
    neun: 9,
    zehn: 10,
    elf: 11,
    zwölf: 12,
    halbe: 0.5,
    halben: 0.5,
    halber: 0.5,
  },
  day: new RegExp(
    `(?<![\\p{L}])(?:(?:spätestens )?(?:bis zum|bis|am|vor|für|noch|spätestens|im laufe) )?(?:zum |spätestens )?(?:(?<month_end>ende (?:des|dieses) monats|monatsende)|(?<next_week>(?:ende |anfang |mitte |im laufe )?(?:der )?(?:nächste[rn]?|kommende[rn]?) woche)|(?<week_end>ende (?:der|dieser) woche|wochenende|(?:noch )?(?:in )?diese[r]? woche)|(?<day_end>(?:ende des tages|feierabend|geschäftsschluss))|(?<spoken>übermorgen|(?<!guten |jeden |am |diesen |dieser )morgen|heute)|(?<next>nächste[nrm]? |kommende[nrm]? |diese[nrm]? )?(?<weekday>${deDays})(?<glued>früh|morgen|vormittag|mittag|nachmittag|abend)?|(?<date>\\d{1,2})\\. ?(?:(?<month>${deMonths})|(?<number>1[0-2]|0?[1-9])\\.)(?: ?(?<year>\\d{4}))?)(?![\\p{L}])(?: (?<part>(?:am |zum |bis )?(?:früh|mittags?|vormittags?|nachmittags?|abends?|mitternacht|nacht)))?`,
    "iu",
  ),
  today: /^heute/i,
  tomorrow: /^morgen/i,
  after: /^übermorgen/i,
  weekdays: ["mo", "di", "mi", "do", "fr", "sa|sonna", "sonnt"],
  months: ["jan", "feb", "mär", "apr", "mai", "jun", "jul", "aug", "sep", "okt", "nov", "dez"],
  next: /^(?:nächst)/i,
  parts: [
    [/mitternacht/i, 1439],
    [/nachmittag/i, 1020],
    [/vormittag|früh|morgen/i, 720],
    [/mittag/i, 720],
    [/abend/i, 1200],
    [/nacht/i, 1320],
  ],
  clock:
    /(?<![\p{L}])(?:um|bis|vor|gegen|spätestens(?: um)?) (?:(?=(?:halb|viertel|dreiviertel) |\S{1,7} ?uhr)(?<past>halb|viertel (?:vor|nach)|dreiviertel|) ?(?<hour>\d{1,2}|eins?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf)(?:[:.](?<minute>\d{2}))?(?<half>(?: ?uhr)?(?: (?:früh|morgens|vormittags|mittags|nachmittags|abends|nachts))?)(?![\p{L}])|(?<hour24>\d{1,2}):(?<minute24>\d{2})|(?<named>mittag|mitternacht)(?![\p{L}]))/iu,
  past: [
    [/^halb/i, -30],
    [/nach/i, 15],
    [/viertel/i, -15],
  ],
  before: /früh|morgens|vormittags/i,
  afternoon: /(?<!vor)mittags|abends/i,
};
