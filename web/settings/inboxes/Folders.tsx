import { useQuery } from "@tanstack/react-query";
import { FolderSearch } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { listServerFolders, type ServerFolder } from "../../../shared/mail-accounting.ts";
import { queryOf } from "../../lib/query.ts";
import { Button } from "../../ui/Button.tsx";
import { Checkbox } from "../../ui/Checkbox.tsx";
import { Loaded } from "../parts/Loaded.tsx";

interface Props {
  inboxId: string;
  folders: readonly string[];
  onChange: (folders: string[]) => void;
}

/** Which folders of the mailbox are fetched; the server is asked which there are when somebody wants to choose. */
export function Folders({ inboxId, folders, onChange }: Props) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);

  return (
    <fieldset className="sm:col-span-6">
      <legend className="font-medium">{t("mailFolders.title")}</legend>
      <p className="mb-2 text-xs text-faint">{t("mailFolders.hint")}</p>
      {asking ? (
        <Choice inboxId={inboxId} folders={folders} onChange={onChange} />
      ) : (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
          <span className="min-w-0 break-words">
            {folders.map((folder, at) => (
              <span key={folder}>
                {at > 0 && " · "}
                <bdi>{folder}</bdi>
              </span>
            ))}
          </span>
          <Button size="sm" icon={<FolderSearch className="size-3.5" />} onClick={() => setAsking(true)}>
            {t("mailFolders.ask")}
          </Button>
        </div>
      )}
    </fieldset>
  );
}

function Choice({ inboxId, folders, onChange }: Props) {
  const { t } = useTranslation();
  const query = useQuery({
    ...queryOf(listServerFolders, { params: { id: inboxId } }),
    staleTime: 0,
    retry: false,
  });
  const toggle = (path: string, on: boolean) =>
    onChange(on ? [...folders, path] : folders.filter((one) => one !== path));
  const gone = (items: readonly ServerFolder[]) =>
    folders.filter((folder) => !items.some(({ path }) => path === folder));

  return (
    <Loaded query={query} rows={2}>
      {({ items }) => (
        <>
          <ul className="grid grid-cols-1 gap-x-4 gap-y-1.5 sm:grid-cols-2">
            {[...items, ...gone(items).map((path) => ({ path, use: "gone" as const }))].map(
              ({ path, use }) => (
                <li key={path}>
                  <Checkbox checked={folders.includes(path)} onChange={(on) => toggle(path, on)}>
                    <bdi>{path}</bdi>
                    {use && (
                      <span className="ms-2 text-xs text-faint">
                        {use === "gone" ? t("mailFolders.notThere") : t(`mailFolders.uses.${use}`)}
                      </span>
                    )}
                  </Checkbox>
                </li>
              ),
            )}
          </ul>
          {folders.length === 0 && (
            <p role="alert" className="mt-2 text-late">
              {t("mailFolders.atLeastOne")}
            </p>
          )}
        </>
      )}
    </Loaded>
  );
}
