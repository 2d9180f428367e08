// What counts for one file: the file over the settings over the defaults, by path, rule and day.
import { describe, expect, test } from "vitest";
import { defaultAssumptions } from "../../server/src/config/assumptions";
import { readConfiguration } from "../../server/src/config/configuration";
import { effectiveConfiguration, type IgnorableObject } from "../../server/src/config/effective";
import { defaultSettings, type Settings, settingsFrom } from "../../server/src/config/settings";
import { type Profile, profiles, type Severity, severities } from "../../server/src/config/severity";

const knownRules = new Set(["bare-pod", "hpa-range", "pdb-overlap"]);

function effective(text: string | undefined, path = "/ws/k8s/web.yaml", settings: Settings = defaultSettings) {
  if (text === undefined) return effectiveConfiguration({ settings, path });
  const { configuration, problems } = readConfiguration(text, knownRules);
  expect(problems).toEqual([]);
  return effectiveConfiguration({ settings, configuration: { value: configuration, folder: "/ws" }, path });
}

describe("assumptions", () => {
  test("without a file the defaults", () => {
    expect(effective(undefined).assumptions).toEqual(defaultAssumptions);
    expect(effective("").assumptions).toEqual(defaultAssumptions);
  });

  test("everything that the file says", () => {
    const text = `kubernetesVersion: "1.34"
cluster: {nodes: 1, zones: 2}
storageClasses:
  nfs: {enforcesReadWriteOnce: false}
  disk: {enforcesReadWriteOnce: true}
  other: {}
defaultNamespace: shop
statefulImages: [store]
statelessImages: [cache]
singletons: [scheduler]
closed: [k8s]
developmentPaths: ["k8s/*"]
`;
    expect(effective(text).assumptions).toEqual({
      kubernetesVersion: { major: 1, minor: 34, patch: undefined },
      nodes: 1,
      zones: 2,
      storageClasses: new Map([
        ["nfs", { enforcesReadWriteOnce: false, nodeLocal: undefined }],
        ["disk", { enforcesReadWriteOnce: true, nodeLocal: undefined }],
        ["other", { enforcesReadWriteOnce: undefined, nodeLocal: undefined }],
      ]),
      defaultStorageClass: undefined,
      defaultNamespace: "shop",
      statefulImages: ["store"],
      statelessImages: ["cache"],
      singletons: ["scheduler"],
      closed: true,
      development: true,
    });
  });

  test("the version: file, then settings, then default", () => {
    const settings = settingsFrom({ kubernetesVersion: "1.33" });
    const minor = (text: string | undefined, given: Settings) =>
      effective(text, "/ws/a.yaml", given).assumptions.kubernetesVersion.minor;
    expect(minor("kubernetesVersion: 1.30", settings)).toBe(30);
    expect(minor("profile: strict", settings)).toBe(33);
    expect(minor(undefined, settings)).toBe(33);
    expect(minor(undefined, defaultSettings)).toBe(36);
  });

  test.each([
    ["/ws/apps/web/a.yaml", true, false],
    ["/ws/apps/a.yaml", false, false],
    ["/ws/dev/a.yaml", false, true],
    ["/ws/sub/dev/a.yaml", false, false],
    ["/elsewhere/apps/web/a.yaml", false, false],
    ["/wsx/dev/a.yaml", false, false],
  ])("%s: closed %s, development %s", (path, closed, development) => {
    const { assumptions } = effective("closed: ['apps/*']\ndevelopmentPaths: [dev]\n", path);
    expect({ closed: assumptions.closed, development: assumptions.development }).toEqual({ closed, development });
  });

  test("a file at the top of everything", () => {
    const { configuration } = readConfiguration("closed: [k8s]\n", knownRules);
    const at = (folder: string, path: string) =>
      effectiveConfiguration({ settings: defaultSettings, configuration: { value: configuration, folder }, path })
        .assumptions.closed;
    expect(at("", "k8s/a.yaml")).toBe(true);
    expect(at("/", "/k8s/a.yaml")).toBe(true);
    expect(at("", "a.yaml")).toBe(false);
  });
});

describe("severity", () => {
  const levelsIn = (profile: Profile) => {
    const { severityOf } = effective(`profile: ${profile}`);
    return severities.flatMap((severity) =>
      profiles.map((marked) => `${severity} ${marked}: ${severityOf("bare-pod", severity, marked)}`),
    );
  };

  test("minimal: errors and warnings", () => {
    expect(levelsIn("minimal")).toEqual([
      "error minimal: error",
      "error recommended: error",
      "error strict: off",
      "warning minimal: warning",
      "warning recommended: warning",
      "warning strict: off",
      "information minimal: off",
      "information recommended: off",
      "information strict: off",
      "hint minimal: off",
      "hint recommended: off",
      "hint strict: off",
    ]);
  });

  test("recommended: all but what is marked strict", () => {
    expect(levelsIn("recommended")).toEqual(
      severities.flatMap((severity) => [
        `${severity} minimal: ${severity}`,
        `${severity} recommended: ${severity}`,
        `${severity} strict: off`,
      ]),
    );
  });

  test("strict: all", () => {
    expect(levelsIn("strict")).toEqual(
      severities.flatMap((severity) => profiles.map((marked) => `${severity} ${marked}: ${severity}`)),
    );
  });

  test("the profile: file, then settings, then recommended", () => {
    const hint = (text: string | undefined, settings: Settings) =>
      effective(text, "/ws/a.yaml", settings).severityOf("bare-pod", "hint", "recommended");
    expect(hint(undefined, defaultSettings)).toBe("hint");
    expect(hint(undefined, settingsFrom({ profile: "minimal" }))).toBe("off");
    expect(hint("cluster: {nodes: 2}", settingsFrom({ profile: "minimal" }))).toBe("off");
    expect(hint("profile: recommended", settingsFrom({ profile: "minimal" }))).toBe("hint");
  });

  test.each<[string, Severity, Profile, string]>([
    ["off", "error", "minimal", "off"],
    ["hint", "error", "minimal", "hint"],
    ["error", "hint", "strict", "error"],
    ["information", "hint", "recommended", "information"],
  ])("a rule set to %s replaces %s %s, in every profile", (level, severity, marked, expected) => {
    for (const profile of profiles) {
      const { severityOf } = effective(`profile: ${profile}\nrules: {bare-pod: ${level}}`);
      expect(severityOf("bare-pod", severity, marked)).toBe(expected);
    }
  });

  test("rules: file, then settings, each rule for itself", () => {
    const settings = settingsFrom({ rules: { "bare-pod": "error", "hpa-range": "hint" } });
    const { severityOf } = effective("rules: {bare-pod: off}", "/ws/a.yaml", settings);
    expect(severityOf("bare-pod", "warning", "minimal")).toBe("off");
    expect(severityOf("hpa-range", "warning", "minimal")).toBe("hint");
    expect(severityOf("pdb-overlap", "warning", "minimal")).toBe("warning");
    expect(effective(undefined, "/ws/a.yaml", settings).severityOf("bare-pod", "hint", "strict")).toBe("error");
  });
});

describe("ignore", () => {
  const web: IgnorableObject = { path: "/ws/k8s/web.yaml", kind: "Deployment", name: "web", namespace: undefined };
  const reason = (entry: string, object: Partial<IgnorableObject> = {}, today = "2026-06-01") =>
    effective(`ignore: [${entry}]`).ignores({ ...web, ...object }, "bare-pod", today)?.reason;

  test.each([
    ["{reason: r}"],
    ["{path: k8s/**, reason: r}"],
    ["{path: k8s, reason: r}"],
    ["{kind: Deployment, reason: r}"],
    ["{kind: '*Deploy*', reason: r}"],
    ["{name: web, reason: r}"],
    ["{name: w*, reason: r}"],
    ["{rule: bare-pod, reason: r}"],
    ["{rule: bare-*, reason: r}"],
    ["{path: '**/web.yaml', kind: Deployment, name: web, rule: bare-pod, reason: r}"],
    ["{until: 2026-06-01, reason: r}"],
    ["{until: 2030-01-01, reason: r}"],
  ])("matches: %s", (entry) => {
    expect(reason(entry)).toBe("r");
  });

  test.each([
    ["{path: third_party/**, reason: r}"],
    ["{path: web.yaml, reason: r}"],
    ["{kind: StatefulSet, reason: r}"],
    ["{kind: deployment, reason: r}"],
    ["{name: we, reason: r}"],
    ["{namespace: default, reason: r}"],
    ["{namespace: '*', reason: r}"],
    ["{rule: hpa-range, reason: r}"],
    ["{path: k8s/**, kind: Deployment, name: db, reason: r}"],
    ["{until: 2026-05-31, reason: r}"],
    ["{until: 1999-12-31, reason: r}"],
  ])("does not match: %s", (entry) => {
    expect(reason(entry)).toBeUndefined();
  });

  test("by namespace: as written, else the configured default", () => {
    expect(reason("{namespace: prod*, reason: r}", { namespace: "production" })).toBe("r");
    expect(reason("{namespace: prod, reason: r}", { namespace: "test" })).toBeUndefined();
    const { ignores } = effective("defaultNamespace: prod\nignore: [{namespace: prod, reason: r}]\n");
    expect(ignores(web, "bare-pod", "2026-06-01")?.reason).toBe("r");
    expect(ignores({ ...web, namespace: "test" }, "bare-pod", "2026-06-01")).toBeUndefined();
  });

  test("a file outside the configuration's folder matches no path", () => {
    expect(reason("{path: '**', reason: r}", { path: "/other/web.yaml" })).toBeUndefined();
    expect(reason("{name: web, reason: r}", { path: "/other/web.yaml" })).toBe("r");
  });

  test("the first entry that matches is told, so that the others can be found unused", () => {
    const text = "ignore:\n- {name: db, reason: a}\n- {name: web, reason: b}\n- {kind: Deployment, reason: c}\n";
    const { configuration } = readConfiguration(text, knownRules);
    const { ignores } = effectiveConfiguration({
      settings: defaultSettings,
      configuration: { value: configuration, folder: "/ws" },
      path: web.path,
    });
    expect(ignores(web, "bare-pod", "2026-06-01")).toBe(configuration.ignore[1]);
  });

  test("an entry that is over lets a later one speak", () => {
    expect(reason("{until: 2026-01-01, reason: old}, {name: web, reason: new}")).toBe("new");
  });

  test("nothing without a file", () => {
    expect(effective(undefined).ignores(web, "bare-pod", "2026-06-01")).toBeUndefined();
  });
});
