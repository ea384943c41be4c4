import { type Config, readConfig } from "./platform/config.ts";
import { openLog } from "./platform/house.ts";
import { type Running, start } from "./start.ts";

/** One sentence on what went wrong and, where it is known, what to do. */
function explain(error: unknown, config: Config | null): string {
  const { code, message, port } = error as { code?: string; message: string; port?: number };
  if (code === "EADDRINUSE") {
    const name = port !== undefined && port === config?.smtpPort ? "BATON_SMTP_PORT" : "PORT";
    return `Port ${port ?? config?.port} is taken by another program. Set ${name} to a free one, or stop the other.`;
  }
  if (code === "EACCES" && config)
    return `${config.dataDir} cannot be written, or port ${config.port} is not allowed: ${message}`;
  if (config?.databaseUrl && /ECONNREFUSED|ENOTFOUND|ETIMEDOUT|EHOSTUNREACH|EAI_AGAIN/.test(code ?? "")) {
    return `The database of DATABASE_URL cannot be reached (${code}). Is it running, and is the address right?`;
  }
  return message;
}

function welcome({ house, fresh }: Running): string {
  const { url, smtpPort, roles } = house.config;
  const first = fresh
    ? "Open it in your browser to create your workspace."
    : "Sign in there. New here? Ask the owner of your workspace for an invitation.";
  const lines = [
    `Baton is ready at ${url}`,
    `  ${first}`,
    ...(roles.has("mail") ? [`  Mail for your inboxes is accepted on port ${smtpPort}.`] : []),
    "  Ctrl-C ends it.",
  ];
  return `\n${lines.join("\n")}\n\n`;
}

let config: Config | null = null;
try {
  config = readConfig();
  const log = openLog(config);
  process.on("unhandledRejection", (reason) =>
    log.error({ err: reason }, "a promise was rejected and nobody noticed"),
  );
  let ending: Promise<void> | null = null;
  let running: Running | null = null;
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.on(signal, () => {
      if (!running) process.exit(0);
      ending ??= running.stop().then(() => process.exit(0));
    });
  }
  running = await start(config, log);
  process.stdout.write(welcome(running));
} catch (error) {
  process.stderr.write(`\nBaton could not start. ${explain(error, config)}\n\n`);
  process.exit(1);
}
