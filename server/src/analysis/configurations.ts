// The configuration that holds for each file, as analysis needs it.
import type { ConfigurationProblem } from "../config/configuration-problems";
import type { EffectiveConfiguration } from "../config/effective";

export interface Configurations {
  /** What holds for a file: its nearest configuration file, the editor's settings, the defaults. */
  effective(path: string): EffectiveConfiguration;
  /** What is wrong in a configuration file itself; nothing for any other file. Offsets are those of the file. */
  problems(path: string): readonly ConfigurationProblem[];
  /** The configuration file that holds for a file; undefined where there is none. */
  fileFor(path: string): string | undefined;
  /** Is it offered on each finding to ignore it? */
  readonly offersToIgnore: boolean;
  /** Where conversions write new objects. */
  readonly newResources: "sameFile" | "sameFolder";
  /** The date as `2026-01-31`. */
  readonly today: string;
  /**
   * Has anything changed since the last call?
   * @param paths files whose text has changed since then
   */
  takeChanged(paths: ReadonlySet<string>): boolean;
}
