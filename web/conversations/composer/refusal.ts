import { i18n } from "../../lib/i18n.ts";
import { type FailureCode, ProblemError } from "../../lib/problem.ts";
import { problemText } from "../../ui/problem-text.ts";
import { type Parcel, waitedTooLong } from "../drafts/parcels.ts";

/** Why what was sent without a line did not leave, and what to do, in words for people. */
export function refusalText({ code, status, detail }: NonNullable<Parcel["refused"]>): {
  title: string;
  remedy: string;
} {
  if (code === waitedTooLong)
    return { title: i18n.t("offline.tooOld"), remedy: i18n.t("offline.tooOldMore") };
  const { title, remedy } = problemText(new ProblemError(code as FailureCode, status, detail));
  if (code === "merged_already") return { title, remedy: i18n.t("offline.mergedMore") };
  if (code === "not_found" || code === "forbidden") return { title, remedy: i18n.t("offline.goneMore") };
  return { title, remedy: remedy || i18n.t("offline.againMore") };
}
