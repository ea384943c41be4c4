export const suppressed = { title: "Suppressed addresses" };
