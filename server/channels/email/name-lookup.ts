import { Resolver } from "node:dns/promises";

/** DNS as judgements need it: an empty list when there is no such record, null when DNS did not answer. */
export interface NameLookup {
  txt(name: string): Promise<string[] | null>;
  mx(name: string): Promise<string[] | null>;
}

const absent = new Set(["ENOTFOUND", "ENODATA", "ENONAME"]);

/** Asks this DNS server (`127.0.0.1:53`), or the machine's own for null. */
export function lookupAt(server: string | null): NameLookup {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  if (server) resolver.setServers([server]);
  return {
    txt: (name) => answered(async () => (await resolver.resolveTxt(name)).map((pieces) => pieces.join(""))),
    mx: (name) => answered(async () => (await resolver.resolveMx(name)).map(({ exchange }) => exchange)),
  };
}

async function answered(ask: () => Promise<string[]>): Promise<string[] | null> {
  try {
    return await ask();
  } catch (error) {
    return absent.has((error as NodeJS.ErrnoException).code ?? "") ? [] : null;
  }
}
