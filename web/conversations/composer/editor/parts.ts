import type { Ref } from "react";
import type { UploadedFile } from "../../../lib/upload.ts";
import type { MacroOffer } from "../macro-offer.ts";

/** What others may ask of the field one writes in. */
export interface RichTextHandle {
  focus(): void;
  /** Puts rich text where the caret stands. */
  insert(html: string): void;
}

/** A place in the text that waits for a picture on its way up. */
export interface Placing {
  /** Puts the picture there; false when the place is gone. */
  placed(file: UploadedFile): boolean;
  dropped(): void;
}

export interface RichTextProps {
  label: string;
  placeholder: string;
  /** HTML as the editor gives it, '' when empty; plain text of before is read as such. */
  value: string;
  onChange: (html: string) => void;
  onSend: () => void;
  onFiles: (files: File[], place?: (file: File) => Placing) => void;
  /** Offers colleagues after an @. */
  mentions: boolean;
  /** What is offered after a slash; nothing when null. */
  macros: MacroOffer | null;
  ref: Ref<RichTextHandle>;
}

/** What the plain field had while the editor was on its way. */
export interface Begun {
  focused: boolean;
  /** The text before the caret; null for the end. */
  before: string | null;
}
