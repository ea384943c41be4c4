import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { listRootCauses, listStatuses, listTopics, type Topic } from "../../../shared/topics.ts";
import { queryOf } from "../../lib/query.ts";

const whole = { staleTime: 5 * 60_000 };
export const topicsQuery = { ...queryOf(listTopics, {}), ...whole };
export const causesQuery = { ...queryOf(listRootCauses, {}), ...whole };
export const statusesQuery = { ...queryOf(listStatuses, {}), ...whole };

/** A topic with where it stands. */
export interface PlacedTopic extends Topic {
  depth: number;
  /** Its own name after those above it: "Orders / Late". */
  path: string;
  /** Itself and everything above it. */
  ids: readonly string[];
}

/** Topics in the order of the tree, each with its path. */
export function placed(topics: readonly Topic[]): PlacedTopic[] {
  const known = new Map<string, PlacedTopic>();
  for (const topic of topics) {
    const above = topic.parentId ? known.get(topic.parentId) : undefined;
    known.set(topic.id, {
      ...topic,
      depth: above ? above.depth + 1 : 0,
      path: above ? `${above.path} / ${topic.name}` : topic.name,
      ids: [topic.id, ...(above?.ids ?? [])],
    });
  }
  return [...known.values()];
}

/** The workspace's topics; empty until they are here. */
export function useTopics(): PlacedTopic[] {
  const { data } = useQuery(topicsQuery);
  return useMemo(() => placed(data?.items ?? []), [data]);
}
