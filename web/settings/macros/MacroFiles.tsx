import { Paperclip } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Macro } from "../../../shared/macros.ts";
import { FileList } from "../../conversations/composer/FileList.tsx";
import { asProblem } from "../../lib/problem.ts";
import { upload } from "../../lib/upload.ts";
import { Button } from "../../ui/Button.tsx";
import { problemText } from "../../ui/problem-text.ts";
import { toast } from "../../ui/Toast.tsx";

interface Props {
  files: Macro["files"];
  onChange: (files: Macro["files"]) => void;
}

/** Files that go along with every reply the macro is used in. */
export function MacroFiles({ files, onChange }: Props) {
  const { t } = useTranslation();
  const picker = useRef<HTMLInputElement>(null);
  const add = async (chosen: readonly File[]) => {
    const sent = await Promise.allSettled(chosen.map((file) => upload(file, () => {})));
    const arrived = sent.flatMap((one) => (one.status === "fulfilled" ? one.value : []));
    if (arrived.length > 0) onChange([...files, ...arrived]);
    for (const [place, one] of sent.entries())
      if (one.status === "rejected")
        toast.error(`${chosen[place]?.name ?? ""}: ${problemText(asProblem(one.reason)).title}`);
  };
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button size="sm" icon={<Paperclip className="size-3.5" />} onClick={() => picker.current?.click()}>
        {t("macros.attach")}
      </Button>
      <input
        ref={picker}
        type="file"
        multiple
        hidden
        onChange={(event) => {
          void add([...(event.target.files ?? [])]);
          event.target.value = "";
        }}
      />
      <FileList
        files={files}
        uploads={[]}
        onRemove={(id) => onChange(files.filter((file) => file.id !== id))}
        onDrop={() => {}}
        onRetry={() => {}}
      />
    </div>
  );
}
