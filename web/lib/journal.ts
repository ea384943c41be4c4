/**
 * A browser writes local storage to its disk seconds late, and one that is killed loses them. So what somebody typed is
 * written here, too: the database of a browser is on its way to the disk at once.
 */
interface Entry {
  key: string;
  /** Null for what was taken out. */
  text: string | null;
  at: number;
}

/** In local storage: the time of the newest change there. What is newer here had not reached the disk. */
const stamp = "baton.journal";
const table = "entries";
/** A browser that says nothing keeps nobody waiting, in milliseconds. */
const patience = 1_000;

let waiting = new Map<string, Entry>();
let writing = false;
let opened: Promise<IDBDatabase | null> | undefined;

/** Changes local storage so that it outlives a browser that is killed the moment after; null takes out. */
export function keepText(key: string, text: string | null): void {
  const at = Math.max(Date.now(), Number(localStorage.getItem(stamp) ?? 0) + 1);
  if (text === null) localStorage.removeItem(key);
  else localStorage.setItem(key, text);
  localStorage.setItem(stamp, String(at));
  waiting.set(key, { key, text, at });
  void flush();
}

/** Puts back into local storage what it had lost; to be awaited before anything is read from it. */
export async function takeBackTexts(): Promise<void> {
  const late = new Promise<null>((done) => setTimeout(done, patience, null));
  const entries = await Promise.race([readAll(), late]).catch(() => null);
  try {
    const kept = Number(localStorage.getItem(stamp) ?? 0);
    const lost = (entries ?? []).filter(({ at }) => at > kept).toSorted((a, b) => a.at - b.at);
    for (const { key, text } of lost) keepText(key, text);
    if (entries?.length) void forget(entries.filter((entry) => !lost.includes(entry)));
  } catch {
    // A full or forbidden storage costs the memory, not the work.
  }
}

/** One writing at a time: what is typed meanwhile goes with the next. */
async function flush(): Promise<void> {
  if (writing) return;
  writing = true;
  try {
    const database = await open();
    while (database && waiting.size > 0) {
      const entries = [...waiting.values()];
      waiting = new Map();
      await run(database, "readwrite", (all) => {
        for (const entry of entries) all.put(entry);
      });
    }
  } catch {
    // Without room in it local storage holds the text as it always did.
  } finally {
    writing = false;
  }
}

async function readAll(): Promise<Entry[]> {
  const database = await open();
  if (!database) return [];
  return (await run<Entry[]>(database, "readonly", (all) => all.getAll())) ?? [];
}

/** What the disk has by now; never what was written to it since. */
async function forget(entries: readonly Entry[]): Promise<void> {
  const database = await open();
  if (!database) return;
  const before = new Map(entries.map(({ key, at }) => [key, at]));
  await run(database, "readwrite", (all) => {
    const reading = all.openCursor();
    reading.onsuccess = () => {
      const cursor = reading.result;
      if (!cursor) return;
      const { key, at } = cursor.value as Entry;
      if (before.get(key) === at) cursor.delete();
      cursor.continue();
    };
  }).catch(() => {});
}

function open(): Promise<IDBDatabase | null> {
  opened ??= new Promise((done) => {
    if (typeof indexedDB === "undefined") return done(null);
    const asked = indexedDB.open("baton", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(table, { keyPath: "key" });
    asked.onsuccess = () => {
      asked.result.onclose = () => {
        opened = undefined;
      };
      done(asked.result);
    };
    asked.onerror = () => done(null);
  });
  return opened;
}

/** One transaction, until it is done; returns what its request found, if it made one. */
function run<T>(
  database: IDBDatabase,
  mode: IDBTransactionMode,
  task: (all: IDBObjectStore) => IDBRequest<T> | void,
): Promise<T | undefined> {
  return new Promise((done, fail) => {
    const transaction = database.transaction(table, mode);
    const request = task(transaction.objectStore(table));
    transaction.oncomplete = () => done(request?.result);
    transaction.onabort = () => fail(transaction.error ?? new Error("aborted"));
  });
}
