import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { follow, listFollowers, unfollow } from "../../../shared/merging.ts";
import { call } from "../../lib/call.ts";
import { asProblem } from "../../lib/problem.ts";
import { queryOf } from "../../lib/query.ts";
import { useMe } from "../../people/people.ts";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";

/** Who follows a conversation, whether oneself does, and the way to change that. */
export function useFollowing(id: string) {
  const me = useMe();
  const queries = useQueryClient();
  const read = queryOf(listFollowers, { params: { id } });
  const { data } = useQuery(read);
  const followers = data?.items ?? [];
  const follows = followers.some((one) => one.id === me.id);
  const change = useMutation({
    mutationFn: async () => {
      await (follows ? call(unfollow, { params: { id } }) : call(follow, { params: { id } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: read.queryKey }),
    onError: (error) => toast.error(problemText(asProblem(error)).title),
  });
  return { followers, follows, toggle: () => change.mutate() };
}
