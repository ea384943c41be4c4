import { Tabs as Base } from "@base-ui/react/tabs";
import type { ReactNode } from "react";

interface Props<T extends string> {
  label: string;
  value: T;
  onChange: (value: T) => void;
  items: readonly { value: T; label: ReactNode }[];
  /** The panel of the chosen tab. */
  children?: ReactNode;
}

/** A few faces of one thing. */
export function Tabs<T extends string>({ label, value, onChange, items, children }: Props<T>) {
  return (
    <Base.Root value={value} onValueChange={(next: T) => onChange(next)}>
      <Base.List aria-label={label} className="relative flex gap-1">
        {items.map((tab) => (
          <Base.Tab
            key={tab.value}
            value={tab.value}
            className="flex h-7 items-center gap-1.5 rounded-md px-2 text-soft hover:text-ink data-[active]:bg-hover data-[active]:font-medium data-[active]:text-ink"
          >
            {tab.label}
          </Base.Tab>
        ))}
      </Base.List>
      <Base.Panel value={value} className="outline-none">
        {children}
      </Base.Panel>
    </Base.Root>
  );
}
