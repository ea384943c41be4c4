import { Field as Base } from "@base-ui/react/field";
import type { ComponentProps, ReactNode } from "react";
import { cx } from "./cx.ts";

export const control =
  "w-full rounded-md border border-field bg-surface px-2.5 text-ink placeholder:text-faint hover:border-soft disabled:opacity-60 aria-invalid:border-late data-[invalid]:border-late";

interface FieldProps {
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  /** The label is only for screen readers: something visible says the same. */
  quiet?: boolean;
  className?: string;
  children: ReactNode;
}

/** A label, one control (Input, Textarea, Select …), a hint and what is wrong with it, tied together for screen readers. */
export function Field({ label, hint, error, quiet, className, children }: FieldProps) {
  return (
    <Base.Root invalid={Boolean(error)} className={cx("flex flex-col gap-1", className)}>
      <Base.Label className={quiet ? "sr-only" : "font-medium text-ink"}>{label}</Base.Label>
      {children}
      {hint && <Base.Description className="text-xs text-faint">{hint}</Base.Description>}
      <Base.Error match={Boolean(error)} className="text-xs text-late">
        {error}
      </Base.Error>
    </Base.Root>
  );
}

/** One line of text; inside a Field it takes its label from there. */
export function Input({ className, ...rest }: ComponentProps<typeof Base.Control>) {
  return (
    <Base.Control className={cx(control, "h-8", typeof className === "string" && className)} {...rest} />
  );
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <Base.Control
      render={<textarea rows={4} {...rest} />}
      className={cx(control, "py-1.5 leading-5", className)}
    />
  );
}
