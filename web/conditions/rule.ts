import {
  type FieldDescription,
  type FieldType,
  type Operator,
  operandOf,
  operatorsOf,
} from "../../shared/conditions.ts";
import { newPartId, type Rule } from "./tree.ts";

/** What stands behind an operator before anything was chosen. */
function blank(type: FieldType, operator: Operator): unknown {
  switch (operandOf(operator)) {
    case "nothing":
      return undefined;
    case "list":
      return [];
    case "range":
      return [null, null];
    case "span":
      return { amount: 1, unit: operator === "business_more_than_ago" ? "hours" : "days" };
    case "value":
      return type === "boolean" ? true : undefined;
  }
}

/** A rule about a field, with the operator asked most. */
export function newRule(field: FieldDescription | undefined): Rule {
  const operator = field ? operatorsOf[field.type][0] : "is";
  return {
    id: newPartId(),
    negated: false,
    field: field?.id ?? "",
    operator,
    value: field ? blank(field.type, operator) : undefined,
  };
}

/** The rule about another field: its operator stays where that field knows it, its value where both hold the same. */
export function withField(rule: Rule, before: FieldDescription | undefined, field: FieldDescription): Rule {
  const known = (operatorsOf[field.type] as readonly string[]).includes(rule.operator);
  const operator = (known ? rule.operator : operatorsOf[field.type][0]) as Operator;
  const keeps = known && before?.type === field.type && field.options === null && before.options === null;
  return { ...rule, field: field.id, operator, value: keeps ? rule.value : blank(field.type, operator) };
}

/** The rule with another operator; one value becomes a list of one, and a list its first. */
export function withOperator(rule: Rule, type: FieldType, operator: Operator): Rule {
  const [from, to] = [operandOf(rule.operator as Operator), operandOf(operator)];
  const { value } = rule;
  const asked = { ...rule, operator };
  if (from === to && to !== "span") return { ...asked, value };
  if (from === "value" && to === "list") return { ...asked, value: value === undefined ? [] : [value] };
  if (from === "list" && to === "value") return { ...asked, value: (value as unknown[])[0] };
  if (from === "span" && to === "span" && operator !== "business_more_than_ago") return { ...asked, value };
  return { ...asked, value: blank(type, operator) };
}
