import { Switch as Base } from "@base-ui/react/switch";
import type { ReactNode } from "react";

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  hint?: ReactNode;
  name?: string;
  disabled?: boolean;
}

/** Something that is on or off and takes effect at once. */
export function Switch({ checked, onChange, children, hint, name, disabled }: Props) {
  return (
    <label className="flex items-start justify-between gap-4">
      <span>
        <span className="font-medium">{children}</span>
        {hint && <span className="block text-xs text-faint">{hint}</span>}
      </span>
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        name={name}
        disabled={disabled}
        className="relative mt-0.5 h-4.5 w-8 shrink-0 rounded-full border border-field bg-hover transition-colors data-[checked]:border-coral data-[checked]:bg-coral"
      >
        <Base.Thumb className="block size-3 translate-x-0.5 rounded-full bg-soft transition-transform data-[checked]:translate-x-4 data-[checked]:bg-on-coral rtl:-translate-x-0.5 rtl:data-[checked]:-translate-x-4" />
      </Base.Root>
    </label>
  );
}
