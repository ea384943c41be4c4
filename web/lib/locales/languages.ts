type Form = "zero" | "one" | "two" | "few" | "many" | "other";

/** The sentences of another language: the same keys, each counted one in the forms that language has. */
type Translated<English, Forms extends Form> = {
  [Key in keyof English as Key extends `${infer Counted}_${Form}`
    ? `${Counted}_${Forms}`
    : Key]: English[Key] extends string ? string : Translated<English[Key], Forms>;
};

export type German<English> = Translated<English, "one" | "other">;
export type Arabic<English> = Translated<English, Form>;
