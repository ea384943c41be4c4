import { expect, test } from "vitest";
import { render } from "./templates.ts";

const endless = "{% for i in (1..100000000) %}{% for j in (1..100000000) %}x{% endfor %}{% endfor %}";

test("a text is stopped for the time it takes itself, not for what a busy machine spends on others", () => {
  let standsStill = 300;
  const customer = {
    get name() {
      // Time passes in which nothing is worked out.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, standsStill);
      standsStill = 0;
      return "Ana";
    },
  };
  expect(render("text", "Dear {{ customer.name }}, hello.", { customer })).toBe("Dear Ana, hello.");
  expect(standsStill).toBe(0);
  expect(() => render("text", endless, {})).toThrow("too long");
});
