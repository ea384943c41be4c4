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

/** Colours of the page around a frame, for what our own people wrote. */
export interface Look {
  dark: boolean;
  ink: string;
  soft: string;
  line: string;
  quiet: string;
  link: string;
}

const ownStyles = ({ dark, ink, soft, line, quiet, link }: Look) => `
  html { color-scheme: ${dark ? "dark" : "light"}; }
  body { padding: 0; background: transparent; color: ${ink}; line-height: 24px; }
  p, ul, ol, blockquote, pre, table, h2, h3 { margin: 0 0 8px; }
  h1, h2 { font-size: 17px; } h3 { font-size: 15px; }
  ul, ol { padding-inline-start: 24px; } li p, td p, th p { margin: 0; }
  table { border-collapse: collapse; } td, th { height: 24px; min-width: 32px; border: 1px solid ${line}; padding: 2px 8px; text-align: start; vertical-align: top; }
  th, code, pre { background: ${quiet}; } code, pre { border-radius: 4px; font: 13px/1.5 ui-monospace, monospace; }
  code { padding: 1px 4px; } pre { padding: 8px 12px; } pre code { padding: 0; }
  img { max-height: 480px; border-radius: 6px; vertical-align: bottom; }
  blockquote { margin-inline-start: 0; border-color: ${line}; color: ${soft}; }
  a, [data-mention] { color: ${link}; } hr { border: 0; border-top: 1px solid ${line}; }
  body > :last-child { margin-bottom: 0; }
`;

/**
 * The page inside a mail's frame: a policy that allows styles and our own files, and pictures from elsewhere
 * only when asked for; links open outside. With a look it is one of ours and reads like the page around it.
 */
export function mailDocument(
  html: string,
  images: boolean,
  origin: string,
  look: Look | null = null,
): string {
  const pictures = images ? "https: http:" : "";
  const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src ${origin}/api/files/ ${origin}/api/side-files/ data: ${pictures}`;
  const body = images ? unblock(html) : html;

  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy}"><meta name="referrer" content="no-referrer"><base target="_blank"><style>${styles}${look ? ownStyles(look) : ""}</style></head><body>${body}</body></html>`;
}

/** Gives blocked pictures their address back. */
function unblock(html: string): string {
  return html.replace(/\sdata-blocked-src=/gi, " src=");
}
