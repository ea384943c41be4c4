import type { QueryClient } from "@tanstack/react-query";
import { redirect } from "@tanstack/react-router";
import { setupState } from "../../shared/setup.ts";
import { writeAs } from "../conversations/composer/draft.ts";
import { call } from "../lib/call.ts";
import { speak } from "../lib/i18n.ts";
import { asProblem } from "../lib/problem.ts";
import { languageOf, speakAsBrowser } from "../people/my-language.ts";
import { meQuery } from "../people/people.ts";

/** Lets in who is signed in, spoken to in their language; all others go to the door, or to the setup of a new house. */
export async function admit(queries: QueryClient, wanted: string): Promise<void> {
  try {
    const me = await queries.ensureQueryData(meQuery);
    writeAs(me.id);
    await speak(languageOf(me));
  } catch (error) {
    if (asProblem(error).code !== "not_signed_in") throw error;
    const { needed } = await call(setupState, {});
    if (needed) redirect({ to: "/setup", replace: true, throw: true });
    redirect({ to: "/sign-in", search: wanted === "/" ? {} : { next: wanted }, replace: true, throw: true });
  }
}

/** A house that is set up is not set up again. */
export async function keepOutOfSetup(): Promise<void> {
  await speakAsBrowser();
  const { needed } = await call(setupState, {});
  if (!needed) redirect({ to: "/sign-in", search: {}, replace: true, throw: true });
}
