import { useTranslation } from "react-i18next";
import type { Agent } from "../../../shared/agents.ts";
import { i18n } from "../../lib/i18n.ts";
import { useColleagues } from "../../people/people.ts";

/** How many names stand in a row; the rest are a number. */
const most = 5;

/** Says how many people with a role there are, and the first of them by name. */
export function useWhoHas(): (has: (agent: Agent) => boolean) => string {
  const { t } = useTranslation();
  const { agents } = useColleagues();
  const list = new Intl.ListFormat(i18n.language, { type: "conjunction" });
  return (has) => {
    const names = agents.filter((agent) => agent.active && has(agent)).map(({ name }) => name);
    if (names.length === 0) return t("roleSettings.hasNobody");
    const shown = names.length > most ? [...names.slice(0, most), "…"] : names;
    return t("roleSettings.has", { count: names.length, names: list.format(shown) });
  };
}
