import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { onHeard } from "../../lib/heard.ts";
import { Button } from "../../ui/Button.tsx";

interface Props {
  query: { isRefetching: boolean; refetch(): Promise<unknown> };
}

/** Asks the log once more, and says when there is more than what is shown. */
export function Again({ query: { isRefetching, refetch } }: Props) {
  const { t } = useTranslation();
  const [news, setNews] = useState(false);
  useEffect(() => onHeard((name) => setNews((known) => known || name !== "draft")), []);
  // Before it is asked: what happens until the answer may not be in it.
  const ask = () => {
    setNews(false);
    void refetch();
  };

  return (
    <Button
      look={news ? "primary" : "quiet"}
      icon={<RefreshCw className="size-3.5" />}
      busy={isRefetching}
      onClick={ask}
    >
      {t(news ? "eventLog.news" : "eventLog.again")}
    </Button>
  );
}
