import { useTranslation } from "react-i18next";
import { Button } from "../../ui/Button.tsx";

interface Props {
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
}

/** The way to the next page of a list, as long as there is one. */
export function ShowMore({ query }: Props) {
  const { t } = useTranslation();
  if (!query.hasNextPage) return null;
  return (
    <Button
      look="plain"
      className="self-center"
      busy={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {t("settings.more")}
    </Button>
  );
}
