import type { z } from "zod";
import { uploadFile } from "../../shared/platform.ts";
import { ProblemError, readProblem } from "./problem.ts";

export type UploadedFile = z.output<typeof uploadFile.reply>;

/** Sends one file and tells how far it is, from 0 to 1; fetch cannot tell that, so this is the old way. */
export function upload(
  file: File,
  onProgress: (share: number) => void,
  signal?: AbortSignal,
): Promise<UploadedFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open(uploadFile.method, uploadFile.path);
    request.setRequestHeader("idempotency-key", crypto.randomUUID());
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onerror = () => reject(new ProblemError("unreachable"));
    request.onabort = () => reject(new DOMException("Aborted", "AbortError"));
    request.onload = () => finish(request).then(resolve, reject);
    signal?.addEventListener("abort", () => request.abort());

    const form = new FormData();
    form.append("file", file, file.name);
    request.send(form);
  });
}

async function finish(request: XMLHttpRequest): Promise<UploadedFile> {
  const response = new Response(request.responseText, { status: request.status });
  if (!response.ok) throw await readProblem(response);
  const parsed = uploadFile.reply.safeParse(await response.json());
  if (!parsed.success) throw new ProblemError("unreadable", request.status);
  return parsed.data;
}
