import type { FormEvent, ReactNode } from "react";
import { BatonMark } from "../ui/BatonMark.tsx";

interface Props {
  title: string;
  lead?: ReactNode;
  onSubmit?: () => void;
  children: ReactNode;
  foot?: ReactNode;
}

/** The page of everybody who is not inside yet: one short form on warm paper. */
export function DoorPage({ title, lead, onSubmit, children, foot }: Props) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  const body = "mt-6 flex flex-col gap-4";

  return (
    <main className="flex min-h-full flex-col items-center px-4 py-[10vh]">
      <div className="w-full max-w-sm">
        <BatonMark className="mb-6 size-9" />
        <h1 className="text-xl font-semibold tracking-tight text-balance">{title}</h1>
        {lead && <p className="mt-1.5 text-base leading-6 text-soft">{lead}</p>}
        {onSubmit ? (
          <form className={body} onSubmit={submit} noValidate>
            {children}
          </form>
        ) : (
          <div className={body}>{children}</div>
        )}
        {foot && <div className="mt-6 text-soft">{foot}</div>}
      </div>
    </main>
  );
}
