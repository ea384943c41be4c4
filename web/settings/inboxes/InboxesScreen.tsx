import { useQuery } from "@tanstack/react-query";
import { useLocation, useNavigate } from "@tanstack/react-router";
import { Inbox as InboxIcon, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Inbox, listInboxes, removeInbox } from "../../../shared/email.ts";
import { useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { ReadOnlyNote } from "../parts/ReadOnlyNote.tsx";
import { Screen } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { GrantCame, useGrantCame } from "./grant/GrantCame.tsx";
import { HowMailArrives } from "./HowMailArrives.tsx";
import { InboxCard } from "./InboxCard.tsx";
import { InboxEditor } from "./InboxEditor.tsx";

/** The hash of the address says what is open, so that going back closes it. */
const newInbox = "new";

/** The addresses at which customers reach us. */
export default function InboxesScreen() {
  const isAdmin = useMay("mail.inboxes");
  const inboxes = useQuery(queryOf(listInboxes, {}));
  const hash = useLocation({ select: (location) => location.hash });
  const navigate = useNavigate();
  const open = (id: string) =>
    void navigate({ to: "/settings/$screen", params: { screen: "inboxes" }, hash: id });
  // Somebody comes back from the provider of an inbox: that inbox is what they want to see.
  const came = useGrantCame();
  const wanted = hash || came?.inbox;
  const opened = inboxes.data?.items.find(({ id }) => id === wanted);

  return (
    <>
      {came && inboxes.data && <GrantCame came={came} inboxes={inboxes.data.items} />}
      {isAdmin && hash === newInbox ? (
        <InboxEditor key="new" inbox={null} onOpen={open} />
      ) : isAdmin && opened ? (
        <InboxEditor key={opened.id} inbox={opened} onOpen={open} />
      ) : (
        <InboxList inboxes={inboxes} onOpen={open} />
      )}
    </>
  );
}

interface ListProps {
  inboxes: { data: { items: Inbox[] } | undefined; error: unknown; refetch: () => unknown };
  onOpen: (id: string) => void;
}

function InboxList({ inboxes, onOpen }: ListProps) {
  const { t } = useTranslation();
  const isAdmin = useMay("mail.inboxes");
  const renew = useRenew(listInboxes);
  const [removing, setRemoving] = useState<Inbox | null>(null);
  const start = () => onOpen(newInbox);
  useActions(
    isAdmin ? [{ id: "settings.new", group: "list", title: "inboxSettings.new", keys: "c", run: start }] : [],
  );
  const button = isAdmin && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("inboxSettings.new")}
    </Button>
  );

  return (
    <Screen
      title={t("inboxSettings.title")}
      lead={t("inboxSettings.lead")}
      action={Boolean(inboxes.data?.items.length) && button}
    >
      <ReadOnlyNote permission="mail.inboxes" />
      <Loaded query={inboxes}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<InboxIcon />} title={t("inboxSettings.emptyTitle")} action={button}>
              {t("inboxSettings.empty")}
            </EmptyState>
          ) : (
            <ul className="flex flex-col gap-3">
              {items.map((inbox) => (
                <InboxCard
                  key={inbox.id}
                  inbox={inbox}
                  onEdit={() => onOpen(inbox.id)}
                  onRemove={() => setRemoving(inbox)}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      {isAdmin && Boolean(inboxes.data?.items.length) && (
        <HowMailArrives address={inboxes.data?.items[0]?.address ?? ""} />
      )}
      {removing && (
        <ConfirmDialog
          title={t("inboxSettings.removeTitle", { name: removing.name })}
          description={t("inboxSettings.removeText", { address: removing.address })}
          act={t("settings.remove")}
          run={() => call(removeInbox, { params: { id: removing.id } })}
          onDone={() => {
            renew();
            toast(t("inboxSettings.removed", { name: removing.name }));
            setRemoving(null);
          }}
          onClose={() => setRemoving(null)}
        />
      )}
    </Screen>
  );
}
