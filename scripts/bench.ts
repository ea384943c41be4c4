// `./baton bench [NAME …] [--json]`: the figures of docs/PERFORMANCE.md; each bench starts a Baton of its own.
import "../bench/main.ts";
