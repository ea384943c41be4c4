import { tour } from "./en/tour.ts";

/** The sentences of the tour, loaded for whoever takes it. */
export const words = { tour };
