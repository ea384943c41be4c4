import { parentPort } from "node:worker_threads";
import { readWhole, type Unread } from "./reading.ts";

// A thread of its own: a mail that hangs or eats all memory ends with it, and with nothing else.
parentPort?.on("message", ({ id, unread }: { id: number; unread: Unread }) => {
  readWhole(unread).then(
    (reading) => parentPort?.postMessage({ id, reading }),
    (error: unknown) =>
      parentPort?.postMessage({ id, error: error instanceof Error ? error.message : "unknown" }),
  );
});
