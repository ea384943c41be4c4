import { addPushDevice, getPushKey } from "../../shared/notifications.ts";
import { call } from "../lib/call.ts";

/** Can this browser get push at this address at all? */
export function canPush(): boolean {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

/** Asks the person and subscribes this browser; false when they or the browser refuse. */
export async function turnPushOn(): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") return false;
  const worker = await readyWorker();
  const { publicKey } = await call(getPushKey, {});
  const key = Uint8Array.from(atob(publicKey.replaceAll("-", "+").replaceAll("_", "/")), (sign) =>
    sign.charCodeAt(0),
  );
  const known = await worker.pushManager.getSubscription();
  // A subscription for another key, of a house that was set up anew, would be refused for ever.
  if (known && !sameKey(known.options.applicationServerKey, key)) await known.unsubscribe();
  await register(await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key }));
  return true;
}

/** Tells the house again of a subscription that this browser has, because a new session or key knows nothing of it. */
export async function renewPush(): Promise<void> {
  if (!canPush() || Notification.permission !== "granted") return;
  const worker = await navigator.serviceWorker.getRegistration();
  const known = await worker?.pushManager.getSubscription();
  if (known) await register(known).catch(() => {});
}

/** Ends this browser's own subscription, if it has one. */
export async function turnPushOff(): Promise<void> {
  const worker = await navigator.serviceWorker?.getRegistration();
  await (await worker?.pushManager.getSubscription())?.unsubscribe();
}

async function readyWorker(): Promise<ServiceWorkerRegistration> {
  await navigator.serviceWorker.register("/sw.js");
  return navigator.serviceWorker.ready;
}

async function register(subscription: PushSubscription): Promise<void> {
  const { endpoint, keys = {} } = subscription.toJSON();
  const { p256dh = "", auth = "" } = keys;
  await call(addPushDevice, { body: { endpoint: endpoint ?? "", keys: { p256dh, auth } } });
}

function sameKey(held: ArrayBuffer | null, key: Uint8Array): boolean {
  const bytes = held && new Uint8Array(held);
  return bytes?.length === key.length && bytes.every((byte, index) => byte === key[index]);
}
