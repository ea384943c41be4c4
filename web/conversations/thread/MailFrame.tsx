import { useEffect, useMemo, useRef, useState } from "react";
import { mailDocument } from "./mail-document.ts";

interface Props {
  html: string;
  /** Whether remote images may be fetched, which tells their sender that the mail was opened. */
  images: boolean;
  title: string;
}

/**
 * A customer's HTML in a frame without scripts. It shares our origin only so that its height can be measured
 * from outside; nothing inside can run, because scripts are neither allowed by the sandbox nor by its policy.
 */
export function MailFrame({ html, images, title }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(96);
  const page = useMemo(() => mailDocument(html, images, location.origin), [html, images]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return;
    let watching: ResizeObserver | undefined;
    const measure = () => {
      const body = element.contentDocument?.body;
      if (body) setHeight(Math.min(20_000, Math.max(24, body.scrollHeight)));
    };
    const onLoad = () => {
      watching?.disconnect();
      const body = element.contentDocument?.body;
      if (!body) return;
      watching = new ResizeObserver(measure);
      watching.observe(body);
      measure();
    };
    element.addEventListener("load", onLoad);
    onLoad();
    return () => {
      watching?.disconnect();
      element.removeEventListener("load", onLoad);
    };
  }, []);

  return (
    <iframe
      ref={frame}
      title={title}
      sandbox="allow-same-origin allow-popups allow-popups-to-escape-sandbox"
      referrerPolicy="no-referrer"
      srcDoc={page}
      style={{ height }}
      className="block w-full rounded-md bg-white"
    />
  );
}
