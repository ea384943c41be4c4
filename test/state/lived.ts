import { emptyContent, saveDraft } from "../../shared/drafts.ts";
import { remind } from "../../shared/reminders.ts";
import { writeNote } from "../../shared/replies.ts";
import { startSide } from "../../shared/side-conversations.ts";
import { addTask } from "../../shared/tasks.ts";
import { later, link, reply, writes } from "./verbs.ts";
import type { World } from "./world.ts";

/** A conversation of which every list shows something: a task, a reminder, a draft, a side conversation, a mention, a link, mail. */
export async function lived(world: World) {
  const { owner, ben, house } = world;
  const begun = await world.begin();
  const { id } = begun;
  const [ask, dueAt] = [{ params: { id } }, later(world).toISOString()];
  await reply(world, id);
  await writes(world, id);
  await link(world, id, (await world.begin()).id, "related");
  await owner.call(addTask, { ...ask, body: { title: "Ask the workshop", assigneeId: owner.id } });
  await owner.call(remind, { ...ask, body: { dueAt } });
  await owner.call(saveDraft, {
    ...ask,
    body: { base: null, content: { ...emptyContent, reply: "<p>Dear Ana</p>" } },
  });
  await ben.call(writeNote, { ...ask, body: { text: "Olga?", mentions: [owner.id] } });
  await ben.call(startSide, {
    ...ask,
    body: {
      to: { kind: "agent", id: owner.id },
      subject: "Lids",
      text: "Have we got one?",
      expectedBy: dueAt,
    },
  });
  await house.settle();
  return begun;
}
