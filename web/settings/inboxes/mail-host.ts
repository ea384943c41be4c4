const onlyHere = /^(localhost|.*\.local(host)?|[\d.]+|\[.*\])$/;

/** The name other mail servers may use for this one; an example when the browser knows it only by number or as localhost. */
export function mailHost(hostname: string, domain: string): { host: string; known: boolean } {
  return onlyHere.test(hostname)
    ? { host: `baton.${domain}`, known: false }
    : { host: hostname, known: true };
}
