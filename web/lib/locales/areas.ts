/** The sentences that come with the screens which say them: each area in every language. */
export const areas = {
  board: {
    en: () => import("./en-board.ts"),
    de: () => import("./de-board.ts"),
    ar: () => import("./ar-board.ts"),
  },
  conversation: {
    en: () => import("./en-conversation.ts"),
    de: () => import("./de-conversation.ts"),
    ar: () => import("./ar-conversation.ts"),
  },
  help: {
    en: () => import("./en-help.ts"),
    de: () => import("./de-help.ts"),
    ar: () => import("./ar-help.ts"),
  },
  merging: {
    en: () => import("./en-merging.ts"),
    de: () => import("./de-merging.ts"),
    ar: () => import("./ar-merging.ts"),
  },
  notifications: {
    en: () => import("./en-notifications.ts"),
    de: () => import("./de-notifications.ts"),
    ar: () => import("./ar-notifications.ts"),
  },
  search: {
    en: () => import("./en-search.ts"),
    de: () => import("./de-search.ts"),
    ar: () => import("./ar-search.ts"),
  },
  settings: {
    en: () => import("./en-settings.ts"),
    de: () => import("./de-settings.ts"),
    ar: () => import("./ar-settings.ts"),
  },
  tour: {
    en: () => import("./en-tour.ts"),
    de: () => import("./de-tour.ts"),
    ar: () => import("./ar-tour.ts"),
  },
  views: {
    en: () => import("./en-views.ts"),
    de: () => import("./de-views.ts"),
    ar: () => import("./ar-views.ts"),
  },
};

export type Area = keyof typeof areas;

type WordsOf<Name extends Area> = Awaited<ReturnType<(typeof areas)[Name]["en"]>>["words"];
type All<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer Both) => void
  ? Both
  : never;

/** The sentences of all areas together. */
export type AreaWords = All<{ [Name in Area]: WordsOf<Name> }[Area]>;
