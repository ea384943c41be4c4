import { wordsFor } from "../../help/language.ts";
import { exactTime } from "../../help/time.ts";
import { macroVariables } from "../../shared/macros.ts";
import { listOrders } from "../commerce/order.ts";
import { find } from "../conversations/access.ts";
import { ownHtml } from "../conversations/written.ts";
import { customerRef } from "../customers/customer.ts";
import { agentRef } from "../people/agents.ts";
import { getTeam } from "../people/team.ts";
import { getWorkspace } from "../people/workspace.ts";
import { Refusal } from "../platform/errors.ts";
import { render, TemplateTrouble, troublesOf } from "../platform/templates.ts";
import type { Work } from "../platform/work.ts";

type Texts = Readonly<Record<string, string>>;
const known: ReadonlySet<string> = new Set(macroVariables);

/** Everything that is wrong with texts, by language and line. */
export function troublesIn(texts: Texts): { language: string; line: number; why: string }[] {
  return Object.entries(texts).flatMap(([language, html]) =>
    troublesOf("html", html, known).map(({ line, why }) => ({ language, line, why })),
  );
}

/** Refuses texts that cannot be read or name what nobody knows, with language and line. */
export function requireReadable(texts: Texts): void {
  const troubles = troublesIn(texts);
  if (troubles.length === 0) return;
  const errors = troubles.map(({ language, line, why }) => ({
    path: `/texts/${language}`,
    message: `Line ${line}: ${why}`,
  }));
  throw new Refusal("invalid_request", errors[0]?.message ?? "", { errors });
}

/** A text filled in for a conversation this actor may see, every value escaped; refuses one that cannot be read or takes too long. */
export async function fill(
  work: Work,
  conversationId: string,
  html: string,
  language: string,
): Promise<string> {
  try {
    return await filled(work, conversationId, html, language);
  } catch (error) {
    if (!(error instanceof TemplateTrouble)) throw error;
    throw new Refusal("unprocessable", `Line ${error.line}: ${error.why}`);
  }
}

/** The same, or the trouble that a text makes with what stands in this conversation. */
export async function filled(
  work: Work,
  conversationId: string,
  html: string,
  language: string,
): Promise<string> {
  const values = await valuesOf(work, conversationId, language);
  return ownHtml(render("html", html, values)).html;
}

async function valuesOf(work: Work, conversationId: string, language: string) {
  const conversation = await find(work, conversationId);
  const { name: company, timeZone } = await getWorkspace(work);
  const customer = await customerRef(work, conversation.customerId);
  const agent = work.actor.kind === "agent" ? await agentRef(work, work.actor.id) : null;
  const team = conversation.teamId ? await getTeam(work, conversation.teamId) : null;
  const due = conversation.promiseDueAt;
  return {
    customer: { name: customer.name, first_name: first(customer.name), email: customer.email ?? "" },
    agent: { name: agent?.name ?? company, first_name: first(agent?.name ?? "") },
    team: { name: team?.name ?? "" },
    workspace: { name: company },
    conversation: { number: Number(conversation.number), subject: conversation.subject },
    promise: {
      text: conversation.promiseText ?? "",
      due: due ? exactTime(due, timeZone, wordsFor(language)) : "",
    },
    order: await newestOrder(work, conversation.customerId, timeZone, language),
  };
}

const first = (name: string) => name.trim().split(/\s+/)[0] ?? "";

async function newestOrder(work: Work, customerId: string, timeZone: string, language: string) {
  const [order] = (await listOrders(work, customerId, { limit: 1 })).items;
  if (!order) return {};
  const { number, status, currency, totalMinor, placedAt } = order;
  const money = new Intl.NumberFormat(language, { style: "currency", currency });
  const digits = money.resolvedOptions().maximumFractionDigits ?? 2;
  return {
    number,
    status,
    total: money.format(totalMinor / 10 ** digits),
    placed: new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone }).format(placedAt),
  };
}
