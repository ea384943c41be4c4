import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";

export const root = join(import.meta.dirname, "..");

export interface Source {
  /** Path from the root, with slashes. */
  path: string;
  text: string;
  /** Paths of the files it imports, types too, and names of packages. */
  imports: string[];
}

const importing =
  /(?:^|[\n;])\s*(?:import|export)\s+(?:[^'";]*?\sfrom\s+)?["']([^"']+)["']|import\(\s*["']([^"']+)["']\s*\)/g;

/** Every TypeScript file under the folders, tests and generated ones left out. */
export function sources(...folders: string[]): Source[] {
  return folders.flatMap((folder) => filesOf(join(root, folder))).map(read);
}

function filesOf(folder: string): string[] {
  let entries: ReturnType<typeof list>;
  try {
    entries = list(folder);
  } catch {
    return [];
  }
  return entries
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .filter(({ name }) => !/\.(test|gen|d)\.tsx?$/.test(name) && name !== "tables.ts")
    .map(({ parentPath, name }) => join(parentPath, name));
}

const list = (folder: string) => readdirSync(folder, { recursive: true, withFileTypes: true });

function read(file: string): Source {
  const text = readFileSync(file, "utf8");
  const code = text.replace(/\/\*[\s\S]*?\*\//g, "").replace(/^\s*\/\/.*$/gm, "");
  const imports = [...code.matchAll(importing)].map(([, from = "", dynamic]) => {
    const target = from || dynamic || "";
    return target.startsWith(".") ? relative(root, join(dirname(file), target)) : target;
  });
  return { path: relative(root, file), text, imports };
}

/** Groups of files that import each other in a circle, each as the files in it. */
export function circles(edges: ReadonlyMap<string, readonly string[]>): string[][] {
  const order = new Map<string, number>();
  const low = new Map<string, number>();
  const stack: string[] = [];
  const found: string[][] = [];
  const visit = (node: string): number => {
    const own = order.size;
    order.set(node, own);
    low.set(node, own);
    stack.push(node);
    for (const next of edges.get(node) ?? []) {
      if (!edges.has(next)) continue;
      if (!order.has(next)) low.set(node, Math.min(low.get(node) ?? own, visit(next)));
      else if (stack.includes(next)) low.set(node, Math.min(low.get(node) ?? own, order.get(next) ?? own));
    }
    const reached = low.get(node) ?? own;
    if (reached === own) {
      const group = stack.splice(stack.indexOf(node));
      if (group.length > 1 || edges.get(node)?.includes(node)) found.push(group);
    }
    return reached;
  };
  for (const node of edges.keys()) if (!order.has(node)) visit(node);
  return found;
}
