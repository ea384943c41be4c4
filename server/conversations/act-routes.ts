import * as states from "../../shared/conversation-states.ts";
import { makePromise } from "../../shared/conversations.ts";
import * as handovers from "../../shared/handovers.ts";
import { answer, type Web } from "../platform/http.ts";
import { afterIn } from "./after.ts";
import { accept, decline, offer, withdraw } from "./handover.ts";
import { assign } from "./holder.ts";
import { reopen, resolve } from "./resolution.ts";
import { snoozeFor, wake } from "./snooze.ts";
import { putOnHold, rePromise, resume, waitForCustomer } from "./waiting.ts";

/** Who holds a conversation, what was promised, and the state it is in. */
export function actRoutes(web: Web): void {
  const after = afterIn(web.house);

  answer(web, handovers.assign, ({ params, body }, work) =>
    after(work, params.id, assign(work, params.id, body)),
  );
  answer(web, handovers.offerHandover, ({ params, body }, work) =>
    after(work, params.id, offer(work, params.id, body)),
  );
  answer(web, handovers.acceptHandover, ({ params }, work) =>
    after(work, params.id, accept(work, params.id)),
  );
  answer(web, handovers.declineHandover, ({ params, body }, work) =>
    after(work, params.id, decline(work, params.id, body.reason)),
  );
  answer(web, handovers.withdrawHandover, ({ params }, work) =>
    after(work, params.id, withdraw(work, params.id)),
  );
  answer(web, makePromise, ({ params, body }, work) =>
    after(work, params.id, rePromise(work, params.id, body)),
  );
  answer(web, states.snooze, ({ params, body }, work) =>
    after(work, params.id, snoozeFor(work, params.id, body)),
  );
  answer(web, states.unsnooze, ({ params }, work) => after(work, params.id, wake(work, params.id, "agent")));
  answer(web, states.waitForCustomer, ({ params, body }, work) =>
    after(work, params.id, waitForCustomer(work, params.id, body.promise)),
  );
  answer(web, states.putOnHold, ({ params, body }, work) =>
    after(work, params.id, putOnHold(work, params.id, body.promise)),
  );
  answer(web, states.resumeConversation, ({ params }, work) =>
    after(work, params.id, resume(work, params.id)),
  );
  answer(web, states.resolveConversation, ({ params, body }, work) =>
    after(work, params.id, resolve(work, params.id, body.reason)),
  );
  answer(web, states.reopenConversation, ({ params }, work) =>
    after(work, params.id, reopen(work, params.id)),
  );
}
