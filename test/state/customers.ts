import { recordOrder } from "../../shared/commerce.ts";
import { mergeCustomers, unmergeCustomer } from "../../shared/customer-merging.ts";
import { changeCustomer, createCustomer } from "../../shared/customers.ts";
import { changeConsent, liftSuppression, suppressAddress } from "../../shared/suppressions.ts";
import { lived } from "./lived.ts";
import type { Scenario, Scenarios, World } from "./world.ts";

const merge = (world: World, id: string, sourceId: string) =>
  world.owner.call(mergeCustomers, { params: { id }, body: { sourceId } });
const joined: Scenario = async (world) => {
  const [a, b] = [await world.begin(), await lived(world)];
  return () => merge(world, a.customerId, b.customerId);
};

/** Customers: who they are, and what may be sent to them. */
export const customers: Scenarios = {
  "customer.created":
    async ({ owner }) =>
    () =>
      owner.call(createCustomer, { body: { name: "Nora New", email: "nora@home.example" } }),
  "customer.changed": async (world) => {
    const { customerId } = await lived(world);
    const body = { name: "Ana Maria", note: "Writes at night" };
    return () => world.owner.call(changeCustomer, { params: { id: customerId }, body });
  },
  "customer.merged": joined,
  "customer.absorbed": joined,
  "customer.unmerged": async (world) => {
    const [a, b] = [await world.begin(), await lived(world)];
    await merge(world, a.customerId, b.customerId);
    return () => world.owner.call(unmergeCustomer, { params: { id: b.customerId } });
  },
  "address.suppressed": async (world) => {
    const { email } = await world.begin();
    return () =>
      world.owner.call(suppressAddress, { body: { address: email, reason: "Asked by telephone" } });
  },
  "address.unsuppressed": async (world) => {
    const { email } = await world.begin();
    const { id } = await world.owner.call(suppressAddress, { body: { address: email, reason: "Asked" } });
    return () => world.owner.call(liftSuppression, { params: { id }, body: { why: "Asked again" } });
  },
  "consent.changed": async (world) => {
    const { customerId, email } = await world.begin();
    const body = { address: email, purpose: "marketing", granted: true, source: "Telephone" };
    return () => world.owner.call(changeConsent, { params: { id: customerId }, body });
  },
  "order.recorded": async (world) => {
    const { email } = await world.begin();
    const lines = [{ name: "Kettle", quantity: 1, priceMinor: 4500 }];
    const order = {
      status: "paid",
      currency: "EUR",
      totalMinor: 4500,
      lines,
      placedAt: world.house.clock.now().toISOString(),
    };
    return () =>
      world.owner.call(recordOrder, {
        params: { number: "K-1" },
        body: { customer: { email, name: "Ana" }, ...order },
      });
  },
};
