import { beforeAll, expect, test } from "vitest";
import { type MailFindings, ProofResult } from "../../../../shared/mail-story.ts";
import { i18n, needWords } from "../../../lib/i18n.ts";
import { proofsOf } from "./proof.ts";

beforeAll(() => needWords("conversation"));

const findings: MailFindings = {
  spf: { result: "none", domain: "" },
  dkim: [],
  dmarc: { result: "none", domain: "", policy: "none" },
  arc: { result: "none", sealedBy: "" },
  proven: false,
  why: "",
  joined: "new",
  flaws: [],
};

test("every result of every check has words", () => {
  for (const result of ProofResult.options)
    for (const aligned of [true, false]) {
      const all = proofsOf(
        {
          ...findings,
          spf: { result, domain: "a.example" },
          dkim: [{ result, domain: "a.example", aligned }],
          dmarc: { result, domain: "a.example", policy: "none" },
          arc: { result, sealedBy: "list.example" },
        },
        "smtp",
      );
      expect(all.map(({ what }) => what)).toEqual(["SPF", "DKIM", "DMARC", "ARC"]);
      for (const { text } of all) expect(i18n.exists(text), `${text} has no words`).toBe(true);
    }
});

test("a good signature of somebody else is not called good", () => {
  const dkim = [{ result: "pass" as const, domain: "sender-service.example", aligned: false }];
  expect(proofsOf({ ...findings, dkim }, "smtp")[1]).toMatchObject({
    verdict: "none",
    text: "mailStory.dkim.pass",
  });
});

test("a mail that was fetched says that nobody could check the server that brought it", () => {
  expect(proofsOf(findings, "imap")[0]?.text).toBe("mailStory.spf.fetched");
  expect(proofsOf(findings, "smtp")[0]?.text).toBe("mailStory.spf.none");
});
