import { Checkbox as Base } from "@base-ui/react/checkbox";
import { Check } from "lucide-react";
import type { ReactNode } from "react";

interface Props {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ReactNode;
  hint?: ReactNode;
  name?: string;
  disabled?: boolean;
}

/** Yes or no, said in a sentence beside the box. */
export function Checkbox({ checked, onChange, children, hint, name, disabled }: Props) {
  return (
    <label className="flex items-start gap-2">
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        name={name}
        disabled={disabled}
        className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded border border-field bg-surface data-[checked]:border-coral data-[checked]:bg-coral"
      >
        <Base.Indicator className="text-on-coral">
          <Check className="size-3" strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      <span>
        {children}
        {hint && <span className="block text-xs text-faint">{hint}</span>}
      </span>
    </label>
  );
}
