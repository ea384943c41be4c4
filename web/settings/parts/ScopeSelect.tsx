import { Field } from "../../ui/Field.tsx";
import { Select } from "../../ui/Select.tsx";

/** For whom something is: oneself, one team, or everybody. */
export interface Place {
  scope: "personal" | "team" | "shared";
  teamId: string | null;
}

interface Props {
  place: Place;
  onChange: (place: Place) => void;
  /** It is made already, and stays for whom it is. */
  fixed: boolean;
  /** The teams it can be given to. */
  teams: readonly { id: string; name: string }[];
  mayShare: boolean;
  words: { label: string; personal: string; shared: string };
}

/** Asks for whom something is; what it is for already is always among the choices. */
export function ScopeSelect({ place, onChange, fixed, teams, mayShare, words }: Props) {
  return (
    <Field label={words.label}>
      <Select
        value={place.scope === "team" ? (place.teamId ?? "") : place.scope}
        disabled={fixed}
        onChange={(next) =>
          next === "personal" || next === "shared"
            ? onChange({ scope: next, teamId: null })
            : onChange({ scope: "team", teamId: next })
        }
        items={[
          { value: "personal", label: words.personal },
          ...teams.map(({ id, name }) => ({ value: id, label: name })),
          ...(mayShare || place.scope === "shared" ? [{ value: "shared", label: words.shared }] : []),
        ]}
      />
    </Field>
  );
}
