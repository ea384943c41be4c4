import type * as en from "../en/snoozing.ts";
import type { Arabic } from "../languages.ts";

export const snoozing: Arabic<typeof en.snoozing> = {
  until: "متى تعود",
  kinds: {
    time: "في وقت محدد",
    message: "عندما يكتب {{name}}",
    conversation: "عندما تُحل محادثة أخرى",
  },
  latest: "{{when}} على أبعد تقدير، في الوقت المناسب لوعدها.",
  beforePromise: "قبيل موعد الوعد",
  messageHint: "أي كلمة من {{name}} تعيدها.",
  findOther: "رقم أو عنوان أو عميل",
  other: "أي محادثة؟",
  noOther: "لا توجد محادثة مفتوحة مطابقة.",
  overdue: "وعدها متأخر. قدّم وعدًا جديدًا أولًا ثم أجّلها.",
  doneMessage: "تعود عندما يكتب {{name}}",
  doneConversation: "تعود عندما تُحل \u200e#{{number}}",
  bar: {
    label: "مؤجلة",
    time: "مؤجلة حتى {{when}}",
    message: "مؤجلة حتى يكتب {{name}}، وعلى أبعد تقدير {{when}}",
    conversation: "مؤجلة حتى تُحل \u200e#{{number}}، وعلى أبعد تقدير {{when}}",
    hidden: "مؤجلة حتى تُحل محادثة أخرى، وعلى أبعد تقدير {{when}}",
    wake: "أعدها الآن",
  },
  slept: {
    time: "أجّلها {{who}} حتى {{when}}",
    message: "أجّلها {{who}} حتى يكتب {{customer}}، وعلى أبعد تقدير {{when}}",
    conversation: "أجّلها {{who}} حتى تُحل محادثة أخرى، وعلى أبعد تقدير {{when}}",
  },
  woken: {
    time: "عادت: حان وقتها",
    message: "عادت: كتب {{customer}}",
    agent: "أنهى {{who}} التأجيل",
    promise: "عادت: حان موعد وعدها",
    resolved: "عادت: حُلت المحادثة التي كانت تنتظرها",
    gone: "عادت: دُمجت المحادثة التي كانت تنتظرها أو حُذفت",
  },
};
