import { needWords } from "../lib/i18n.ts";

/** A page together with the sentences that only it needs. */
function worded<T>(area: Parameters<typeof needWords>[0], load: () => Promise<T>): () => Promise<T> {
  return async () => (await Promise.all([load(), needWords(area)]))[0];
}

/** The pages inside, each loaded when it is opened. */
export const pages = {
  board: worded("board", () => import("./BoardRoute.tsx")),
  help: worded("help", () => import("./HelpPage.tsx")),
  customer: worded("conversation", () => import("./CustomerRoute.tsx")),
  conversation: worded("conversation", () => import("../conversations/ConversationPage.tsx")),
  search: worded("search", () => import("../search/SearchPage.tsx")),
  notifications: worded("notifications", () => import("../notifications/NotificationsPage.tsx")),
  tasks: worded("conversation", () => import("../conversations/tasks/TasksPage.tsx")),
  sides: worded("conversation", () => import("../side-conversations/SidesPage.tsx")),
  settings: worded("settings", () => import("./SettingsPage.tsx")),
};
/** The pages of coming in. */
export const people = {
  signIn: () => import("../people/SignInPage.tsx"),
  forgot: () => import("../people/ForgotPage.tsx"),
  join: () => import("../people/JoinPage.tsx"),
  setup: () => import("../people/SetupPage.tsx"),
  welcome: () => import("../people/WelcomePage.tsx"),
};
