// Configurations out of the workspace's own files: the nearest `.rightkind.yaml` above a file, open buffers included.
import { type Configuration, readConfiguration } from "../config/configuration";
import type { ConfigurationProblem } from "../config/configuration-problems";
import { type EffectiveConfiguration, effectiveConfiguration } from "../config/effective";
import { defaultSettings, type Settings } from "../config/settings";
import { folderOf, nameOf } from "../workspace/paths";
import type { Workspace } from "../workspace/workspace";
import type { Configurations } from "./configurations";

export const configurationFileName = ".rightkind.yaml";

interface ReadFile {
  readonly text: string;
  readonly configuration: Configuration;
  readonly problems: readonly ConfigurationProblem[];
}

export class WorkspaceConfigurations implements Configurations {
  readonly #workspace: Workspace;
  readonly #knownRules: ReadonlySet<string>;
  readonly #today: () => string;
  readonly #read = new Map<string, ReadFile>();
  readonly #effective = new Map<string, EffectiveConfiguration>();
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
    const known = this.#effective.get(path);
    if (known) return known;
    const file = this.#fileFor(path);
    const effective = effectiveConfiguration({
      settings: this.#settings,
      configuration:
        file === undefined ? undefined : { value: this.#readFile(file).configuration, folder: folderOf(file) },
      path,
    });
    this.#effective.set(path, effective);
    return effective;
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
