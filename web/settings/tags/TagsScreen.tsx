import { Plus, Tags } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listTags, removeTag, type TagCount } from "../../../shared/tags.ts";
import { tagKey } from "../../conditions/tags.ts";
import { useActions } from "../../lib/actions.ts";
import { call } from "../../lib/call.ts";
import { useSome } from "../../lib/use-some.ts";
import { useMay } from "../../people/people.ts";
import { Button } from "../../ui/Button.tsx";
import { ColorDot } from "../../ui/ColorDot.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { ConfirmDialog } from "../parts/ConfirmDialog.tsx";
import { Loaded } from "../parts/Loaded.tsx";
import { LongRows } from "../parts/LongRows.tsx";
import { RowLine } from "../parts/RowLine.tsx";
import { Screen } from "../parts/Screen.tsx";
import { useRenew } from "../parts/use-act.ts";
import { useViewsNaming } from "../parts/views-naming.ts";
import { TagDialog } from "./TagDialog.tsx";

type Open = { act: "new" } | { act: "edit" | "remove"; tag: TagCount };

/** Every tag with its colour and how many conversations have it. */
export default function TagsScreen() {
  const { t } = useTranslation();
  const mayChange = useMay("sorting.tags");
  const [open, setOpen] = useState<Open | null>(null);
  const [text, setText] = useState("");
  const { query: tags, items, more } = useSome(listTags, text, tagKey);
  const close = () => setOpen(null);
  const start = () => setOpen({ act: "new" });
  const needle = text.trim().toLocaleLowerCase();
  useActions(
    mayChange ? [{ id: "settings.new", group: "list", title: "tagSettings.new", keys: "c", run: start }] : [],
  );
  const button = mayChange && (
    <Button look="primary" icon={<Plus className="size-4" />} onClick={start}>
      {t("tagSettings.new")}
    </Button>
  );

  return (
    <Screen
      title={t("tagSettings.title")}
      lead={t("tagSettings.lead")}
      action={Boolean(tags.data?.items.length) && button}
    >
      <Loaded query={tags}>
        {(known) =>
          known.items.length === 0 ? (
            <EmptyState icon={<Tags />} title={t("tagSettings.emptyTitle")} action={button}>
              {t("tagSettings.empty")}
            </EmptyState>
          ) : (
            <>
              {items.length > 8 && (
                <Field label={t("tagSettings.find")} quiet>
                  <Input
                    type="search"
                    placeholder={t("tagSettings.find")}
                    value={text}
                    onValueChange={setText}
                  />
                </Field>
              )}
              {more && (
                <p className="text-xs text-soft">{t("ui.pick.more", { count: known.items.length })}</p>
              )}
              <LongRows
                label={t("tagSettings.title")}
                items={items.filter(({ name }) => name.includes(needle))}
                keyOf={({ name }) => name}
                estimate={48}
                memory="tags"
              >
                {(tag) => (
                  <li key={tag.name} className="px-4">
                    <RowLine
                      name={tag.name}
                      mark={<ColorDot color={tag.color} />}
                      detail={t("tagSettings.uses", { count: tag.conversations })}
                      onChange={mayChange ? () => setOpen({ act: "edit", tag }) : undefined}
                      onRemove={mayChange ? () => setOpen({ act: "remove", tag }) : undefined}
                    />
                  </li>
                )}
              </LongRows>
            </>
          )
        }
      </Loaded>
      {open?.act === "new" && <TagDialog tag={null} known={items} onClose={close} />}
      {open?.act === "edit" && <TagDialog tag={open.tag} known={items} onClose={close} />}
      {open?.act === "remove" && <RemoveTag tag={open.tag} onClose={close} />}
    </Screen>
  );
}

function RemoveTag({ tag, onClose }: { tag: TagCount; onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listTags);
  const views = useViewsNaming(tag.name);
  return (
    <ConfirmDialog
      title={t("sorting.removeTitle", { name: tag.name })}
      description={t("tagSettings.removeText", { count: tag.conversations })}
      act={t("settings.remove")}
      run={() => call(removeTag, { params: { name: tag.name } })}
      onDone={() => {
        renew();
        toast(t("tagSettings.removed", { name: tag.name }));
        onClose();
      }}
      onClose={onClose}
    >
      {views.length > 0 && <p>{t("sorting.views", { names: views.join(", ") })}</p>}
    </ConfirmDialog>
  );
}
