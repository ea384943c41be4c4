import type { ReactNode } from "react";
import type { Form } from "./use-form.ts";

interface Props<T> {
  form: Form<T>;
  /** True while it must not be sent. */
  blocked?: boolean;
  className?: string;
  children: ReactNode;
}

/** The form element around the fields of a form: Enter saves, and what is wrong is said by us and not by the browser. */
export function EditForm<T>({
  form,
  blocked = false,
  className = "flex flex-col gap-4",
  children,
}: Props<T>) {
  const { attach, submit } = form;
  return (
    <form
      ref={attach}
      noValidate
      className={className}
      onSubmit={(event) => {
        event.preventDefault();
        if (!blocked) submit();
      }}
    >
      {children}
    </form>
  );
}
