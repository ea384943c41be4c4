import { Copy } from "lucide-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";
import { Field, Input } from "../../ui/Field.tsx";
import { toast } from "../../ui/Toast.tsx";

interface Props {
  label: string;
  value: string;
  hint?: string;
  /** Said when it was copied. */
  done: string;
}

/** Something to take along, with a button that copies it; where copying is not allowed it is marked for the keys. */
export function CopyLine({ label, value, hint, done }: Props) {
  const { t } = useTranslation();
  const input = useRef<HTMLInputElement>(null);

  async function copy() {
    try {
      await navigator.clipboard.writeText(value);
      toast(done);
    } catch {
      input.current?.select();
      toast(t("settings.copyByHand"));
    }
  }

  return (
    <Field label={label} hint={hint}>
      <span className="flex gap-2">
        <Input
          ref={input}
          readOnly
          value={value}
          dir="ltr"
          onFocus={(event) => event.currentTarget.select()}
          className="min-w-0 flex-1 font-mono"
        />
        <Button icon={<Copy className="size-3.5" />} onClick={() => void copy()}>
          {t("settings.copy")}
        </Button>
      </span>
    </Field>
  );
}
