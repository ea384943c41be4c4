import { createContext } from "react";

/** Which columns the rows of a table show. */
export const TableContext = createContext<readonly string[]>([]);

const widths: Record<string, string> = {
  number: "4.5rem",
  subject: "minmax(10rem, 3fr)",
  customer: "minmax(7rem, 1.5fr)",
  tags: "minmax(7rem, 1.5fr)",
};

/** How wide each column of a table is. */
export const templateOf = (columns: readonly string[]): string =>
  columns.map((column) => widths[column] ?? "minmax(5.5rem, 1fr)").join(" ");
