import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from "@tanstack/react-router";
import { z } from "zod";
import { views } from "../../shared/views.ts";
import { conversationQuery, messagesQuery } from "../conversations/conversation.ts";
import { InboxPage } from "../conversations/InboxPage.tsx";
import { searchedView } from "../conversations/list/list-search.ts";
import { NoConversation } from "../conversations/NoConversation.tsx";
import { speakAsBrowser } from "../people/my-language.ts";
import { firstView } from "../views/first-view.ts";
import { isSavedView } from "../views/saved.ts";
import { admit, keepOutOfSetup } from "./admit.ts";
import { Broken, NothingHere } from "./Broken.tsx";
import { pages, people } from "./pages.ts";
import { Shell } from "./Shell.tsx";

interface Context {
  queries: QueryClient;
}

const root = createRootRouteWithContext<Context>()({ notFoundComponent: NothingHere });

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  beforeLoad: speakAsBrowser,
  // Only an address of this app: a sign-in page that leads elsewhere is a trap.
  validateSearch: z.object({
    next: z
      .string()
      .regex(/^\/(?![/\\])/)
      .optional()
      .catch(undefined),
  }),
  component: lazyRouteComponent(people.signIn, "SignInPage"),
});
const forgot = createRoute({
  getParentRoute: () => root,
  path: "/forgot",
  beforeLoad: speakAsBrowser,
  component: lazyRouteComponent(people.forgot, "ForgotPage"),
});
const join = createRoute({
  getParentRoute: () => root,
  path: "/join/$token",
  beforeLoad: speakAsBrowser,
  component: lazyRouteComponent(people.join, "JoinPage"),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  beforeLoad: keepOutOfSetup,
  component: lazyRouteComponent(people.setup, "SetupPage"),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: ({ context, location }) => admit(context.queries, location.href),
  component: Shell,
  errorComponent: Broken,
});
const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  beforeLoad: async ({ context }) => {
    const view = await firstView(context.queries);
    redirect({ to: "/inbox/$view", params: { view }, replace: true, throw: true });
  },
});
const welcome = createRoute({
  getParentRoute: () => shell,
  path: "/welcome",
  component: lazyRouteComponent(people.welcome, "WelcomePage"),
});

const inboxHome = createRoute({
  getParentRoute: () => shell,
  path: "/inbox",
  beforeLoad: async ({ context }) => {
    const view = searchedView() ?? (await firstView(context.queries));
    redirect({ to: "/inbox/$view", params: { view }, replace: true, throw: true });
  },
});
const inbox = createRoute({
  getParentRoute: () => shell,
  path: "/inbox/$view",
  beforeLoad: ({ params }) => {
    if (!views.includes(params.view as (typeof views)[number]) && !isSavedView(params.view))
      redirect({ to: "/inbox/$view", params: { view: "all" }, throw: true });
  },
  component: InboxPage,
});
const nothingOpen = createRoute({ getParentRoute: () => inbox, path: "/", component: NoConversation });
const conversation = createRoute({
  getParentRoute: () => inbox,
  path: "/$conversationId",
  /** The side conversation that is open beside it. */
  validateSearch: z.object({ side: z.uuid().optional().catch(undefined) }),
  // Asked for while the screen's code is on its way.
  loader: ({ context: { queries }, params }) => {
    void queries.prefetchQuery(conversationQuery(params.conversationId));
    void queries.prefetchInfiniteQuery(messagesQuery(params.conversationId));
  },
  component: lazyRouteComponent(pages.conversation, "ConversationPage"),
});
const oneConversation = createRoute({
  getParentRoute: () => shell,
  path: "/conversations/$conversationId",
  beforeLoad: ({ params }) => {
    redirect({
      to: "/inbox/$view/$conversationId",
      params: { view: "all", ...params },
      replace: true,
      throw: true,
    });
  },
});

const savedView = createRoute({
  getParentRoute: () => shell,
  path: "/views/$viewId",
  beforeLoad: ({ params }) => {
    redirect({ to: "/inbox/$view", params: { view: params.viewId }, replace: true, throw: true });
  },
});

const customers = createRoute({
  getParentRoute: () => shell,
  path: "/customers",
  validateSearch: z.object({ q: z.string().max(200).optional().catch(undefined) }),
  component: lazyRouteComponent(() => import("../customers/CustomersPage.tsx"), "CustomersPage"),
});
const customer = createRoute({
  getParentRoute: () => shell,
  path: "/customers/$customerId",
  component: lazyRouteComponent(pages.customer, "CustomerRoute"),
});
const search = createRoute({
  getParentRoute: () => shell,
  path: "/search",
  validateSearch: z.object({
    q: z.string().max(500).optional().catch(undefined),
    only: z.literal("sides").optional().catch(undefined),
  }),
  component: lazyRouteComponent(pages.search, "SearchPage"),
});
const board = createRoute({
  getParentRoute: () => shell,
  path: "/board",
  component: lazyRouteComponent(pages.board, "BoardRoute"),
});
const liveBoard = createRoute({
  getParentRoute: () => shell,
  path: "/board/live",
  component: lazyRouteComponent(pages.board, "LiveBoardRoute"),
});
const notifications = createRoute({
  getParentRoute: () => shell,
  path: "/notifications",
  validateSearch: z.object({ show: z.enum(["unread", "all"]).default("unread").catch("unread") }),
  component: lazyRouteComponent(pages.notifications, "NotificationsPage"),
});
const tasks = createRoute({
  getParentRoute: () => shell,
  path: "/tasks",
  component: lazyRouteComponent(pages.tasks, "TasksPage"),
});
const sides = createRoute({
  getParentRoute: () => shell,
  path: "/side-conversations",
  component: lazyRouteComponent(pages.sides, "SidesPage"),
});
const oneSide = createRoute({ getParentRoute: () => sides, path: "/$sideId" });
const help = createRoute({
  getParentRoute: () => shell,
  path: "/help",
  component: lazyRouteComponent(pages.help, "HelpPage"),
});
const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(pages.settings, "SettingsPage"),
});
const settingsScreen = createRoute({
  getParentRoute: () => settings,
  path: "/$screen",
  component: lazyRouteComponent(pages.settings, "SettingsScreenPage"),
});

const tree = root.addChildren([
  signIn,
  forgot,
  join,
  setup,
  shell.addChildren([
    home,
    welcome,
    inboxHome,
    inbox.addChildren([nothingOpen, conversation]),
    oneConversation,
    savedView,
    customers,
    customer,
    search,
    board,
    liveBoard,
    tasks,
    sides.addChildren([oneSide]),
    notifications,
    help,
    settings.addChildren([settingsScreen]),
  ]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queries },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultNotFoundComponent: NothingHere,
    defaultErrorComponent: Broken,
    scrollRestoration: false,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
