// What a command line run touches outside: the streams, the folder it was started in, the date.

export interface Surroundings {
  /** Absolute, as the operating system writes it. */
  readonly workingDirectory: string;
  readonly version: string;
  /** Does standard output go to a terminal that shows colours? */
  readonly colours: boolean;
  /** The result, and nothing else. */
  readonly write: (text: string) => void;
  /** Messages, one a line; the line end is added. */
  readonly say: (message: string) => void;
  /** Lines of a result that belong on standard error, as they are: programs read them too. */
  readonly note: (line: string) => void;
  readonly standardInput: () => Promise<Uint8Array>;
  /** The page of a rule, or of a finding about our own comments and configuration, in Markdown; undefined where there is none. */
  readonly rulePage: (id: string) => string | undefined;
  /** The date as `2026-01-31`. */
  readonly today: () => string;
}

export const exitCodes = { fine: 0, found: 1, failed: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
