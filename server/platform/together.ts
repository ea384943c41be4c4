/**
 * Statements that need no answer of each other's, sent at once on one connection. Fails as the first that failed, but not before
 * all have ended: nothing may still ask on the connection when the work is over and another has it.
 */
export async function together<T extends readonly unknown[]>(
  asked: readonly [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const ended = await Promise.allSettled(asked);
  for (const one of ended) if (one.status === "rejected") throw one.reason;
  return ended.map((one) => one.status === "fulfilled" && one.value) as {
    -readonly [K in keyof T]: Awaited<T[K]>;
  };
}
