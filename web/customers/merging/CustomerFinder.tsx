import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useDeferredValue, useState } from "react";
import { useTranslation } from "react-i18next";
import { type CustomerRef, listCustomers } from "../../../shared/customers.ts";
import { pagesOf } from "../../lib/query.ts";
import { Avatar } from "../../ui/Avatar.tsx";
import { FindList } from "../../ui/FindList.tsx";
import { customerName } from "../names.ts";
import type { Duplicate } from "./Duplicates.tsx";

interface Props {
  without: string;
  suggested: readonly Duplicate[];
  onChoose: (id: string) => void;
}

/** Another customer: those who may be the same person first, anybody by the first letters. */
export function CustomerFinder({ without, suggested, onChoose }: Props) {
  const { t } = useTranslation();
  const [text, setText] = useState("");
  const q = useDeferredValue(text.trim());
  const { data } = useInfiniteQuery({
    ...pagesOf(listCustomers, { query: { q, limit: 10 } }),
    enabled: q !== "",
    placeholderData: keepPreviousData,
  });
  const found = (data?.pages[0]?.items ?? []).filter(({ id }) => id !== without);
  const items: readonly (CustomerRef & Partial<Pick<Duplicate, "why">>)[] = q === "" ? suggested : found;

  return (
    <div className="min-h-64">
      <FindList
        label={t("customerMerging.which")}
        placeholder={t("customerMerging.find")}
        text={text}
        onText={setText}
        items={items}
        onChoose={({ id }) => onChoose(id)}
        empty={q !== "" && data ? t("customerMerging.nobody") : null}
      >
        {(one) => (
          <>
            <Avatar name={customerName(one)} />
            <span className="min-w-0 flex-1 truncate">
              <bdi>{customerName(one)}</bdi>
              {one.name && one.email && (
                <span className="text-faint">
                  {" "}
                  <bdi>{one.email}</bdi>
                </span>
              )}
            </span>
            {one.why && <span className="text-xs text-faint">{t(`customerMerging.why.${one.why}`)}</span>}
          </>
        )}
      </FindList>
    </div>
  );
}
