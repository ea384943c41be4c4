import type * as en from "../en/problems.ts";
import type { Arabic } from "../languages.ts";

export const problemTexts: Arabic<typeof en.problemTexts> = {
  answered_meanwhile: {
    title: "أجاب أحدهم في هذه الأثناء.",
    remedy: "اقرأ الجديد فوق نصك، ثم أرسله على أي حال أو غيّره.",
  },
  send_time: { title: "لا يمكن إرساله حينها.", remedy: "اختر وقتًا من الآن حتى سنة." },
};
