import { endpoint, nothing } from "./endpoint.ts";

export const endTour = endpoint({
  method: "DELETE",
  path: "/api/me/tour",
  summary: "Says that one has seen the tour of the screen, or does not want to: it is not offered again.",
  audience: "member",
  reply: nothing,
});
