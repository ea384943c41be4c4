import type { TFunction } from "i18next";
import type { FieldDescription, Operator, Trouble } from "../../shared/conditions.ts";
import { operandOf } from "../../shared/conditions.ts";
import type { Rule } from "./tree.ts";

type Of = "field" | "operator" | "value" | "";

/** What is wrong with a rule, in the reader's words; the server's where ours know nothing better. */
export function troubleText(
  t: TFunction,
  of: Of,
  rule: Rule,
  field: FieldDescription | undefined,
  { message }: Pick<Trouble, "message">,
): string {
  if (of === "field") return t(rule.field ? "conditions.wrong.fieldGone" : "conditions.wrong.fieldMissing");
  if (of === "operator") return t("conditions.wrong.operator");
  if (of !== "value" || !field) return message;
  switch (operandOf(rule.operator as Operator)) {
    case "span":
      return t("conditions.wrong.span");
    case "range":
      return t("conditions.wrong.range");
    case "list":
      return Array.isArray(rule.value) && rule.value.length > 0
        ? t("conditions.wrong.choiceGone")
        : t("conditions.wrong.list");
    case "nothing":
    case "value":
      return t(rule.value === undefined || rule.value === null ? "conditions.wrong.empty" : wrongOf(field));
  }
}

function wrongOf({ type, options }: FieldDescription) {
  if (options !== null) return "conditions.wrong.choiceGone" as const;
  return type === "number" ? ("conditions.wrong.number" as const) : ("conditions.wrong.empty" as const);
}
