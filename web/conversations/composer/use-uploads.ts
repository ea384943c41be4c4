import { useCallback, useRef, useState } from "react";
import { asProblem } from "../../lib/problem.ts";
import type { Store } from "../../lib/store.ts";
import { upload } from "../../lib/upload.ts";
import { problemText } from "../../ui/problem-text.ts";
import { addFile, type Draft } from "./draft.ts";
import type { Placing } from "./editor/parts.ts";

/** A file on its way up, or one that did not arrive. */
export interface Upload {
  key: number;
  file: File;
  share: number;
  error: string | null;
  /** Where it belongs in the text; without one, or when that place is gone, it goes beside it. */
  placing?: Placing | undefined;
}

const limit = 25_000_000;

/** Sends files as soon as they are chosen, so that sending the message waits for nothing. */
export function useUploads(draft: Store<Draft>, tooLarge: (name: string) => string) {
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const aborts = useRef(new Map<number, AbortController>());
  const nextKey = useRef(0);

  const change = (key: number, part: Partial<Upload>) =>
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...part } : one)));
  const drop = useCallback((key: number) => {
    aborts.current.get(key)?.abort();
    aborts.current.delete(key);
    setUploads((before) => before.filter((one) => one.key !== key));
  }, []);

  async function send({ key, file, placing }: Pick<Upload, "key" | "file" | "placing">): Promise<void> {
    const abort = new AbortController();
    aborts.current.set(key, abort);
    try {
      const kept = await upload(file, (share) => change(key, { share }), abort.signal);
      if (!placing?.placed(kept)) addFile(draft, kept);
      drop(key);
    } catch (error) {
      if (!abort.signal.aborted) change(key, { error: problemText(asProblem(error)).title });
    }
  }

  function add(files: Iterable<File>, place?: (file: File) => Placing): void {
    for (const file of files) {
      const key = nextKey.current++;
      const large = file.size > limit;
      const one = { key, file, placing: large ? undefined : place?.(file) };
      setUploads((before) => [...before, { ...one, share: 0, error: large ? tooLarge(file.name) : null }]);
      if (!large) void send(one);
    }
  }

  function retry(key: number): void {
    const one = uploads.find((candidate) => candidate.key === key);
    if (!one) return;
    change(key, { error: null, share: 0 });
    void send(one);
  }

  /** Taken out of the list by somebody: its place in the text goes too. */
  function giveUp(key: number): void {
    uploads.find((one) => one.key === key)?.placing?.dropped();
    drop(key);
  }

  return { uploads, add, drop: giveUp, retry };
}
