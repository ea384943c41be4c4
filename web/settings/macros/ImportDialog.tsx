import { useState } from "react";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { CarriedMacro, importMacros, listMacros } from "../../../shared/macros.ts";
import { call } from "../../lib/call.ts";
import { Button } from "../../ui/Button.tsx";
import { Actions, Dialog } from "../../ui/Dialog.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";
import { useAct, useRenew } from "../parts/use-act.ts";
import { ScopeChoice } from "./ScopeChoice.tsx";

const File = z.object({ macros: z.array(CarriedMacro).max(500) });

/** Takes in an export; says what was left out and why. */
export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const renew = useRenew(listMacros);
  const act = useAct(listMacros);
  const [place, setPlace] = useState({ scope: "personal" as const, teamId: null } as Parameters<
    typeof ScopeChoice
  >[0]["place"]);
  const [macros, setMacros] = useState<CarriedMacro[] | null>(null);
  const [wrong, setWrong] = useState<string>();

  const read = async (text: Promise<string>) => {
    try {
      setMacros(File.parse(JSON.parse(await text)).macros);
      setWrong(undefined);
    } catch {
      setMacros(null);
      setWrong(t("macros.notAFile"));
    }
  };
  const take = async () => {
    const { made, skipped, leftOut } = await call(importMacros, { body: { macros: macros ?? [], ...place } });
    const names = leftOut.map((one) => one.name).join(", ");
    const more = [
      skipped > 0 && t("macros.skipped", { count: skipped }),
      names && t("macros.leftOut", { names }),
    ];
    toast(t("macros.imported", { count: made }), { description: more.filter(Boolean).join(" ") });
    renew();
    onClose();
  };

  return (
    <Dialog open onClose={onClose} title={t("macros.import")} description={t("macros.importLead")}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          if (macros) act.mutate({ run: take });
        }}
      >
        <Field label={t("macros.importFile")} error={wrong}>
          <Input
            type="file"
            accept="application/json,.json"
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              if (file) void read(file.text());
            }}
          />
        </Field>
        <ScopeChoice place={place} onChange={setPlace} fixed={false} />
        <Actions>
          <Button look="plain" onClick={onClose}>
            {t("ui.cancel")}
          </Button>
          <Button type="submit" look="primary" busy={act.isPending} disabled={!macros}>
            {t("macros.import")}
          </Button>
        </Actions>
      </form>
    </Dialog>
  );
}
