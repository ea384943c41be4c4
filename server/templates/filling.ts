import { Liquid } from "liquidjs";
import type { ConversationTemplate } from "../../shared/conversation-templates.ts";
import { agentRef } from "../people/agents.ts";
import { getWorkspace } from "../people/workspace.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";

/** No files, no prototypes, and an end to what a template may cost. */
const liquid = new Liquid({
  ownPropertyOnly: true,
  templates: {},
  parseLimit: 50_000,
  renderLimit: 200,
  memoryLimit: 5_000_000,
});

/** Refuses Liquid that cannot be read, saying where. */
export function requireReadable(part: "subject" | "body", text: string): void {
  try {
    liquid.parse(text);
  } catch (error) {
    throw unreadable(part, error);
  }
}

function unreadable(part: string, error: unknown): Refusal {
  const why = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
  const message = `This cannot be read: ${why}`;
  return new Refusal("invalid_request", message, { errors: [{ path: `/${part}`, message }] });
}

interface Person {
  name: string;
  email: string;
}

/** Subject and body of a template with the names of customer, colleague and company filled in; a missing name leaves nothing. */
export async function fill(
  work: Work,
  template: Pick<ConversationTemplate, "subject" | "body">,
  customer: Person,
): Promise<{ subject: string; body: string }> {
  const { name: company } = await getWorkspace(work);
  const known = {
    customer: { ...customer, first_name: firstName(customer.name) },
    agent: { name: work.actor.kind === "agent" ? await nameOf(work, work.actor.id) : company },
    workspace: { name: company },
  };
  const render = (part: "subject" | "body") => {
    try {
      return liquid.parseAndRenderSync(template[part], known) as string;
    } catch (error) {
      throw unreadable(part, error);
    }
  };
  return { subject: render("subject").trim(), body: render("body") };
}

const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? "";

async function nameOf(work: Work, agentId: string): Promise<string> {
  return (await agentRef(work, agentId))?.name ?? "";
}
