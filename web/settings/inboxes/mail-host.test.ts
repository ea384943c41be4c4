import { expect, test } from "vitest";
import { mailHost } from "./mail-host.ts";

test("the name in the address bar is where mail goes", () => {
  expect(mailHost("desk.shop.example", "shop.example")).toEqual({ host: "desk.shop.example", known: true });
});

test("a name or number that nobody else can use becomes an example", () => {
  for (const here of ["localhost", "192.168.1.4", "[::1]", "desk.local"])
    expect(mailHost(here, "shop.example")).toEqual({ host: "baton.shop.example", known: false });
});
