import { Extension } from "@tiptap/core";
import { PluginKey } from "@tiptap/pm/state";
import { Suggestion, type SuggestionOptions, type SuggestionProps } from "@tiptap/suggestion";
import { createStore, type Store } from "../../../lib/store.ts";

/** One thing that is offered while somebody types. */
export interface Choice {
  id: string;
  label: string;
  /** Stands before the label: an emoji. */
  sign?: string;
  /** Small and quiet beside it: the folder it lies in. */
  hint?: string;
}

/** Names it for the list. */
export type OfferKind = "mention" | "emoji" | "macro";

export interface Offer {
  kind: OfferKind;
  choices: readonly Choice[];
  cursor: number;
  /** Where the caret stands in the window. */
  caret(): DOMRect | null;
  take(choice: Choice): void;
}

/** What is offered at the caret right now; null when nothing is. */
export type Offers = Store<Offer | null>;
export const newOffers = (): Offers => createStore<Offer | null>(null);

interface Kind {
  kind: OfferKind;
  char: string;
  /** Letters that must stand after the sign before anything is offered. */
  least?: number;
  find: (query: string) => readonly Choice[] | Promise<readonly Choice[]>;
  /** What stands in the text instead of what was typed: text, or a node; null when it calls `leave`, which only takes that away. */
  put: (choice: Choice, leave: () => void) => string | { type: string; attrs: Record<string, string> } | null;
}

/** Offers choices after a sign; a new kind (a `/` for macros) is one more of these in `extensionsFor`. */
export const suggesting = (offers: Offers, kind: Kind) =>
  Extension.create({
    name: `${kind.kind}Suggestion`,
    addProseMirrorPlugins() {
      return [Suggestion({ editor: this.editor, ...settings(offers, kind) })];
    },
  });

function settings(
  offers: Offers,
  { kind, char, least = 0, find, put }: Kind,
): Omit<SuggestionOptions<Choice, Choice>, "editor"> {
  const show = ({ items, command, clientRect }: SuggestionProps<Choice, Choice>) =>
    offers.set(
      items.length === 0
        ? null
        : { kind, choices: items, cursor: 0, caret: () => clientRect?.() ?? null, take: command },
    );
  return {
    char,
    pluginKey: new PluginKey(kind),
    minQueryLength: least,
    items: async ({ query }) => (query.length < least ? [] : [...(await find(query))]),
    allow: ({ state }) => !state.selection.$from.parent.type.spec.code,
    command: ({ editor, range, props }) => {
      const leave = () => editor.chain().focus().deleteRange(range).run();
      const what = put(props, leave);
      if (what === null) return;
      const after = { type: "text", text: " " };
      editor
        .chain()
        .focus()
        .insertContentAt(range, [typeof what === "string" ? { type: "text", text: what } : what, after])
        .run();
    },
    render: () => ({
      onStart: show,
      onUpdate: show,
      onExit: () => offers.set((before) => (before?.kind === kind ? null : before)),
      onKeyDown: ({ event }) => move(offers, event),
    }),
  };
}

/** Arrows walk through the list, Enter and Tab take; true when the key was meant for it. */
function move(offers: Offers, { key }: KeyboardEvent): boolean {
  const offer = offers.get();
  if (!offer) return false;
  const { choices, cursor } = offer;
  const choice = choices[cursor];
  if (key === "ArrowDown") offers.set({ ...offer, cursor: (cursor + 1) % choices.length });
  else if (key === "ArrowUp")
    offers.set({ ...offer, cursor: (cursor + choices.length - 1) % choices.length });
  else if ((key === "Enter" || key === "Tab") && choice) offer.take(choice);
  else return false;
  return true;
}
