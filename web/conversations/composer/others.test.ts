import { expect, test } from "vitest";
import { othersOf } from "./others.ts";

const person = (address: string) => ({ name: "", address });
const mail = (direction: "in" | "out", from: string, to: string[], cc: string[] = []) => ({
  direction,
  author: { kind: "customer" as const, id: null, name: "", address: from },
  to: to.map(person),
  cc: cc.map(person),
});
const us = "help@shop.example";

test("offers the To and Cc of the customer's last mail, each once", () => {
  const last = mail(
    "in",
    "ana@home.example",
    [us, "Ben@home.example"],
    ["carla@law.example", "ben@home.example"],
  );
  const earlier = mail("in", "ana@home.example", [us], ["gone@home.example"]);
  const ours = mail("out", us, [], ["other@shop.example"]);
  expect(othersOf([earlier, last, ours], [us])).toEqual(["ben@home.example", "carla@law.example"]);
});

test("leaves out its writer, our own inboxes, and whoever takes part already", () => {
  const last = mail("in", "ana@home.example", [us, "ANA@home.example"], ["carla@law.example"]);
  expect(othersOf([last], [us, "Carla@law.example", null])).toEqual([]);
});

test("offers nobody while no customer has written", () => {
  expect(othersOf([mail("out", us, ["ana@home.example"])], [us])).toEqual([]);
});
