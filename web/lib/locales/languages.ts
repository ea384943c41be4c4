type Form = "zero" | "one" | "two" | "few" | "many" | "other";

/** The sentences of another language: the same keys, each counted one in the forms that language has. */
type Translated<English, Forms extends Form> = {
  [Key in keyof English as Key extends `${infer Counted}_${Form}`
    ? `${Counted}_${Forms}`
    : Key]: English[Key] extends string ? string : Translated<English[Key], Forms>;
};

/** Those of them that are there already; English stands in for the others. */
type SoFar<Words> = { [Key in keyof Words]?: Words[Key] extends string ? string : SoFar<Words[Key]> };

export type German<English> = Translated<English, "one" | "other">;
export type Arabic<English> = SoFar<Translated<English, Form>>;
