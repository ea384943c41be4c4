import { Skeleton } from "../ui/Skeleton.tsx";
import { ThreadSkeleton } from "./thread/ThreadSkeleton.tsx";

/** The shape of a conversation on its way: bar, subject, messages. */
export function ConversationSkeleton() {
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-3 border-b border-line px-4">
        <Skeleton className="size-6 rounded-full" />
        <Skeleton className="h-3 w-28" />
        <Skeleton className="h-3 w-40" />
      </div>
      <div className="flex h-12 shrink-0 items-center border-b border-line px-5">
        <Skeleton className="h-4 w-1/2" />
      </div>
      <ThreadSkeleton />
    </>
  );
}
