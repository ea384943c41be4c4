import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "../../../shared/conversation-shape.ts";
import { LinkKind, linkConversation, listLinks, listMerges } from "../../../shared/merging.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay, useMayAs } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorLine } from "../../ui/ErrorState.tsx";
import { Field } from "../../ui/Field.tsx";
import { IconButton } from "../../ui/IconButton.tsx";
import { Select } from "../../ui/Select.tsx";
import { ConversationFinder } from "./ConversationFinder.tsx";
import { ConversationLink } from "./ConversationLink.tsx";
import { TakeBack } from "./TakeBack.tsx";
import { useFollowing } from "./use-following.ts";

/** Followers, what was merged into it, and the links by their kind; with `adding` the way to new ones. */
export function Links({ conversation, adding }: { conversation: Conversation; adding?: boolean }) {
  const { t } = useTranslation();
  const { id } = conversation;
  const isAgent = useMayAs("agent");
  const mayMerge = useMay("conversations.merge");
  const { data } = useQuery(queryOf(listLinks, { params: { id } }));
  const merges = useQuery(queryOf(listMerges, { params: { id } }));
  const linking = useLinking(id);
  const links = data?.items ?? [];

  return (
    <div className="flex flex-col gap-3">
      <Followers id={id} />
      {(merges.data?.items.length ?? 0) > 0 && (
        <Group title={t("merging.mergedHere")}>
          {merges.data?.items.map((merge) => (
            <li key={merge.sourceId} className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
              <ConversationLink one={{ ...merge, id: merge.sourceId }} />
              {mayMerge && <TakeBack merge={merge} />}
            </li>
          ))}
        </Group>
      )}
      {LinkKind.options
        .filter((kind) => links.some((one) => one.kind === kind))
        .map((kind) => (
          <Group key={kind} title={t(`merging.kinds.${kind}`)}>
            {links
              .filter((one) => one.kind === kind)
              .map((one) => (
                <li key={one.id} className="flex items-center justify-between gap-2">
                  <ConversationLink one={one} />
                  {isAgent && (
                    <IconButton
                      label={t("merging.links.remove", { number: one.number })}
                      className="size-6"
                      onClick={() => linking.mutate({ linkedId: one.id, kind: null })}
                    >
                      <X className="!size-3.5" />
                    </IconButton>
                  )}
                </li>
              ))}
          </Group>
        ))}
      {data && links.length === 0 && <p className="text-faint">{t("merging.links.none")}</p>}
      {adding && isAgent && <NewLink id={id} linked={links.map((one) => one.id)} linking={linking} />}
      <ErrorLine error={linking.error} />
    </div>
  );
}

function useLinking(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: { linkedId: string; kind: LinkKind | null }) =>
      call(linkConversation, { params: { id }, body }),
    onSuccess: (links) => queries.setQueryData(queryOf(listLinks, { params: { id } }).queryKey, links),
  });
}

interface NewLinkProps {
  id: string;
  linked: readonly string[];
  linking: ReturnType<typeof useLinking>;
}

function NewLink({ id, linked, linking }: NewLinkProps) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<LinkKind>("related");
  return (
    <section
      aria-label={t("merging.links.add")}
      className="mt-1 flex flex-col gap-2 border-t border-line pt-3"
    >
      <Field label={t("merging.links.kind")}>
        <Select
          value={kind}
          onChange={setKind}
          items={LinkKind.options.map((one) => ({ value: one, label: t(`merging.asKind.${one}`) }))}
        />
      </Field>
      <ConversationFinder
        id={id}
        label={t("merging.links.which")}
        chosen={linked}
        onChoose={(one) => linking.mutate({ linkedId: one.id, kind })}
      />
    </section>
  );
}

function Followers({ id }: { id: string }) {
  const { t } = useTranslation();
  const { followers, follows, toggle } = useFollowing(id);
  return (
    <div className="flex items-center justify-between gap-3">
      <p className="min-w-0 text-soft">
        {followers.length > 0
          ? t("merging.followedBy", { names: followers.map(({ name }) => name).join(", ") })
          : t("merging.nobodyFollows")}
      </p>
      <Button size="sm" aria-pressed={follows} onClick={toggle} keys="f">
        {t(follows ? "actions.unfollow" : "actions.follow")}
      </Button>
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h3 className="mb-1 text-xs font-medium text-faint">{title}</h3>
      <ul className="flex flex-col gap-1">{children}</ul>
    </section>
  );
}
