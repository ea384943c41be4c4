import { type ReactNode, useState } from "react";
import { Picker, type PickerItem } from "./Picker.tsx";
import { Popover } from "./Popover.tsx";

interface Props {
  /** What is chosen here, such as "Topic". */
  label: string;
  /** What stands there when nothing is chosen. */
  placeholder: string;
  items: readonly PickerItem[];
  chosen: readonly string[];
  onChoose: (value: string) => void;
  none?: { label: string; run: () => void } | undefined;
  add?: { label: (text: string) => string; run: (text: string) => void } | undefined;
  empty: string;
  /** Stays open, for choosing several. */
  several?: boolean;
  className?: string;
  children: ReactNode;
}

/** A value that shows a picker when it is pressed. */
export function ChoiceButton({
  label,
  placeholder,
  onChoose,
  none,
  several,
  className,
  children,
  ...rest
}: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Popover
      title={label}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className={className}>
          <span className="sr-only">{label}: </span>
          {children}
        </button>
      }
    >
      <div className="-m-2.5">
        <Picker
          {...rest}
          label={label}
          placeholder={placeholder}
          onChoose={(value) => {
            onChoose(value);
            if (!several) setOpen(false);
          }}
          none={
            none && {
              label: none.label,
              run: () => {
                none.run();
                setOpen(false);
              },
            }
          }
        />
      </div>
    </Popover>
  );
}
