// What the service worker does with a push; sw.js takes it in.

/** A browser with the focus shows it already. What is never shown twice has a tag. */
async function show({ title = "Baton", body, url = "/", tag, lang, dir, evenInSight = false }) {
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (!evenInSight && windows.some(({ focused }) => focused)) return;
  await self.registration.showNotification(title, {
    body,
    tag,
    lang,
    dir,
    icon: "/icon-192.png",
    data: { url },
  });
}

/** Leads to the place in a tab that is open, or in a new one; never to another address than ours. */
async function open(url) {
  const target = new URL(url, self.location.origin);
  if (target.origin !== self.location.origin) return;
  const [window] = await self.clients.matchAll({ type: "window" });
  if (!window) return void (await self.clients.openWindow(target.href));
  await window.focus();
  await window.navigate(target.href);
}

self.addEventListener("push", (event) => {
  if (event.data) event.waitUntil(show(event.data.json()));
});
self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(event.notification.data?.url ?? "/"));
});
