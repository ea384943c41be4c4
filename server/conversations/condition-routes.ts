import { conditionTroubles } from "../../shared/condition-check.ts";
import * as api from "../../shared/conditions.ts";
import { answer, type Web } from "../platform/http.ts";
import "../platform/condition-description.ts";
import type { Work } from "../platform/work.ts";
import { conversationFields, customerFields } from "./condition-fields.ts";

export function conditionRoutes(web: Web): void {
  const fieldsOf = (work: Work, subject: api.Subject) =>
    subject === "customer" ? customerFields(work) : conversationFields(work);

  answer(web, api.listConditionFields, async ({ query }, work) => ({
    fields: (await fieldsOf(work, query.subject)).map((field) => ({
      ...field,
      operators: [...api.operatorsOf[field.type]],
    })),
  }));
  answer(web, api.checkCondition, async ({ body }, work) => ({
    troubles: conditionTroubles(body.condition, await fieldsOf(work, body.subject)),
  }));
}
