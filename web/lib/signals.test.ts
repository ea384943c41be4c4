import { expect, test, vi } from "vitest";
import { hearSignal, onArrival } from "./signals.ts";

test("who is in a conversation hears of everybody who comes, once, and not of what goes on elsewhere", () => {
  const arrived = vi.fn<() => void>();
  const stop = onArrival("one", arrived);
  hearSignal("viewing", "one", "ben");
  hearSignal("typing", "one", "ben");
  hearSignal("viewing", "one", "ben");
  hearSignal("viewing", "another", "cleo");
  expect(arrived).toHaveBeenCalledOnce();

  hearSignal("left", "one", "ben");
  hearSignal("viewing", "one", "ben");
  expect(arrived).toHaveBeenCalledTimes(2);
  stop();
  hearSignal("viewing", "one", "dora");
  expect(arrived).toHaveBeenCalledTimes(2);
});
