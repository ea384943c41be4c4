import { useCallback, useRef, useState } from "react";
import { asProblem } from "../../lib/problem.ts";
import type { Store } from "../../lib/store.ts";
import { upload } from "../../lib/upload.ts";
import { problemText } from "../../ui/problem-text.ts";
import { addFile, type Draft } from "./draft.ts";

/** A file on its way up, or one that did not arrive. */
export interface Upload {
  key: number;
  file: File;
  share: number;
  error: string | null;
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

  async function send(key: number, file: File): Promise<void> {
    const abort = new AbortController();
    aborts.current.set(key, abort);
    try {
      addFile(draft, await upload(file, (share) => change(key, { share }), abort.signal));
      drop(key);
    } catch (error) {
      if (!abort.signal.aborted) change(key, { error: problemText(asProblem(error)).title });
    }
  }

  function add(files: Iterable<File>): void {
    for (const file of files) {
      const key = nextKey.current++;
      const large = file.size > limit;
      setUploads((before) => [...before, { key, file, share: 0, error: large ? tooLarge(file.name) : null }]);
      if (!large) void send(key, file);
    }
  }

  function retry(key: number): void {
    const one = uploads.find((candidate) => candidate.key === key);
    if (!one) return;
    change(key, { error: null, share: 0 });
    void send(key, one.file);
  }

  return { uploads, add, drop, retry };
}
