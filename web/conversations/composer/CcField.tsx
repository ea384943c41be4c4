import { X } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  /** What it is called before the addresses: Cc or Bcc. */
  name: string;
  addresses: readonly string[];
  onChange: (addresses: string[]) => void;
}

const likeAddress = /^[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+$/;

/** Who gets a copy. Enter, comma or leaving the field takes what was typed. */
export function CcField({ name, addresses, onChange }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const labelId = useId();

  const take = () => {
    const found = text.split(/[\s,;]+/).filter((one) => likeAddress.test(one));
    if (found.length === 0) return;
    onChange([...new Set([...addresses, ...found.map((one) => one.toLowerCase())])]);
    setText("");
  };

  return (
    <div className="flex flex-wrap items-center gap-1.5 border-b border-line pb-2">
      <span className="text-xs text-faint" id={labelId}>
        {name}
      </span>
      {addresses.map((address) => (
        <span key={address} className="flex h-6 items-center gap-1 rounded bg-hover px-1.5 text-xs">
          {address}
          <button
            type="button"
            aria-label={t("composer.removeCc", { address })}
            onClick={() => onChange(addresses.filter((one) => one !== address))}
            className="rounded hover:text-late"
          >
            <X className="size-3" />
          </button>
        </span>
      ))}
      <input
        aria-labelledby={labelId}
        type="email"
        autoFocus={addresses.length === 0}
        value={text}
        placeholder={t("composer.ccHint")}
        onChange={(event) => setText(event.target.value)}
        onBlur={take}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === ",") {
            event.preventDefault();
            take();
          }
          if (event.key === "Backspace" && text === "") onChange(addresses.slice(0, -1));
        }}
        className="h-6 min-w-40 flex-1 bg-transparent outline-none placeholder:text-faint focus-visible:outline-none"
      />
    </div>
  );
}
