// Fills a workspace with a shop that never was, or takes it out again; a running Baton may look on.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { fill, getDemo, goOn, remove } from "../server/demo/demo.ts";
import { system } from "../server/platform/actor.ts";
import { readConfig } from "../server/platform/config.ts";
import { type House, openHouse } from "../server/platform/house.ts";
import { migrate } from "../server/platform/migrate.ts";
import { openPostgres } from "../server/platform/postgres.ts";
import type { Demo } from "../shared/demo.ts";

try {
  await main(process.argv.slice(2));
} catch (error) {
  console.error(`baton: ${error instanceof Error ? error.message : error}`);
  process.exitCode = 1;
}

async function main(args: string[]): Promise<void> {
  const removing = args.includes("--remove");
  const [name, ...rest] = args.filter((arg) => arg !== "--remove");
  if (rest.length > 0 || name?.startsWith("-")) throw new Error("Usage: ./baton demo [WORKSPACE] [--remove]");
  const config = { ...readConfig(), logLevel: "warn" };
  if (!config.databaseUrl && !existsSync(join(config.dataDir, "postgres.json")))
    throw new Error(`There is no Baton in ${config.dataDir}: start it and set it up first.`);
  const postgres = config.databaseUrl
    ? null
    : await openPostgres({ dataDir: config.dataDir, say: (sentence) => console.error(sentence) });
  try {
    const databaseUrl = config.databaseUrl ?? postgres?.url ?? "";
    await migrate(databaseUrl);
    const house = await openHouse({ config, databaseUrl });
    try {
      await work(house, await workspaceNamed(house, name), removing);
    } finally {
      await house.close();
    }
  } finally {
    await postgres?.stop();
  }
}

async function workspaceNamed(house: House, name: string | undefined): Promise<string> {
  const all = await house.system
    .selectFrom("workspaces")
    .select(["id", "name"])
    .orderBy("createdAt")
    .execute();
  const wanted = name === undefined ? all : all.filter((workspace) => workspace.name === name);
  const [only, ...more] = wanted;
  if (!only)
    throw new Error(name ? `There is no workspace "${name}".` : "Set Baton up first; there is no workspace.");
  if (more.length > 0)
    throw new Error(`Say which workspace: ${all.map((workspace) => `"${workspace.name}"`).join(", ")}.`);
  return only.id;
}

/** Works through the steps itself, together with a Baton that runs. */
async function work(house: House, workspaceId: string, removing: boolean): Promise<void> {
  const actor = system(workspaceId, "demo");
  const began = performance.now();
  const until: Demo["state"] = removing ? "none" : "filled";
  let demo = await house.work(actor, removing ? remove : fill);
  while (demo.state !== until) {
    if ((await goOn(house)) === 0) await new Promise((done) => setTimeout(done, 100));
    demo = await house.work(actor, getDemo);
    if (process.stderr.isTTY) process.stderr.write(`\r${demo.done} of ${demo.total} `);
  }
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  const what = removing
    ? "No demo is left."
    : "5,000 customers, 12,000 orders and 3,000 conversations are there; none of it is ever mailed.";
  console.log(`${what} (${seconds} s)`);
}
