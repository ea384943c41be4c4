interface Props {
  name: string;
  title: string;
  items: readonly { id: string; by?: string; text: string }[];
  /** The words of both choices. */
  keep: string;
  end: string;
  ending: boolean;
  onChange: (ending: boolean) => void;
}

/** Asks, before a conversation is resolved, what becomes of what is still open in it; nothing where nothing is. */
export function LeftOpen({ name, title, items, keep, end, ending, onChange }: Props) {
  if (items.length === 0) return null;
  return (
    <fieldset className="mb-4 rounded-lg border border-line p-3">
      <legend className="px-1 font-medium">{title}</legend>
      <ul className="mb-2 list-disc ps-5 text-soft">
        {items.slice(0, 5).map(({ id, by, text }) => (
          <li key={id}>
            {by !== undefined && (
              <>
                <bdi>{by}</bdi>:{" "}
              </>
            )}
            <bdi>{text}</bdi>
          </li>
        ))}
      </ul>
      {[false, true].map((value) => (
        <label key={String(value)} className="flex min-h-7 items-center gap-2">
          <input type="radio" name={name} checked={ending === value} onChange={() => onChange(value)} />
          {value ? end : keep}
        </label>
      ))}
    </fieldset>
  );
}
