import type { Topic } from "../../../shared/topics.ts";

/** What is being done with a topic in a dialog. */
export type OpenTopic = { act: "new"; parentId: string | null } | { act: "edit" | "archive"; topic: Topic };
