import type { House } from "../../platform/house.ts";
import { Fetchers } from "./fetchers.ts";
import { startReceiver } from "./receiver.ts";

/** Takes mail in: the SMTP receiver and a fetcher for each mailbox. Stopping lets mails under way finish. */
export async function startMail(house: House): Promise<{ smtpPort: number; stop(): Promise<void> }> {
  const receiver = await startReceiver(house);
  const lmtp = house.config.lmtpPort === null ? null : await startReceiver(house, "lmtp");
  const fetchers = new Fetchers(house);
  return {
    smtpPort: receiver.port,
    stop: async () => {
      await Promise.all([receiver.stop(), lmtp?.stop(), fetchers.stop()]);
    },
  };
}
