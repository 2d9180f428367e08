// Configurations out of the workspace's own files: the nearest `.rightkind.yaml` above a file, open buffers included.
import { type Configuration, readConfiguration } from "../config/configuration";
import type { ConfigurationProblem } from "../config/configuration-problems";
import { type EffectiveConfiguration, effectiveConfiguration, isOfWholeFiles } from "../config/effective";
import { defaultSettings, type Settings } from "../config/settings";
import { configurationFileName, folderOf, nameOf } from "../workspace/paths";
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
}

export class WorkspaceConfigurations implements Configurations {
  readonly #workspace: Workspace;
  readonly #knownRules: ReadonlySet<string>;
  readonly #today: () => string;
  readonly #read = new Map<string, ReadFile>();
  readonly #effective = new Map<string, Held>();
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
    this.#changed = true;
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
      if (!this.#isConfiguration(path)) continue;
      this.#effective.clear();
      this.#changed = true;
    }
    const changed = this.#changed;
    this.#changed = false;
    return changed;
  }

  effective(path: string): EffectiveConfiguration {
    const file = this.#fileFor(path);
    const from = file === undefined ? undefined : this.#readFile(file);
    const known = this.#effective.get(path);
    if (known && known.from === from) return known.effective;
    const effective = effectiveConfiguration({
      settings: this.#settings,
      configuration: file === undefined || !from ? undefined : { value: from.configuration, folder: folderOf(file) },
      path,
    });
    // Who asks for a file that is not there, or not yet, would leave something behind that nobody takes away.
    if (this.#workspace.file(path)) this.#effective.set(path, { effective, from });
    return effective;
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
    return this.#isConfiguration(path) ? this.#readFile(path).problems : [];
  }

  #isConfiguration(path: string): boolean {
    return nameOf(path) === configurationFileName || path === this.#settings.configurationPath;
  }

  #fileFor(path: string): string | undefined {
    const { configurationPath } = this.#settings;
    if (configurationPath !== "" && this.#workspace.file(configurationPath)) return configurationPath;
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      const top = path.startsWith("/") ? "/" : "";
      const candidate = folder === "" ? `${top}${configurationFileName}` : `${folder}/${configurationFileName}`;
      if (this.#workspace.file(candidate)) return candidate;
      if (folder === "") return undefined;
    }
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
