// `./baton key create --scopes A,B [--name N] [--workspace ID-OR-NAME]`: makes an API key and prints its secret this once.
import { parseArgs } from "node:util";
import { createKey } from "../server/people/key.ts";
import { system } from "../server/platform/actor.ts";
import { readConfig } from "../server/platform/config.ts";
import { sqlState } from "../server/platform/errors.ts";
import { type House, openHouse } from "../server/platform/house.ts";
import { openPostgres } from "../server/platform/postgres.ts";
import { type Scope, scopes } from "../shared/endpoint.ts";

class Misuse extends Error {}

const usage = `Usage: ./baton key create --scopes A,B [--name NAME] [--workspace ID-OR-NAME]
Scopes: ${scopes.join(", ")}`;

function readWish(args: string[]): {
  wanted: { name: string; scopes: Scope[] };
  workspace: string | undefined;
} {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { scopes: { type: "string" }, name: { type: "string" }, workspace: { type: "string" } },
  });
  if (positionals.join(" ") !== "create" || !values.scopes) throw new Misuse(usage);
  const named = values.scopes.split(",").map((scope) => scope.trim());
  const unknown = named.find((scope) => !scopes.includes(scope as Scope));
  if (unknown !== undefined) throw new Misuse(`There is no scope "${unknown}".\n${usage}`);
  const name = values.name?.trim() || "Command line";
  if (name.length > 100) throw new Misuse("A key's name has at most 100 characters.");
  return { wanted: { name, scopes: named as Scope[] }, workspace: values.workspace };
}

async function findWorkspace(house: House, wish: string | undefined): Promise<string> {
  const all = await house.system
    .selectFrom("workspaces")
    .select(["id", "name"])
    .orderBy("createdAt")
    .execute();
  const matching = all.filter(({ id, name }) => wish === undefined || wish === id || wish === name);
  const [only, another] = matching;
  if (only && !another) return only.id;
  if (all.length === 0) throw new Misuse("There is no workspace yet: start Baton and set it up first.");
  const list = all.map(({ id, name }) => `  ${id}  ${name}`).join("\n");
  throw new Misuse(
    only ? `Which one? Add --workspace ID:\n${list}` : `There is no workspace "${wish}". There are:\n${list}`,
  );
}

async function create(args: string[]): Promise<string> {
  const { wanted, workspace } = readWish(args);
  const config = readConfig();
  const postgres = config.databaseUrl ? null : await openPostgres({ dataDir: config.dataDir, say: () => {} });
  try {
    const house = await openHouse({ config, databaseUrl: config.databaseUrl ?? postgres?.url ?? "" });
    try {
      const workspaceId = await findWorkspace(house, workspace);
      const { secret } = await house.work(system(workspaceId, "command line"), (work) =>
        createKey(work, wanted),
      );
      return secret;
    } finally {
      await house.close();
    }
  } finally {
    await postgres?.stop();
  }
}

try {
  console.log(await create(process.argv.slice(2)));
} catch (error) {
  const neverStarted = sqlState(error) === "42P01";
  const reason = neverStarted
    ? "There is no workspace yet: start Baton and set it up first."
    : (error as Error).message;
  console.error(error instanceof Misuse || neverStarted ? reason : `The key could not be made. ${reason}`);
  process.exitCode = 1;
}
