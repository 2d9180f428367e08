// The shape of a rule's page: what people read about it. No program that runs while somebody types holds it.

export interface RulePage {
  /** The mechanism, with the message people search for at run time. Markdown. */
  readonly why: string;
  /** When it is right to keep things as they are. Markdown. */
  readonly whenToIgnore: string;
  readonly references: readonly string[];
  /** Each is a test: markers in `bad` are exactly what is found, `good` is clean, and the fix turns one into the other. */
  readonly examples: readonly Example[];
}

export interface Example {
  readonly title: string;
  readonly bad: string;
  readonly good: string;
  /** The title of the fix that turns `bad` into `good`; absent where another edit does. */
  readonly fix?: string;
}
