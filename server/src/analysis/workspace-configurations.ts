// Configurations out of the workspace's own files: the nearest `.rightkind.yaml` above a file, open buffers included.
import { Baseline } from "../config/baseline";
import { type Configuration, readConfiguration } from "../config/configuration";
import type { ConfigurationProblem } from "../config/configuration-problems";
import { type EffectiveConfiguration, effectiveConfiguration, isOfWholeFiles, Loudness } from "../config/effective";
import { defaultSettings, type Settings } from "../config/settings";
import { configurationFileName, folderOf, joined, nameOf } from "../workspace/paths";
import type { Workspace } from "../workspace/workspace";
import type { Configurations } from "./configurations";

interface ReadFile {
  readonly text: string;
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

interface Held {
  readonly effective: EffectiveConfiguration;
  /** What it was made of: the configuration file, as it was then. */
  readonly from: ReadFile | undefined;
  readonly baseline: Baseline | undefined;
}

export class WorkspaceConfigurations implements Configurations {
  readonly #workspace: Workspace;
  readonly #knownRules: ReadonlySet<string>;
  readonly #today: () => string;
  readonly #read = new Map<string, ReadFile>();
  /** By path; undefined for one that is named and not there. */
  readonly #baselines = new Map<string, { readonly text: string; readonly baseline: Baseline } | undefined>();
  readonly #effective = new Map<string, Held>();
  /** The configuration file of a folder, as long as the workspace has the same files. */
  readonly #nearest = new Map<string, string | undefined>();
  #nearestIn = -1;
  /** By configuration file; the settings themselves for files without one. */
  #loudness = new WeakMap<ReadFile | Settings, Loudness>();
  #settings: Settings = defaultSettings;
  #changed = true;

  /** @param today gives the date as `2026-01-31`; entries of `ignore` may end */
  constructor(workspace: Workspace, knownRules: ReadonlySet<string>, today: () => string) {
    this.#workspace = workspace;
    this.#knownRules = knownRules;
    this.#today = today;
  }

  get settings(): Settings {
    return this.#settings;
  }

  set settings(settings: Settings) {
    this.#settings = settings;
    this.#effective.clear();
    this.#nearest.clear();
    this.#loudness = new WeakMap();
    this.#changed = true;
  }

  get offersToIgnore(): boolean {
    return this.#settings.codeAction.disableRuleComment.enable;
  }

  get newResources(): Settings["newResources"] {
    return this.#settings.newResources;
  }

  get today(): string {
    return this.#today();
  }

  takeChanged(paths: ReadonlySet<string>): boolean {
    for (const path of paths) {
      if (!this.#workspace.file(path)) {
        this.#effective.delete(path);
        this.#read.delete(path);
      }
      const isConfiguration = this.#isConfiguration(path);
      if (!isConfiguration && !this.#baselines.has(path)) continue;
      if (isConfiguration) this.#baselines.clear();
      this.#effective.clear();
      this.#changed = true;
    }
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  effective(path: string): EffectiveConfiguration {
    const file = this.fileFor(path);
    const from = file === undefined ? undefined : this.#readFile(file);
    const known = this.#effective.get(path);
    const baseline = file === undefined || !from ? undefined : this.#baseline(file, from.configuration);
    if (known && known.from === from && known.baseline === baseline) return known.effective;
    const effective = effectiveConfiguration({
      settings: this.#settings,
      configuration:
        file === undefined || !from ? undefined : { value: from.configuration, folder: folderOf(file), baseline },
      path,
      loudness: this.#loudnessOf(from),
    });
    // Who asks for a file that is not there, or not yet, would leave something behind that nobody takes away.
    if (this.#workspace.file(path)) this.#effective.set(path, { effective, from, baseline });
    return effective;
  }

  #loudnessOf(from: ReadFile | undefined): Loudness {
    const loudness = this.#loudness.get(from ?? this.#settings) ?? new Loudness(this.#settings, from?.configuration);
    this.#loudness.set(from ?? this.#settings, loudness);
    return loudness;
  }

  /** Does its configuration leave a whole file out, whatever is in it? */
  leavesOut(path: string): boolean {
    return !this.#isConfiguration(path) && this.effective(path).leavesOut(this.#today());
  }

  /** What a configuration file leaves out; equal for two texts that leave out the same. */
  leftOutBy(path: string): string {
    if (!this.#isConfiguration(path) || this.#workspace.file(path)?.unread) return "";
    const today = this.#today();
    const { ignore } = this.#readFile(path).configuration;
    return JSON.stringify(ignore.filter((entry) => isOfWholeFiles(entry, today)).map((entry) => entry.path?.patterns));
  }

  /** What is wrong in a configuration file; nothing for any other file. */
  problems(path: string): readonly ConfigurationProblem[] {
    if (!this.#isConfiguration(path)) return [];
    const { problems: found, configuration } = this.#readFile(path);
    const over = overOn(this.#today(), configuration);
    const problems = over.length === 0 ? found : [...found, ...over].sort((a, b) => a.start - b.start);
    const { baseline } = configuration;
    if (!baseline || !this.#workspace.ready || this.#baseline(path, configuration)) return problems;
    const message = `No file '${baseline.path}' was read: there is no baseline. Write it with rightkind check --format baseline.`;
    const { start, end } = baseline;
    return [...problems, { rule: "invalid-configuration", message, start, end }];
  }

  /** The configured one, else the nearest upwards. */
  fileFor(path: string): string | undefined {
    const { configurationPath } = this.#settings;
    if (configurationPath !== "" && this.#workspace.file(configurationPath)) return configurationPath;
    if (this.#nearestIn !== this.#workspace.fileChanges) this.#nearest.clear();
    this.#nearestIn = this.#workspace.fileChanges;
    const own = folderOf(path);
    if (!this.#nearest.has(own)) this.#nearest.set(own, this.#nearestOf(path));
    return this.#nearest.get(own);
  }

  #nearestOf(path: string): string | undefined {
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const top = path.startsWith("/") ? "/" : "";
      const candidate = folder === "" ? `${top}${configurationFileName}` : `${folder}/${configurationFileName}`;
      if (this.#workspace.file(candidate)) return candidate;
      if (folder === "") return undefined;
    }
  }

  /** What a configuration names as its baseline. */
  #baseline(file: string, { baseline }: Configuration): Baseline | undefined {
    const path = baseline && joined(folderOf(file), baseline.path);
    if (path === undefined) return undefined;
    const text = this.#workspace.file(path)?.text;
    const known = this.#baselines.get(path);
    const read = text === undefined || known?.text === text ? known : { text, baseline: new Baseline(text) };
    this.#baselines.set(path, text === undefined ? undefined : read);
    return text === undefined ? undefined : read?.baseline;
  }

  #isConfiguration(path: string): boolean {
    return nameOf(path) === configurationFileName || path === this.#settings.configurationPath;
  }

  #readFile(path: string): ReadFile {
    const text = this.#workspace.file(path)?.text ?? "";
    const known = this.#read.get(path);
    if (known?.text === text) return known;
    const file = { text, ...readConfiguration(text, this.#knownRules) };
    this.#read.set(path, file);
    return file;
  }
}

/** Entries of `ignore` whose last day has passed. */
function overOn(today: string, { ignore }: Configuration): ConfigurationProblem[] {
  return ignore.flatMap(({ index, until, token: { start, end } }) => {
    if (until === undefined || until >= today) return [];
    const message = `The entry ended on ${until}: it silences nothing any more. Remove it, or write a later day.`;
    return [{ rule: "unused-suppression" as const, message, start, end, entry: index }];
  });
}
