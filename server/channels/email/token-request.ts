import { z } from "zod";
import type { House } from "../../platform/house.ts";
import { askOutside } from "../../platform/outside.ts";

/** What a token address answered. */
export interface Tokens {
  accessToken: string;
  /** Null: the one known stays. */
  refreshToken: string | null;
  /** Seconds. */
  expiresIn: number;
}

/** The provider said no for good: somebody must say yes again, or the client's settings are wrong. */
export class GrantRefused extends Error {
  readonly code: string;

  constructor(code: string, words: string) {
    super(words);
    this.code = code;
  }
}

const answer = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1).optional(),
  expires_in: z.coerce.number().positive().max(31_536_000).catch(3600).default(3600),
});
const refusal = z.object({ error: z.string(), error_description: z.string().default("") });

/** Asks a token address (RFC 6749, 4.1.3 and 6). Throws GrantRefused for a no, anything else when it cannot be asked. */
export async function requestTokens(
  house: House,
  url: string,
  form: Record<string, string>,
): Promise<Tokens> {
  const { status, text } = await askOutside(house.config, {
    url,
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", accept: "application/json" },
    body: new URLSearchParams(form).toString(),
    within: 15_000,
  });
  const said = parsed(text);
  const tokens = answer.safeParse(said);
  if (status === 200 && tokens.success) {
    const { access_token, refresh_token, expires_in } = tokens.data;
    return { accessToken: access_token, refreshToken: refresh_token ?? null, expiresIn: expires_in };
  }
  const no = refusal.safeParse(said);
  if (status >= 400 && status < 500 && status !== 429 && no.success)
    throw new GrantRefused(
      no.data.error,
      `${no.data.error} ${no.data.error_description}`.replace(/\s+/g, " ").trim().slice(0, 300),
    );
  throw new Error(`The provider answered ${status} without tokens.`);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
