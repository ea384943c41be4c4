import { useEffect, useMemo, useRef, useState } from "react";
import { cx } from "../../ui/cx.ts";
import { type Look, mailDocument } from "./mail-document.ts";
import { useDark } from "./use-dark.ts";

interface Props {
  html: string;
  /** Whether remote images may be fetched, which tells their sender that the mail was opened. */
  images: boolean;
  title: string;
  /** One of ours that has no colours of its own: it looks like the page. */
  plainLook: boolean;
}

/**
 * HTML of a message in a frame without scripts. It shares our origin only so that its height can be measured
 * from outside; nothing inside can run, because scripts are neither allowed by the sandbox nor by its policy.
 */
export function MailFrame({ html, images, title, plainLook }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [height, setHeight] = useState(96);
  const dark = useDark();
  const page = useMemo(
    () => mailDocument(html, images, location.origin, plainLook ? lookOf(dark) : null),
    [html, images, plainLook, dark],
  );

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
      // A frame is see-through only where its scheme is that of the page inside.
      style={plainLook ? { height, colorScheme: dark ? "dark" : "light" } : { height }}
      className={cx("block w-full", !plainLook && "rounded-md bg-white")}
    />
  );
}

function lookOf(dark: boolean): Look {
  const tokens = getComputedStyle(document.documentElement);
  const colour = (name: string) => tokens.getPropertyValue(`--${name}`).trim();
  return {
    dark,
    ink: colour("ink"),
    soft: colour("ink-soft"),
    line: colour("field"),
    quiet: colour("hover"),
    link: colour("coral-ink"),
  };
}
