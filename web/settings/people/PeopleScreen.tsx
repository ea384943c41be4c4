import { useQuery } from "@tanstack/react-query";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Agent } from "../../../shared/agents.ts";
import { useActions } from "../../lib/actions.ts";
import { agentsQuery, useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { LongRows } from "../parts/LongRows.tsx";
import { ReadOnlyNote } from "../parts/ReadOnlyNote.tsx";
import { Screen, Section } from "../parts/Screen.tsx";
import { InvitationLink } from "./InvitationLink.tsx";
import { InviteDialog } from "./InviteDialog.tsx";
import { PersonRow } from "./PersonRow.tsx";

/** So many people need no search. */
const surveyable = 10;

/** Everybody who works here, those who were invited, and those who left. */
export default function PeopleScreen() {
  const { t } = useTranslation();
  const isAdmin = useMay("people.manage");
  const agents = useQuery(agentsQuery);
  const [inviting, setInviting] = useState(false);
  const [invited, setInvited] = useState<{ agent: Agent; invitationUrl: string } | null>(null);
  useActions(
    isAdmin
      ? [
          {
            id: "settings.new",
            group: "list",
            title: "peopleSettings.invite",
            keys: "c",
            run: () => setInviting(true),
          },
        ]
      : [],
  );

  return (
    <Screen
      title={t("peopleSettings.title")}
      lead={t("peopleSettings.lead")}
      action={
        isAdmin && (
          <Button look="primary" icon={<UserPlus className="size-4" />} onClick={() => setInviting(true)}>
            {t("peopleSettings.invite")}
          </Button>
        )
      }
    >
      <ReadOnlyNote permission="people.manage" />
      <Loaded query={agents} rows={4}>
        {(all) => <People agents={all} onInvited={setInvited} />}
      </Loaded>
      {inviting && (
        <InviteDialog
          onClose={() => setInviting(false)}
          onInvited={(made) => {
            setInviting(false);
            setInvited(made);
          }}
        />
      )}
      {invited && <InvitationLink {...invited} onClose={() => setInvited(null)} />}
    </Screen>
  );
}

interface PeopleProps {
  agents: readonly Agent[];
  onInvited: (made: { agent: Agent; invitationUrl: string }) => void;
}

function People({ agents, onInvited }: PeopleProps) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const needle = text.trim().toLocaleLowerCase();
  const found = agents.filter(({ name, email }) => `${name} ${email}`.toLocaleLowerCase().includes(needle));
  const parts = [
    { id: "active", people: found.filter(({ active }) => active) },
    { id: "gone", people: found.filter(({ active }) => !active) },
  ] as const;

  return (
    <>
      {agents.length > surveyable && (
        <Field label={t("peopleSettings.find")} quiet>
          <Input type="search" placeholder={t("peopleSettings.find")} value={text} onValueChange={setText} />
        </Field>
      )}
      {parts.map(
        ({ id, people }) =>
          people.length > 0 && (
            <Section key={id} title={t(`peopleSettings.${id}`, { count: people.length })}>
              <LongRows
                label={t(`peopleSettings.${id}`, { count: people.length })}
                items={people}
                keyOf={(agent) => agent.id}
                estimate={58}
                memory={`people ${id}`}
              >
                {(agent) => <PersonRow key={agent.id} agent={agent} onInvited={onInvited} />}
              </LongRows>
            </Section>
          ),
      )}
      {found.length === 0 && (
        <EmptyState title={t("peopleSettings.nobody")}>{t("peopleSettings.nobodyHint")}</EmptyState>
      )}
    </>
  );
}
