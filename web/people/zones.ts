/** The zone this browser lives in. */
export function browserZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

/** Every zone the browser knows, with its own and UTC always among them. */
export function zones(): string[] {
  return [...new Set([browserZone(), "UTC", ...Intl.supportedValuesOf("timeZone")])].sort();
}
