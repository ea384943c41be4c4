import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

export interface Certificate {
  /** Files in PEM. */
  cert: string;
  key: string;
}

/** A certificate for this machine (127.0.0.1 and localhost) that vouches for itself, in a folder that is there. */
export async function newCertificate(folder: string): Promise<Certificate> {
  const [cert, key] = [join(folder, "cert.pem"), join(folder, "key.pem")];
  const request =
    "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=localhost".split(
      " ",
    );
  const names = ["-addext", "subjectAltName=DNS:localhost,IP:127.0.0.1"];
  await run("openssl", [...request, ...names, "-keyout", key, "-out", cert]);
  return { cert, key };
}
