importScripts("/push-worker.js");
// Keeps the app itself, so that it opens without a line and an open tab finds its own files after an update.
// What the API answers is never kept: customers' words stay on the server.

/** Written by the build: the files of this version. */
const built = { version: "", files: [] };

const cacheOf = (version) => `shell-${version}`;
const page = "/index.html";
/** Answers of a proxy in front of a server that is away. */
const away = [502, 503, 504];
/** Pages of the server's own; whoever opens one without a line does not want the app instead. */
const notTheApp = /^\/(api|t|f|files|health|metrics)(\/|$)/;

async function keep() {
  const cache = await caches.open(cacheOf(built.version));
  await cache.addAll([new Request(page, { cache: "no-cache" }), ...built.files]);
}

/** This version and the one before it, whose tabs may still be open. */
async function forgetOld() {
  const names = (await caches.keys()).filter((name) => name.startsWith("shell-"));
  const old = names.filter((name) => name !== cacheOf(built.version)).slice(0, -1);
  await Promise.all(old.map((name) => caches.delete(name)));
}

/** Always asks the server first, so that nobody is shown an old app while there is a line. */
async function openPage(request) {
  try {
    const answer = await fetch(request);
    if (!away.includes(answer.status)) return answer;
    return (await kept(page)) ?? answer;
  } catch (error) {
    const shell = await kept(page);
    if (shell) return shell;
    throw error;
  }
}

const kept = async (path) => (await caches.open(cacheOf(built.version))).match(path);

/** A name under /assets stands for one content for ever, whichever version it was kept with. */
async function openFile(request) {
  return (await caches.match(request, { ignoreVary: true })) ?? fetch(request);
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  if (built.version) event.waitUntil(keep());
});
self.addEventListener("activate", (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()));
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin || notTheApp.test(pathname)) return;
  if (request.mode === "navigate") event.respondWith(openPage(request));
  else if (pathname.startsWith("/assets/")) event.respondWith(openFile(request));
});
