import { type ReactNode, useState } from "react";
import { Picker, type PickerProps } from "./Picker.tsx";
import { Popover } from "./Popover.tsx";

interface Props extends PickerProps {
  className?: string;
  children: ReactNode;
}

/** A value that shows a picker when it is pressed; it stays open where several may be chosen. */
export function ChoiceButton({ onChoose, none, className, children, ...rest }: Props) {
  const { label, several, onText } = rest;
  const [open, setOpen] = useState(false);
  const show = (next: boolean) => {
    setOpen(next);
    if (!next) onText?.("");
  };
  return (
    <Popover
      title={label}
      open={open}
      onOpenChange={show}
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
          onChoose={(value) => {
            onChoose(value);
            if (!several) show(false);
          }}
          none={
            none && {
              label: none.label,
              run: () => {
                none.run();
                show(false);
              },
            }
          }
        />
      </div>
    </Popover>
  );
}
