import { useMutation } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { same } from "./same.ts";
import { formProblem, wrongFields } from "./wrong-fields.ts";

export interface Form<T> {
  value: T;
  set: (change: Partial<T>) => void;
  /** Something was changed and not saved. */
  dirty: boolean;
  /** The same, true to the moment: false already while the saved answer is being shown. */
  unsaved: RefObject<boolean>;
  wrong: Record<string, string>;
  problem: unknown;
  busy: boolean;
  submit: () => void;
  discard: () => void;
  /** Belongs on the form: the first field that is wrong takes the focus. */
  element: RefObject<HTMLFormElement | null>;
}

interface Options<T, R> {
  /** What the server has; what was not touched follows it live. */
  stored: T;
  save: (value: T) => Promise<R>;
  onSaved: (reply: R) => void;
}

/** A form over something stored: edits lie over it until they are saved or thrown away. */
export function useForm<T extends object, R>({ stored, save, onSaved }: Options<T, R>): Form<T> {
  const [edits, setEdits] = useState<Partial<T>>({});
  const element = useRef<HTMLFormElement>(null);
  const unsaved = useRef(false);
  const value = { ...stored, ...edits };
  const dirty = !same(value, stored);
  unsaved.current = dirty;

  const saving = useMutation({
    mutationFn: () => save(value),
    onSuccess: (reply) => {
      setEdits({});
      unsaved.current = false;
      onSaved(reply);
    },
  });
  const { error, reset } = saving;

  useEffect(() => {
    if (error)
      element.current?.querySelector<HTMLElement>("[data-invalid]:is(input, textarea, button)")?.focus();
  }, [error]);

  return {
    value,
    set: (change) => setEdits((before) => ({ ...before, ...change })),
    dirty,
    unsaved,
    wrong: wrongFields(error),
    problem: formProblem(error),
    busy: saving.isPending,
    submit: () => saving.mutate(),
    discard: () => {
      setEdits({});
      reset();
    },
    element,
  };
}
