import { useState } from "react";
import type { Reply } from "../../shared/endpoint.ts";
import type { previewSide } from "../../shared/side-conversations.ts";
import { useSideAct } from "./sides.ts";

type Leaving = Reply<typeof previewSide>;

interface Look {
  look: () => void;
  looking: boolean;
  /** What leaves, as long as it was looked at as it is now: any change afterwards wants a new look. */
  mail: Leaving | null;
}

/** Shows what would leave by e-mail before it does. */
export function useLook(shown: object, ask: () => Promise<Leaving>): Look {
  const act = useSideAct();
  const [seen, setSeen] = useState<{ what: string; mail: Leaving } | null>(null);
  const what = JSON.stringify(shown);
  return {
    look: () => act.mutate({ run: async () => setSeen({ what, mail: await ask() }) }),
    looking: act.isPending,
    mail: seen?.what === what ? seen.mail : null,
  };
}
