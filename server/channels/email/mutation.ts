/** Returns the next whole number below `below`; the same seed gives the same row on every machine. */
export type Random = (below: number) => number;

/** A linear congruential generator (Numerical Recipes), good enough to break mails. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const SPLINTERS = [
  "\r\n",
  "\n\n",
  "=?utf-8?B?",
  "--",
  '"',
  "<",
  ">",
  "\0",
  "Content-Type: multipart/mixed; boundary=x\r\n",
  "((",
  "\x1b$B",
  "\xff\xfe",
];

/** One to six wounds: bytes changed, cut, doubled, repeated thousands of times, splinters and pieces of another mail put in. */
export function mutate(raw: Buffer, other: Buffer, random: Random): Buffer {
  let mail = Buffer.from(raw);
  for (let wounds = 1 + random(6); wounds > 0; wounds--) mail = wound(mail, other, random);
  return mail;
}

function wound(mail: Buffer, other: Buffer, random: Random): Buffer<ArrayBuffer> {
  const at = random(mail.length + 1);
  const length = 1 + random(40);
  const [before, after] = [mail.subarray(0, at), mail.subarray(at)];
  switch (random(7)) {
    case 0:
      return Buffer.concat([before, Buffer.from([random(256)]), mail.subarray(at + 1)]);
    case 1:
      return Buffer.concat([before, mail.subarray(at + length)]);
    case 2:
      return Buffer.concat([before, mail.subarray(at, at + length), after]);
    case 3: {
      const from = random(other.length + 1);
      return Buffer.concat([before, other.subarray(from, from + random(2_000)), after]);
    }
    case 4:
      return Buffer.concat([before]);
    case 5:
      return Buffer.concat([
        before,
        ...new Array<Buffer>(random(2_000)).fill(mail.subarray(at, at + length)),
        after,
      ]);
    default:
      return Buffer.concat([before, Buffer.from(SPLINTERS[random(SPLINTERS.length)] ?? "", "latin1"), after]);
  }
}
