import { useMutation } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { asProblem } from "../../lib/problem.ts";
import { createStore, type Store } from "../../lib/store.ts";
import { same } from "./same.ts";
import { wrongFields } from "./wrong-fields.ts";

export interface Form<T> {
  value: T;
  set: (change: Partial<T>) => void;
  /** Something was changed and not saved. */
  dirty: boolean;
  /** The same, true to the moment: false as soon as the answer is there, before it is shown. */
  unsaved: Store<boolean>;
  wrong: Record<string, string>;
  problem: unknown;
  busy: boolean;
  submit: () => void;
  discard: () => void;
  /** Belongs on the form: the first field that is wrong takes the focus. */
  attach: (element: HTMLFormElement | null) => void;
}

interface Options<T, R> {
  /** What the server has; what was not touched follows it live. */
  stored: T;
  /** With how it stood when one began to change it: what somebody else changed since is not overwritten. */
  save: (value: T, seen: T) => Promise<R>;
  onSaved: (reply: R) => void;
}

/** A form over something stored: edits lie over it until they are saved or thrown away. */
export function useForm<T extends object, R>({ stored, save, onSaved }: Options<T, R>): Form<T> {
  const [edits, setEdits] = useState<Partial<T>>({});
  const [began, setBegan] = useState<Partial<T>>({});
  const [element, attach] = useState<HTMLFormElement | null>(null);
  const [unsaved] = useState(() => createStore(false));
  const value = { ...stored, ...edits };
  const dirty = !same(value, stored);

  const saving = useMutation({
    mutationFn: () => save(value, { ...stored, ...began }),
    onSuccess: (reply) => {
      setEdits({});
      setBegan({});
      unsaved.set(false);
      onSaved(reply);
    },
    // Once told of it one may overwrite it on purpose.
    onError: (error) => asProblem(error).code === "conflict" && setBegan({}),
  });
  const { error, reset } = saving;

  useEffect(() => unsaved.set(dirty), [unsaved, dirty]);

  useEffect(() => {
    if (error) element?.querySelector<HTMLElement>("[data-invalid]:is(input, textarea, button)")?.focus();
  }, [error, element]);

  return {
    value,
    set: (change) => {
      setBegan((before) => ({ ...only(stored, Object.keys(change)), ...before }));
      setEdits((before) => ({ ...before, ...change }));
    },
    dirty,
    unsaved,
    wrong: wrongFields(error),
    problem: error,
    busy: saving.isPending,
    submit: () => saving.mutate(),
    discard: () => {
      setEdits({});
      setBegan({});
      reset();
    },
    attach,
  };
}

const only = <T extends object>(all: T, names: readonly string[]): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))) as Partial<T>;
