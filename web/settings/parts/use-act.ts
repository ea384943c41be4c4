export { useAct, useRenew } from "../../ui/use-act.ts";
