import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { EventName } from "../../shared/events.ts";
import { openWorld, type Scenarios, type World } from "./world.ts";

const patience = { timeout: 25_000, interval: 150 };

/** One test an event: after it, and what comes of it, everything that is shown is what the server says. */
export function holdTrue(scenarios: Scenarios): void {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world?.close());

  test.each(Object.entries(scenarios))("after %s what is shown is what is so", async (name, scenario) => {
    const { house, mirror, count } = world;
    const act = await scenario(world);
    await house.settle();
    onTestFinished(mirror.release);
    await expect.poll(() => mirror.differences(), patience).toEqual([]);
    const before = await count(name as EventName);
    await act();
    await house.settle();
    expect(await count(name as EventName), "it did not happen").toBeGreaterThan(before);
    await expect.poll(() => mirror.differences(), patience).toEqual([]);
  });
}
