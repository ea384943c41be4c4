import type { ReactNode } from "react";
import { Field, Input } from "../../../ui/Field.tsx";
import type { Form } from "../../parts/use-form.ts";
import type { GrantDraft } from "./draft.ts";

interface Props {
  form: Form<GrantDraft>;
  name: keyof GrantDraft;
  label: string;
  hint?: ReactNode;
  secret?: boolean;
}

/** One line of the form, as the provider gives it: left to right, never completed or corrected. */
export function TextField({ form: { value, set, wrong }, name, label, hint, secret }: Props) {
  return (
    <Field label={label} hint={hint} error={wrong[name]}>
      <Input
        type={secret ? "password" : "text"}
        dir="ltr"
        autoComplete={secret ? "new-password" : "off"}
        spellCheck={false}
        value={value[name]}
        onValueChange={(text: string) => set({ [name]: text })}
      />
    </Field>
  );
}
