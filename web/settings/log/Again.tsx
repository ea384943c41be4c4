import { RefreshCw } from "lucide-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { onHeard } from "../../lib/heard.ts";
import { Button } from "../../ui/Button.tsx";

interface Props {
  query: { isFetching: boolean; isRefetching: boolean; refetch(): Promise<unknown> };
}

/** Asks the log once more, and says when there is more than what is shown. */
export function Again({ query: { isFetching, isRefetching, refetch } }: Props) {
  const { t } = useTranslation();
  const [news, setNews] = useState(false);
  useEffect(() => onHeard((name) => setNews((known) => known || name !== "draft")), []);
  // From the moment at which it is asked: what happens until the answer may not be in it.
  useEffect(() => {
    if (isFetching) setNews(false);
  }, [isFetching]);

  return (
    <Button
      look={news ? "primary" : "quiet"}
      icon={<RefreshCw className="size-3.5" />}
      busy={isRefetching}
      onClick={() => void refetch()}
    >
      {t(news ? "eventLog.news" : "eventLog.again")}
    </Button>
  );
}
