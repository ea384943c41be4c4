import { Liquid, type Template } from "liquidjs";

/** Reads no files and no prototypes, and there is an end to what a text may cost: characters, milliseconds, bytes. */
const limits = {
  ownPropertyOnly: true,
  strictFilters: true,
  templates: {},
  parseLimit: 50_000,
  renderLimit: 200,
  memoryLimit: 5_000_000,
};
const plain = new Liquid(limits);
const html = new Liquid({ ...limits, outputEscape: "escape" });
// What somebody is called must never become markup, whatever a text asks for.
html.registerFilter("raw", (value: unknown) => value);
// A text stands alone: what reads another file is no tag here, and is told when it is written instead of when it is used.
for (const { tags } of [plain, html])
  for (const name of ["include", "render", "layout", "block"]) delete tags[name];

/** Text as it is, or HTML in which every value is escaped. */
export type TextKind = "text" | "html";
const engines = { text: plain, html };

/** What is wrong with a template, and in which line. */
export class TemplateTrouble extends Error {
  readonly line: number;
  readonly why: string;

  constructor(line: number, why: string) {
    super(`line ${line}: ${why}`);
    this.line = line;
    this.why = why;
  }
}

/** Reads a Liquid text; throws what is wrong with it. */
export function parse(kind: TextKind, text: string): Template[] {
  return told(() => engines[kind].parse(source(kind, text)));
}

/** Fills in a Liquid text; with `strict` a variable that is not there is a trouble, otherwise it leaves nothing. */
export function render(
  kind: TextKind,
  text: string,
  values: Readonly<Record<string, unknown>>,
  { strict = false }: { strict?: boolean } = {},
): string {
  return told(
    () =>
      engines[kind].parseAndRenderSync(
        source(kind, text),
        { ...values },
        { strictVariables: strict },
      ) as string,
  );
}

/**
 * Every trouble of a Liquid text: that it cannot be read, each variable that is not among the known ("customer.name"), or that it
 * costs too much even with nothing to fill in. In HTML each block is a line.
 */
export function troublesOf(kind: TextKind, text: string, known: ReadonlySet<string>): TemplateTrouble[] {
  try {
    return told(() => {
      const lines = kind === "html" ? text.replace(/<\/(?:p|h[1-6])>|<br\s*\/?>/g, "$&\n") : text;
      const template = parse(kind, lines);
      const { globals } = engines[kind].analyzeSync(template, { partials: false });
      engines[kind].renderSync(template, {});
      return Object.values(globals)
        .flat()
        .map((variable) => ({ name: variable.toArray().join("."), line: variable.location.row }))
        .filter(({ name }) => !known.has(name))
        .toSorted((a, b) => a.line - b.line)
        .map(({ name, line }) => new TemplateTrouble(line, `undefined variable: ${name}`));
    });
  } catch (error) {
    if (error instanceof TemplateTrouble) return [error];
    throw error;
  }
}

/** A text is stopped for what it costs. On a busy machine time passes that it did not cost; then it is worked out again. */
function atItsOwnCost<T>(run: () => T): T {
  for (let left = 10; ; left--) {
    const before = process.threadCpuUsage();
    try {
      return run();
    } catch (error) {
      const { user, system } = process.threadCpuUsage(before);
      const stopped = error instanceof Error && /render limit exceeded/.test(error.message);
      if (!stopped || left === 0 || (user + system) / 1000 > limits.renderLimit / 2) throw error;
    }
  }
}

function told<T>(run: () => T): T {
  try {
    return atItsOwnCost(run);
  } catch (error) {
    if (error instanceof TemplateTrouble) throw error;
    const said = error instanceof Error ? (error.message.split("\n")[0] ?? "") : "";
    const line = Number(/,? ?line:(\d+)/.exec(said)?.[1] ?? "1");
    if (/limit exceeded/.test(said)) throw new TemplateTrouble(line, "too long, or too much to work out");
    throw new TemplateTrouble(line, said.replace(/,? ?(?:file:[^,]*, ?)?line:\d+(?:, ?col:\d+)?/, "").trim());
  }
}

const entities: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  "#39": "'",
  apos: "'",
  nbsp: " ",
};

/** Inside of HTML the tags of Liquid are written with entities; they mean what somebody typed. */
function source(kind: TextKind, text: string): string {
  if (kind === "text") return text;
  return text.replace(/\{\{.*?\}\}|\{%.*?%\}/gs, (tag) =>
    tag
      .replace(/&(amp|lt|gt|quot|#39|apos|nbsp);/g, (whole, name: string) => entities[name] ?? whole)
      .replaceAll("\u00a0", " "),
  );
}
