import { afterAll, expect, test } from "vitest";
import { passing } from "../shared/passing.ts";
import { hasMailboxServer } from "./mailbox-server.ts";
import { openNameServer } from "./name-server.ts";
import { holdTrue } from "./state/hold-true.ts";
import { outside } from "./state/outside.ts";
import { passings } from "./state/passings.ts";
import { rare } from "./state/rare.ts";

const names = await openNameServer();
afterAll(() => names.close());

holdTrue({ ...rare, ...outside, ...passings }, { BATON_PRIVATE_HOSTS: "1", BATON_DNS_SERVER: names.address });

test("everything that passes has a scenario; a mailbox needs its server", () => {
  const untried = hasMailboxServer ? [] : ["mail_account.changed"];
  expect([...Object.keys(passings), ...untried].toSorted()).toEqual(passing.toSorted());
});
