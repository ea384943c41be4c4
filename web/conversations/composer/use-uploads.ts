import { useCallback, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
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
  /** Why it did not arrive, with its name. */
  error: string | null;
  /** Trying again cannot help. */
  hopeless?: boolean;
  /** Where it belongs in the text; without one, or when that place is gone, it goes beside it. */
  placing?: Placing | undefined;
}

const limit = 25_000_000;
/** As many as a message takes. */
const most = 50;

/** Sends files as soon as they are chosen, so that sending the message waits for nothing. */
export function useUploads(draft: Store<Draft>) {
  const { t } = useTranslation();
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
      if (!abort.signal.aborted)
        change(key, { error: `${file.name}: ${problemText(asProblem(error)).title}` });
    }
  }

  function add(files: Iterable<File>, place?: (file: File) => Placing): void {
    let room = most - draft.get().files.length - uploads.filter(({ error }) => !error).length;
    for (const file of files) {
      const key = nextKey.current++;
      const { name } = file;
      const large = file.size > limit;
      const hopeless = large || room-- <= 0;
      const one = { key, file, placing: hopeless ? undefined : place?.(file) };
      const why = large ? t("composer.tooLarge", { name }) : t("composer.tooMany", { name, most });
      setUploads((before) => [...before, { ...one, share: 0, error: hopeless ? why : null, hopeless }]);
      if (!hopeless) void send(one);
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
