import { getNoticeSettings } from "../../shared/notifications.ts";
import { call } from "../lib/call.ts";

/** A short tone for whoever wants one, in one of several tabs only. */
export async function sound(): Promise<void> {
  const { settings } = await call(getNoticeSettings, {});
  if (!settings.sound) return;
  await navigator.locks.request("notification-sound", { ifAvailable: true }, async (mine) => {
    if (!mine) return;
    const audio = new AudioContext();
    const tone = audio.createOscillator();
    const volume = audio.createGain();
    volume.gain.setValueAtTime(0.08, audio.currentTime);
    volume.gain.exponentialRampToValueAtTime(0.0001, audio.currentTime + 0.4);
    tone.frequency.value = 660;
    tone.connect(volume).connect(audio.destination);
    tone.start();
    tone.stop(audio.currentTime + 0.4);
    // Held until it has sounded, so that the other tabs stay silent meanwhile.
    await new Promise((done) => tone.addEventListener("ended", done));
    await audio.close();
  });
}
