import { holdTrue } from "./state/hold-true.ts";
import { mail } from "./state/mail.ts";

holdTrue(mail);
