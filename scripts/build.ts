// Builds every web app that has a Vite configuration into dist/, and notes when, so that `./baton` knows what is stale.
import { existsSync, mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "vite";
import { finish } from "./pack.ts";

const root = join(import.meta.dirname, "..");
const dist = join(root, "dist");
mkdirSync(dist, { recursive: true });

// Dated before the build begins: a file saved meanwhile makes the next start build again.
writeFileSync(join(dist, ".built.new"), "");
for (const app of ["web", "widget"]) {
  const configFile = join(root, app, "vite.config.ts");
  if (existsSync(configFile)) await build({ configFile, logLevel: "warn" });
}
await finish(join(dist, "web"));
renameSync(join(dist, ".built.new"), join(dist, ".built"));
