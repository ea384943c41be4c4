import type { FastifyInstance } from "fastify";
import { routes as bulkRoutes } from "./bulk/routes.ts";
import { schedules as bulkSchedules } from "./bulk/schedule.ts";
import { reactions as emailReactions } from "./channels/email/reactions.ts";
import { routes as emailRoutes } from "./channels/email/routes.ts";
import { schedules as emailSchedules } from "./channels/email/schedule.ts";
import { routes as commerceRoutes } from "./commerce/routes.ts";
import { mayHear, signalTopics, topicsOf } from "./conversations/access.ts";
import { reactions as conversationReactions } from "./conversations/reactions.ts";
import { routes as conversationRoutes } from "./conversations/routes.ts";
import { schedules as conversationSchedules } from "./conversations/schedule.ts";
import { reactions as customerReactions } from "./customers/reactions.ts";
import { routes as customerRoutes } from "./customers/routes.ts";
import { routes as demoRoutes } from "./demo/routes.ts";
import { schedules as demoSchedules } from "./demo/schedule.ts";
import { routes as downloadRoutes } from "./downloads/routes.ts";
import { routes as insightsRoutes } from "./insights/routes.ts";
import { reactions as macroReactions } from "./macros/reactions.ts";
import { routes as macroRoutes } from "./macros/routes.ts";
import { reactions as notificationReactions } from "./notifications/reactions.ts";
import { routes as notificationRoutes } from "./notifications/routes.ts";
import { schedules as notificationSchedules } from "./notifications/schedule.ts";
import { routes as peopleRoutes } from "./people/routes.ts";
import { schedules as peopleSchedules } from "./people/schedule.ts";
import { authenticate, renewActor } from "./people/session.ts";
import { healthRoutes } from "./platform/health.ts";
import type { House } from "./platform/house.ts";
import type { Web } from "./platform/http.ts";
import { forgetOldKeys } from "./platform/idempotency.ts";
import { unlockDeadJobs } from "./platform/jobs.ts";
import { liveRoute } from "./platform/live-route.ts";
import type { Reaction } from "./platform/reactions.ts";
import { type Hearing, Realtime } from "./platform/realtime.ts";
import { routes as platformRoutes } from "./platform/routes.ts";
import type { Schedule } from "./platform/schedule.ts";
import { type OnRoute, openServer } from "./platform/server.ts";
import { webFiles } from "./platform/web-files.ts";
import { routes as reminderRoutes } from "./reminders/routes.ts";
import { schedules as reminderSchedules } from "./reminders/schedule.ts";
import { routes as savedViewRoutes } from "./saved-views/routes.ts";
import { reactions as searchReactions } from "./search/reactions.ts";
import { routes as searchRoutes } from "./search/routes.ts";
import { schedules as searchSchedules } from "./search/schedule.ts";
import { reactions as sideReactions } from "./side-conversations/reactions.ts";
import { takeAside } from "./side-conversations/received.ts";
import { routes as sideRoutes } from "./side-conversations/routes.ts";
import { schedules as sideSchedules } from "./side-conversations/schedule.ts";
import { reactions as surveyReactions } from "./surveys/reactions.ts";
import { routes as surveyRoutes } from "./surveys/routes.ts";
import { schedules as surveySchedules } from "./surveys/schedule.ts";
import { reactions as taskReactions } from "./tasks/reactions.ts";
import { routes as taskRoutes } from "./tasks/routes.ts";
import { schedules as taskSchedules } from "./tasks/schedule.ts";
import { reactions as templateReactions } from "./templates/reactions.ts";
import { routes as templateRoutes } from "./templates/routes.ts";
import { routes as trackerRoutes } from "./tracker/routes.ts";

/** Everything that happens because of an event: one line per feature. */
export const reactions: Reaction[] = [
  ...customerReactions,
  ...conversationReactions,
  ...emailReactions(takeAside),
  ...surveyReactions,
  ...searchReactions,
  ...taskReactions,
  ...sideReactions,
  ...templateReactions,
  ...macroReactions,
  ...notificationReactions,
];

/** Everything the clock does: one line per feature. */
export const schedules: Schedule[] = [
  forgetOldKeys,
  unlockDeadJobs,
  ...peopleSchedules,
  ...conversationSchedules,
  ...bulkSchedules,
  ...emailSchedules,
  ...surveySchedules,
  ...reminderSchedules,
  ...taskSchedules,
  ...sideSchedules,
  ...notificationSchedules,
  ...searchSchedules,
  ...demoSchedules,
];

/** One line per feature; with the two lists above the only place that knows them all. */
function routes(web: Web): void {
  platformRoutes(web);
  peopleRoutes(web);
  customerRoutes(web);
  conversationRoutes(web);
  emailRoutes(web);
  savedViewRoutes(web);
  searchRoutes(web);
  reminderRoutes(web);
  taskRoutes(web);
  sideRoutes(web);
  templateRoutes(web);
  macroRoutes(web);
  bulkRoutes(web);
  commerceRoutes(web);
  trackerRoutes(web);
  downloadRoutes(web);
  surveyRoutes(web);
  notificationRoutes(web);
  insightsRoutes(web);
  demoRoutes(web);
}

export interface App {
  fastify: FastifyInstance;
  realtime: Realtime;
}

/** The server with every feature's routes; it listens to nothing yet. */
export async function openApp(house: House, onRoute?: OnRoute): Promise<App> {
  const fastify = await openServer(house, onRoute);
  const web: Web = { fastify, house, authenticate: (request) => authenticate(house, request) };
  const realtime = new Realtime(house, hearing(house));
  await fastify.register(async (inner) => {
    healthRoutes(inner, house);
    liveRoute({ ...web, fastify: inner }, realtime);
    routes({ ...web, fastify: inner });
    await webFiles(inner);
  });
  return { fastify, realtime };
}

function hearing(house: House): Hearing {
  return {
    topicsOf: (events) => topicsOf(house, events),
    mayHear: (actor) => mayHear(house, actor),
    renew: (actor) => renewActor(house, actor),
    signalTopics: (actor, conversationId) => signalTopics(house, actor, conversationId),
  };
}
