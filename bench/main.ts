import { parseArgs } from "node:util";
import { accept } from "./accept.ts";
import { begin } from "./begin.ts";
import { crash, judgeCheck } from "./crash.ts";
import { inbox } from "./inbox.ts";
import { live } from "./live.ts";
import { mail } from "./mail.ts";
import { workspace } from "./workspace.ts";

export type Figures = Record<string, number | string>;

const benches: Record<string, (say: (sentence: string) => void) => Promise<Figures>> = {
  start: begin,
  accept,
  live,
  inbox,
  crash,
  mail,
  workspace,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: "boolean" }, "judge-check": { type: "boolean" } },
});
const unknown = positionals.find((name) => !benches[name]);
if (unknown !== undefined) {
  console.error(`There is no bench "${unknown}"; there are ${Object.keys(benches).join(", ")}.`);
  process.exit(1);
}

const say = (sentence: string) => process.stderr.write(`${sentence}\n`);
const figures: Figures = {};
if (values["judge-check"]) Object.assign(figures, await judgeCheck(say));
else {
  for (const [name, bench] of Object.entries(benches)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    say(`${name} …`);
    Object.assign(figures, await bench(say));
  }
}
if (values.json) console.log(JSON.stringify(figures));
else for (const [key, value] of Object.entries(figures)) console.log(`${key.padEnd(28)} ${value}`);
