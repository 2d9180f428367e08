// What counts for one file: its configuration file over the editor's settings over the defaults.
import { type Assumptions, defaultKubernetesVersion } from "./assumptions";
import { type Baseline, baselineReason } from "./baseline";
import type { Configuration, IgnoreEntry } from "./configuration";
import { ignoreEntries } from "./ignore-entries";
import type { Settings } from "./settings";
import { isAskedFor, type Profile, type RuleLevel, type Severity } from "./severity";

/** How loud rules are: the same object for all files of one configuration. */
export class Loudness {
  readonly #settings: Settings;
  readonly #configuration: Configuration | undefined;

  constructor(settings: Settings, configuration: Configuration | undefined) {
    this.#settings = settings;
    this.#configuration = configuration;
  }

  of(rule: string, severity: Severity, marked: Profile): RuleLevel {
    const level = this.#configuration?.rules.get(rule) ?? this.#settings.rules.get(rule);
    if (level !== undefined) return level;
    const profile = this.#configuration?.profile ?? this.#settings.profile;
    return isAskedFor(profile, { severity, marked }) ? severity : "off";
  }
}

export interface EffectiveConfiguration {
  readonly assumptions: Assumptions;
  readonly loudness: Loudness;
  /**
   * How loud a finding is. A level under `rules` is taken as it is, whatever the profile: that of the file, else that of
   * the settings. Without one the finding keeps its severity if the profile asks for it.
   * @param severity of the condition that was found
   * @param marked the profile that the catalogue notes for that condition
   */
  severityOf(rule: string, severity: Severity, marked: Profile): RuleLevel;
  /**
   * The reason of the first entry of `ignore` that silences a rule on an object, or of the baseline; undefined where none does.
   * @param today as `2026-01-31`; entries whose `until` lies before it are over
   */
  ignores(object: IgnorableObject, rule: string, today: string): Pick<IgnoreEntry, "reason"> | undefined;
  /** Is the file left out as a whole, so that it is not even read? */
  leavesOut(today: string): boolean;
}

/** What `ignore` can be told of an object. */
export interface IgnorableObject {
  /** In the same form as the configuration's folder. */
  readonly path: string;
  readonly kind: string;
  readonly name: string;
  /** Undefined where the object says none: then the configured default counts. */
  readonly namespace: string | undefined;
}

/**
 * @param configuration the nearest `.rightkind.yaml`, the folder that its globs are relative to, and the baseline that it names
 * @param path of the manifest, in the same form as the folder, with `/` between its parts
 */
export function effectiveConfiguration({
  settings,
  configuration,
  path,
  loudness,
}: {
  readonly settings: Settings;
  readonly configuration?:
    | { readonly value: Configuration; readonly folder: string; readonly baseline?: Baseline | undefined }
    | undefined;
  readonly path: string;
  /** Of these settings and this configuration, where it was made already. */
  readonly loudness?: Loudness | undefined;
}): EffectiveConfiguration {
  const value = configuration?.value;
  const loud = loudness ?? new Loudness(settings, value);
  const inFolder = (file: string) => (configuration ? relativePath(configuration.folder, file) : undefined);
  const relative = inFolder(path);
  const entriesFor = (file: string | undefined) => (value ? ignoreEntries(value).of(file) : []);
  return {
    assumptions: {
      kubernetesVersion: value?.kubernetesVersion ?? settings.kubernetesVersion ?? defaultKubernetesVersion,
      nodes: value?.cluster.nodes,
      zones: value?.cluster.zones,
      storageClasses: value?.storageClasses ?? new Map(),
      defaultStorageClass: value?.defaultStorageClass,
      defaultNamespace: value?.defaultNamespace,
      statefulImages: value?.statefulImages ?? [],
      statelessImages: value?.statelessImages ?? [],
      singletons: value?.singletons ?? [],
      development: relative !== undefined && value?.developmentPaths.matches(relative) === true,
      closed: relative !== undefined && value?.closed.matches(relative) === true,
    },
    loudness: loud,
    severityOf: (rule, severity, marked) => loud.of(rule, severity, marked),
    ignores(object, rule, today) {
      const file = inFolder(object.path);
      const namespace = object.namespace ?? value?.defaultNamespace;
      const entry = entriesFor(file).find(
        (entry) =>
          holdsOn(entry, today) &&
          (!entry.kind || entry.kind.matches(object.kind)) &&
          (!entry.name || entry.name.matches(object.name)) &&
          (!entry.namespace || (namespace !== undefined && entry.namespace.matches(namespace))) &&
          (!entry.rule || entry.rule.matches(rule)),
      );
      if (entry || file === undefined) return entry;
      const { kind, name } = object;
      const isKnown = configuration?.baseline?.has({ path: file, rule, kind, name, namespace: object.namespace });
      return isKnown ? { reason: baselineReason } : undefined;
    },
    leavesOut(today) {
      if (relative === undefined) return false;
      return entriesFor(relative).some((entry) => isOfWholeFiles(entry, today));
    },
  };
}

/** Does an entry of `ignore` speak of files alone, rather than of some objects or rules in them? */
export function isOfWholeFiles(entry: IgnoreEntry, today: string): boolean {
  const { path, kind, name, namespace, rule } = entry;
  return path !== undefined && !kind && !name && !namespace && !rule && holdsOn(entry, today);
}

function holdsOn({ until }: IgnoreEntry, today: string): boolean {
  return until === undefined || until >= today;
}

/** The way from a folder to a file in it; undefined where the file lies elsewhere. */
function relativePath(folder: string, path: string): string | undefined {
  if (folder === "") return path;
  const prefix = folder.endsWith("/") ? folder : `${folder}/`;
  return path.startsWith(prefix) ? path.slice(prefix.length) : undefined;
}
