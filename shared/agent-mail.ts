import { z } from "zod";
import { endpoint, one } from "./endpoint.ts";

export const createMailAddress = endpoint({
  method: "POST",
  path: "/api/conversations/:id/mail-address",
  summary:
    "Where whoever asks answers this conversation by mail from their own, proven address: one address for replies, one for notes. The same ones each time; null for an inbox whose name is too long for them.",
  audience: "member",
  params: one,
  reply: z.object({ addresses: z.object({ reply: z.string(), note: z.string() }).nullable() }),
});

/** A reply that came by mail: it says nothing of the next step, so we wait for the customer. */
export const mailedReply = (text: string, fileIds: string[]) => ({
  text,
  fileIds,
  bcc: [],
  then: { state: "waiting" as const },
});
