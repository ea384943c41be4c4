// The server with reload, the web app with hot reload in front of it, and a workspace to sign in to.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { createServer } from "vite";

const root = join(import.meta.dirname, "..");
const port = Number(process.env.PORT || 3000);
const setup = {
  BATON_SETUP_WORKSPACE: "Baton Dev",
  BATON_SETUP_EMAIL: "dev@example.com",
  BATON_SETUP_PASSWORD: "relay-race-2026",
};

// The web app's proxy reads it.
process.env.PORT = String(port);

const server = spawn(
  process.execPath,
  ["--watch", "--watch-preserve-output", join(root, "server", "main.ts")],
  {
    cwd: root,
    env: { ...setup, ...process.env, BATON_DATA_DIR: join(root, "data", "dev") },
    stdio: ["ignore", "inherit", "inherit"],
    // A group of its own: Ctrl-C reaches it through us, once, and what does not end can be ended whole.
    detached: true,
  },
);

const web = await createServer({
  configFile: join(root, "web", "vite.config.ts"),
  server: { port: port + 1, strictPort: true },
});
await web.listen();
console.log(`
  Open http://localhost:${port + 1}
  Sign in as ${setup.BATON_SETUP_EMAIL} with the password ${setup.BATON_SETUP_PASSWORD}
`);

const PATIENCE_MS = 15_000;
for (const signal of ["SIGINT", "SIGTERM"] as const) {
  process.once(signal, () => {
    server.kill(signal);
    const { pid } = server;
    if (pid) setTimeout(() => process.kill(-pid, "SIGKILL"), PATIENCE_MS).unref();
  });
}
server.once("exit", (code) => {
  void web.close().finally(() => process.exit(code ?? 0));
});
