import type { ComponentProps } from "react";
import type { ConversationRow } from "../../../shared/conversation-shape.ts";
import type { SavedView } from "../../../shared/saved-views.ts";
import { VirtualGrid } from "../../ui/VirtualGrid.tsx";
import { useColumns } from "../../views/columns.ts";
import { TableLine } from "./TableLine.tsx";
import { TableContext, templateOf } from "./table-context.ts";

type Grid = ComponentProps<typeof VirtualGrid<ConversationRow>>;
type Props = Omit<Grid, "Row" | "rowHeight" | "header" | "headerHeight"> & { view: SavedView };

const rowHeight = 40;
const headerHeight = 32;

/** A view in its columns, for the whole width of a desk. */
export function TableRows({ view, ...rest }: Props) {
  const { nameOf, known } = useColumns();
  const columns = view.columns.filter(known);
  return (
    <TableContext value={columns}>
      <VirtualGrid
        {...rest}
        Row={TableLine}
        rowHeight={rowHeight}
        headerHeight={headerHeight}
        header={
          <div
            role="rowgroup"
            className="sticky top-0 z-20 border-b border-line bg-paper"
            style={{ height: headerHeight }}
          >
            <div
              role="row"
              className="grid h-full items-center gap-3 ps-8 pe-4 text-xs font-medium text-faint"
              style={{ gridTemplateColumns: templateOf(columns) }}
            >
              {columns.map((column) => (
                <span key={column} role="columnheader" className="truncate">
                  {nameOf(column)}
                </span>
              ))}
            </div>
          </div>
        }
      />
    </TableContext>
  );
}
