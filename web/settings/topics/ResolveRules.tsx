import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { changeResolveRules, getResolveRules } from "../../../shared/resolve-rules.ts";
import { call } from "../../lib/call.ts";
import { queryOf } from "../../lib/query.ts";
import { Switch } from "../../ui/Switch.tsx";
import { Card, Section } from "../parts/Screen.tsx";
import { useAct } from "../parts/use-act.ts";

/** What of topic and root cause must be known before a conversation is resolved. */
export function ResolveRules({ mayChange }: { mayChange: boolean }) {
  const { t } = useTranslation();
  const { data } = useQuery(queryOf(getResolveRules, {}));
  const act = useAct(getResolveRules);
  if (!data) return null;
  const change = (body: Partial<typeof data>) =>
    act.mutate({ run: () => call(changeResolveRules, { body }) });
  return (
    <Section title={t("topicSettings.toResolve")}>
      <Card className="flex flex-col gap-4 p-4">
        <Switch
          checked={data.topicRequired}
          disabled={!mayChange || act.isPending}
          onChange={(topicRequired) => change({ topicRequired })}
        >
          {t("topicSettings.topicRequired")}
        </Switch>
        <Switch
          checked={data.rootCauseRequired}
          disabled={!mayChange || act.isPending}
          onChange={(rootCauseRequired) => change({ rootCauseRequired })}
          hint={t("topicSettings.causeRequiredHint")}
        >
          {t("topicSettings.causeRequired")}
        </Switch>
      </Card>
    </Section>
  );
}
