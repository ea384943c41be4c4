import { afterAll, beforeAll, expect, onTestFinished, test } from "vitest";
import type { EventName } from "../../shared/events.ts";
import type { Passing } from "../../shared/passing.ts";
import { openWorld, type Scenario, type World } from "./world.ts";

const patience = { timeout: 90_000, interval: 150 };

/** Waits until everything that is shown is what the server says. */
export const holds = ({ mirror }: World) => expect.poll(() => mirror.differences(), patience).toEqual([]);

/** One test an event or what passes: after it, and what comes of it, everything that is shown is what the server says. */
export function holdTrue(
  scenarios: Partial<Record<EventName | Passing, Scenario>>,
  env: Record<string, string> = {},
): void {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(env);
  });
  afterAll(() => world?.close());

  test.each(Object.entries(scenarios))(
    "after %s what is shown is what is so",
    async (name, scenario) => {
      const { house, mirror, count } = world;
      const act = await scenario(world);
      await house.settle();
      onTestFinished(mirror.release);
      await holds(world);
      const before = await count(name);
      await act();
      await house.settle();
      await expect
        .poll(() => count(name), { ...patience, message: "it did not happen" })
        .toBeGreaterThan(before);
      await holds(world);
    },
    600_000,
  );
}
