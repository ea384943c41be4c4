import { expect, test } from "vitest";
import type { Inbox } from "../../../shared/email.ts";
import { bodyOf, changedBody, draftOf, withSecurity } from "./draft.ts";

const inbox: Inbox = {
  id: "01890a5d-ac96-774b-bcce-b302099a8057",
  name: "Help",
  address: "help@shop.example",
  teamId: null,
  restricted: false,
  signature: "",
  acknowledge: true,
  plusAddressing: true,
  imap: { host: "imap.shop.example", port: 993, security: "tls", user: "help" },
  smtp: null,
  trouble: [],
  createdAt: new Date("2025-03-01T10:00:00Z"),
};

test("an inbox survives being shown and saved, and its password is not touched", () => {
  const body = bodyOf(draftOf(inbox));
  expect(body.imap).toEqual(inbox.imap);
  expect(body.imap).not.toHaveProperty("password");
  expect(body.smtp).toBeNull();
});

test("a password goes along only when one was typed", () => {
  const draft = draftOf(inbox);
  expect(bodyOf({ ...draft, imap: { ...draft.imap, password: "s3cret" } }).imap).toMatchObject({
    password: "s3cret",
  });
});

test("only what was changed is sent", () => {
  const draft = draftOf(inbox);
  expect(changedBody({ ...draft, signature: "Bye" }, inbox)).toEqual({ signature: "Bye" });
  const password = { ...draft, imap: { ...draft.imap, password: "s3cret" } };
  expect(Object.keys(changedBody(password, inbox))).toEqual(["imap"]);
});

test("a server that was switched off is none", () => {
  const draft = draftOf(inbox);
  expect(bodyOf({ ...draft, imap: { ...draft.imap, on: false } }).imap).toBeNull();
});

test("an empty port is no number rather than port 0", () => {
  const draft = draftOf(inbox);
  expect(bodyOf({ ...draft, imap: { ...draft.imap, port: "" } }).imap?.port).toBeNaN();
});

test("without a team nothing is restricted to it", () => {
  expect(bodyOf({ ...draftOf(inbox), restricted: true }).restricted).toBe(false);
});

test("the usual port follows the encryption, one of one's own stays", () => {
  const { smtp } = draftOf(inbox);
  expect(withSecurity("smtp", smtp, "starttls").port).toBe("587");
  expect(withSecurity("smtp", { ...smtp, port: "2525" }, "starttls").port).toBe("2525");
});
