import { needWords } from "../../lib/i18n.ts";

await needWords("notifications");

export { default } from "./NotificationsScreen.tsx";
