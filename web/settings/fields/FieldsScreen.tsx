import { useQuery } from "@tanstack/react-query";
import { ListPlus, Plus } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Subject } from "../../../shared/conditions.ts";
import { type CustomField, listFields, orderFields } from "../../../shared/fields.ts";
import { useTopics } from "../../conversations/details/lists.ts";
import { useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Ordered } from "../../ui/Ordered.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { Mark } from "../parts/Mark.tsx";
import { ReadOnlyNote } from "../parts/ReadOnlyNote.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Screen, Section } from "../parts/Screen.tsx";
import { useAct } from "../parts/use-act.ts";
import { FieldDialog } from "./FieldDialog.tsx";
import { RemoveFieldDialog } from "./RemoveFieldDialog.tsx";

type Open = { act: "new" } | { act: "edit" | "remove"; field: CustomField };
const subjects = ["conversation", "customer"] as const satisfies readonly Subject[];

/** What the company wants to know besides, of conversations and of customers. */
export default function FieldsScreen() {
  const { t } = useTranslation();
  const isAdmin = useMay("sorting.fields");
  const fields = useQuery(queryOf(listFields, {}));
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const start = () => setOpen({ act: "new" });
  useActions(
    isAdmin ? [{ id: "settings.new", group: "list", title: "fieldSettings.new", keys: "c", run: start }] : [],
  );
  const button = isAdmin && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("fieldSettings.new")}
    </Button>
  );

  return (
    <Screen
      title={t("fieldSettings.title")}
      lead={t("fieldSettings.lead")}
      action={Boolean(fields.data?.items.length) && button}
    >
      <ReadOnlyNote permission="sorting.fields" />
      <Loaded query={fields}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon={<ListPlus />} title={t("fieldSettings.emptyTitle")} action={button}>
              {t("fieldSettings.empty")}
            </EmptyState>
          ) : (
            subjects.map((subject) => (
              <FieldList
                key={subject}
                subject={subject}
                fields={items.filter((field) => field.subject === subject)}
                onOpen={isAdmin ? setOpen : undefined}
              />
            ))
          )
        }
      </Loaded>
      {open?.act === "new" && <FieldDialog field={null} onClose={close} />}
      {open?.act === "edit" && <FieldDialog field={open.field} onClose={close} />}
      {open?.act === "remove" && <RemoveFieldDialog field={open.field} onClose={close} />}
    </Screen>
  );
}

interface ListProps {
  subject: Subject;
  fields: readonly CustomField[];
  onOpen?: ((open: Open) => void) | undefined;
}

function FieldList({ subject, fields, onOpen }: ListProps) {
  const { t } = useTranslation();
  const act = useAct(listFields);
  const topics = useTopics();
  const title = t(`fieldSettings.subjects.${subject}`);
  if (fields.length === 0) return null;
  const about = (field: CustomField) =>
    [
      t(`fieldSettings.types.${field.type}`),
      ...topics.filter(({ id }) => field.topicIds.includes(id)).map(({ path }) => path),
    ].join(" · ");

  return (
    <Section title={title}>
      <Ordered
        label={title}
        items={fields.map((field) => ({ ...field, name: field.label }))}
        onOrder={onOpen && ((ids) => act.mutateAsync({ run: () => call(orderFields, { body: { ids } }) }))}
      >
        {(field) => (
          <RowLine
            name={field.label}
            detail={about(field)}
            onChange={onOpen && (() => onOpen({ act: "edit", field }))}
            onRemove={onOpen && (() => onOpen({ act: "remove", field }))}
          >
            {field.requiredOnResolve && <Mark>{t("fieldSettings.required")}</Mark>}
          </RowLine>
        )}
      </Ordered>
    </Section>
  );
}
