// Loaded into the server only to prove that the judge sees: every commit is answered at once and done a moment later, as a
// program does that acknowledges before it commits. Nothing in Baton can be told to behave like this.
import pg from "pg";

const moment = 150;
const late = new WeakMap<pg.Client, () => void>();
type Asking = pg.Client & { connectionParameters?: { application_name?: string } };
type Query = (this: Asking, ...what: unknown[]) => unknown;
/** Migrations end their connection right after their last commit, which would then never be done. */
const migrates = ({ connectionParameters }: Asking) =>
  connectionParameters?.application_name === "baton-migrate";
const prototype = pg.Client.prototype as unknown as { query: Query };
const { query } = prototype;

prototype.query = function (...what) {
  const text = what[0];
  if (typeof text === "string" && /\bcommit$/.test(text) && !migrates(this)) {
    const callback = what.find((one) => typeof one === "function") as
      | ((...args: unknown[]) => void)
      | undefined;
    const commit = () => {
      clearTimeout(timer);
      late.delete(this);
      void Promise.resolve(query.call(this, text)).catch(() => {});
    };
    const timer = setTimeout(commit, moment);
    late.set(this, commit);
    const answer = { command: "COMMIT", rowCount: 0, rows: [], fields: [] };
    if (!callback) return Promise.resolve(answer);
    queueMicrotask(() => callback(null, answer));
    return undefined;
  }
  // The next user of the connection finds it clean.
  late.get(this)?.();
  return query.apply(this, what);
};
