import type { z } from "zod";
import type { CarriedMacro, MacroAction, importMacros as takeIn } from "../../shared/macros.ts";
import { Refusal } from "../platform/errors.ts";
import type { Work } from "../platform/work.ts";
import { requireThere } from "./doing.ts";
import { everyMacro, getMacro, insert } from "./macro.ts";

type Wanted = z.output<(typeof takeIn)["body"]>;
type Outcome = z.output<(typeof takeIn)["reply"]>;

/** Every macro this actor may use that is not archived, as it can be carried elsewhere. */
export async function exported(work: Work): Promise<CarriedMacro[]> {
  const rows = (await everyMacro(work)).filter(({ archivedAt }) => archivedAt === null);
  const macros: CarriedMacro[] = [];
  for (const { id } of rows) macros.push(await getMacro(work, id));
  return macros;
}

/** Makes macros from an export; what is here by name and folder stays as it is. */
export async function imported(work: Work, { macros, scope, teamId }: Wanted): Promise<Outcome> {
  const here = new Set((await everyMacro(work)).filter((one) => one.scope === scope).map(keyOf));
  const leftOut: Outcome["leftOut"] = [];
  let made = 0;
  for (const macro of macros) {
    if (here.has(keyOf(macro))) continue;
    here.add(keyOf(macro));
    const actions: MacroAction[] = [];
    for (const action of macro.actions) {
      if (await isThere(work, action)) actions.push(action);
      else leftOut.push({ name: macro.name, do: action.do });
    }
    await insert(work, { ...macro, actions }, { scope, teamId }, []);
    made++;
  }
  return { made, skipped: macros.length - made, leftOut };
}

const keyOf = ({ name, folder }: { name: string; folder: string }) => `${folder}\n${name}`.toLowerCase();

async function isThere(work: Work, action: MacroAction): Promise<boolean> {
  try {
    await requireThere(work, [action]);
    return true;
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
}
