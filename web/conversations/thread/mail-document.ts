const styles = `
  html { color-scheme: light; }
  body { margin: 0; padding: 8px 10px; overflow-wrap: anywhere; background: #fff; color: #211d18;
    font: 14px/1.6 "Inter Variable", system-ui, sans-serif; }
  img { max-width: 100%; height: auto; }
  table { max-width: 100%; }
  pre { white-space: pre-wrap; }
  blockquote { margin: 0 0 0 4px; padding-inline-start: 10px; border-inline-start: 2px solid #e6dfd5; color: #544d45; }
  a { color: #ad3922; }
`;

/**
 * The page inside a mail's frame: a policy that allows styles and our own files, and pictures from elsewhere
 * only when asked for; links open outside.
 */
export function mailDocument(html: string, images: boolean, origin: string): string {
  const pictures = images ? "https: http:" : "";
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${origin}/api/files/ data: ${pictures}`;
  const body = images ? unblock(html) : html;

  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${styles}</style></head><body>${body}</body></html>`;
}

/** Gives blocked pictures their address back. */
function unblock(html: string): string {
  return html.replace(/\sdata-blocked-src=/gi, " src=");
}
