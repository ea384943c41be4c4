import { uuidv7 } from "uuidv7";

/** A new id: a UUIDv7, so rows of one time lie together. */
export function newId(): string {
  return uuidv7();
}
