import type { ConversationTemplate } from "../../shared/conversation-templates.ts";
import { agentRef } from "../people/agents.ts";
import { getWorkspace } from "../people/workspace.ts";
import { Refusal } from "../platform/errors.ts";
import { render, TemplateTrouble, troublesOf } from "../platform/templates.ts";
import type { Work } from "../platform/work.ts";

/** All that a template can name: a slip of the pen would leave a hole in what the customer reads. */
const names = new Set([
  "customer.name",
  "customer.email",
  "customer.first_name",
  "agent.name",
  "workspace.name",
]);

/** Refuses Liquid that cannot be read, or that names what is not there, saying where. */
export function requireReadable(part: "subject" | "body", text: string): void {
  const [trouble] = troublesOf("text", text, names);
  if (trouble) throw unreadable(part, trouble);
}

function unreadable(part: string, error: unknown): Refusal {
  const message = `This cannot be read: ${error instanceof TemplateTrouble ? error.message : ""}`;
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
  const filled = (part: "subject" | "body") => {
    try {
      return render("text", template[part], known);
    } catch (error) {
      throw unreadable(part, error);
    }
  };
  return { subject: filled("subject").trim(), body: filled("body") };
}

const firstName = (name: string) => name.trim().split(/\s+/)[0] ?? "";

async function nameOf(work: Work, agentId: string): Promise<string> {
  return (await agentRef(work, agentId))?.name ?? "";
}
