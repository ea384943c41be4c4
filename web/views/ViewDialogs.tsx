import { ArrangeDialog } from "./ArrangeDialog.tsx";
import { RemoveDialog } from "./RemoveDialog.tsx";
import type { OpenView } from "./saved.ts";
import { ViewDialog } from "./ViewDialog.tsx";

export function ViewDialogs({ open, onClose }: { open: OpenView; onClose: () => void }) {
  switch (open.what) {
    case "new":
      return <ViewDialog key="new" from={open.from ?? {}} onClose={onClose} />;
    case "edit":
      return <ViewDialog key={open.view.id} view={open.view} from={open.view} onClose={onClose} />;
    case "remove":
      return <RemoveDialog view={open.view} onClose={onClose} />;
    case "arrange":
      return <ArrangeDialog onClose={onClose} />;
  }
}
