// The editor's settings: the section `rightkind`, whatever a client sends for it.
import { type KubernetesVersion, kubernetesVersion } from "./assumptions";
import { isProfile, isRuleLevel, type Profile, type RuleLevel } from "./severity";

export interface Settings {
  readonly enable: boolean;
  readonly scope: "openFiles" | "workspace";
  readonly profile: Profile;
  readonly rules: ReadonlyMap<string, RuleLevel>;
  /** Globs of files that are not read. */
  readonly exclude: readonly string[];
  /** Of `rightkind.kubernetesVersion`, else of `yaml.kubernetesVersion`. */
  readonly kubernetesVersion: KubernetesVersion | undefined;
  /** Path of a configuration file to use in place of the nearest `.rightkind.yaml`; empty for none. */
  readonly configurationPath: string;
  readonly maxFileSizeKB: number;
  readonly codeAction: { readonly disableRuleComment: { readonly enable: boolean } };
  /** Where a conversion writes new objects. */
  readonly newResources: "sameFile" | "sameFolder";
}

export const defaultSettings: Settings = {
  enable: true,
  scope: "openFiles",
  profile: "recommended",
  rules: new Map(),
  exclude: [],
  kubernetesVersion: undefined,
  configurationPath: "",
  maxFileSizeKB: 4096,
  codeAction: { disableRuleComment: { enable: true } },
  newResources: "sameFile",
};

/**
 * Reads the section; what is absent or odd is the default. Keys may be nested (`codeAction: {disableRuleComment}`) or dotted
 * (`"codeAction.disableRuleComment.enable"`), as clients differ.
 * @param yamlKubernetesVersion the setting `yaml.kubernetesVersion` of the YAML extension, which people have already
 */
export function settingsFrom(section: unknown, yamlKubernetesVersion?: unknown): Settings {
  const flag = (path: string, otherwise: boolean): boolean => {
    const value = settingAt(section, path);
    return typeof value === "boolean" ? value : otherwise;
  };
  const profile = settingAt(section, "profile");
  const configurationPath = settingAt(section, "configurationPath");
  const maxFileSizeKB = settingAt(section, "maxFileSizeKB");
  const { codeAction } = defaultSettings;
  return {
    enable: flag("enable", defaultSettings.enable),
    scope: settingAt(section, "scope") === "workspace" ? "workspace" : "openFiles",
    profile: isProfile(profile) ? profile : defaultSettings.profile,
    rules: levels(settingAt(section, "rules")),
    exclude: texts(settingAt(section, "exclude")),
    kubernetesVersion: version(settingAt(section, "kubernetesVersion")) ?? version(yamlKubernetesVersion),
    configurationPath: typeof configurationPath === "string" ? configurationPath.trim() : "",
    maxFileSizeKB: isSize(maxFileSizeKB) ? maxFileSizeKB : defaultSettings.maxFileSizeKB,
    codeAction: {
      disableRuleComment: {
        enable: flag("codeAction.disableRuleComment.enable", codeAction.disableRuleComment.enable),
      },
    },
    newResources: settingAt(section, "newResources") === "sameFolder" ? "sameFolder" : "sameFile",
  };
}

/** Is it a section at all? A client that has none answers null, or something odd. */
export function isSection(value: unknown): boolean {
  return isObject(value);
}

/** The value at a dotted path, its parts nested or joined in any way. */
function settingAt(value: unknown, path: string): unknown {
  if (!isObject(value)) return undefined;
  if (Object.hasOwn(value, path)) return value[path];
  for (let dot = path.indexOf("."); dot !== -1; dot = path.indexOf(".", dot + 1)) {
    const head = path.slice(0, dot);
    const found = Object.hasOwn(value, head) ? settingAt(value[head], path.slice(dot + 1)) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function levels(value: unknown): Map<string, RuleLevel> {
  const found = new Map<string, RuleLevel>();
  if (!isObject(value)) return found;
  for (const [rule, level] of Object.entries(value)) if (isRuleLevel(level)) found.set(rule, level);
  return found;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string" && item.trim() !== "") : [];
}

function version(value: unknown): KubernetesVersion | undefined {
  return typeof value === "string" ? kubernetesVersion(value) : undefined;
}

function isSize(value: unknown): value is number {
  return typeof value === "number" && Number.isFinite(value) && value > 0;
}
