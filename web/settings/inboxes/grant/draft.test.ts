import { expect, test } from "vitest";
import type { MailGrant } from "../../../../shared/mail-oauth.ts";
import { bodyOf, draftOf } from "./draft.ts";

const grant: MailGrant = {
  provider: "microsoft",
  mailbox: "help@shop.example",
  clientId: "c1",
  authorizeUrl: "https://login.microsoftonline.com/shop.example/oauth2/v2.0/authorize",
  tokenUrl: "https://login.microsoftonline.com/shop.example/oauth2/v2.0/token",
  state: "given",
  trouble: "",
  grantedAt: null,
};

test("a directory that was chosen is sent again, and any directory is left out", () => {
  expect(bodyOf(draftOf(grant, ""))).toMatchObject({ provider: "microsoft", tenant: "shop.example" });
  const any = { ...grant, tokenUrl: grant.tokenUrl.replace("shop.example", "common") };
  expect(bodyOf(draftOf(any, ""))).not.toHaveProperty("tenant");
});

test("an empty secret keeps the one that is there; another provider's fields are not sent", () => {
  const draft = { ...draftOf(grant, ""), provider: "google" as const, scope: "mail" };
  expect(bodyOf(draft)).toEqual({ provider: "google", clientId: "c1", mailbox: "help@shop.example" });
});

test("a new sign-in begins with the inbox's address", () => {
  expect(draftOf(null, "help@shop.example")).toMatchObject({ mailbox: "help@shop.example", clientId: "" });
});
