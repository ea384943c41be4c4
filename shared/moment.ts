import { z } from "zod";

/** A point in time: an ISO 8601 string with zone on the wire, a Date on both sides of it. */
export const moment = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});
