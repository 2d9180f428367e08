// The editor's settings: every key, its default, and what odd clients send.
import { describe, expect, test } from "vitest";
import { defaultSettings, settingsFrom } from "../../server/src/config/settings";

describe("absent or odd as a whole", () => {
  test.each([
    undefined,
    null,
    "",
    "rightkind",
    0,
    7,
    true,
    false,
    [],
    [{ enable: false }],
    {},
    () => 1,
    Symbol("x"),
    Number.NaN,
  ])("%s is the defaults", (section) => {
    expect(settingsFrom(section)).toEqual(defaultSettings);
  });

  test("the defaults are those of the interface", () => {
    expect(defaultSettings).toEqual({
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
    });
  });
});

describe("every key", () => {
  const all = {
    enable: false,
    scope: "workspace",
    profile: "strict",
    rules: new Map([
      ["bare-pod", "off"],
      ["hpa-range", "hint"],
    ]),
    exclude: ["**/vendor/**"],
    kubernetesVersion: { major: 1, minor: 33, patch: undefined },
    configurationPath: "config/rightkind.yaml",
    maxFileSizeKB: 100.5,
    codeAction: { disableRuleComment: { enable: false } },
    newResources: "sameFolder",
  };
  const plain = {
    enable: false,
    scope: "workspace",
    profile: "strict",
    rules: { "bare-pod": "off", "hpa-range": "hint" },
    exclude: ["**/vendor/**"],
    kubernetesVersion: "1.33",
    configurationPath: " config/rightkind.yaml ",
    maxFileSizeKB: 100.5,
    newResources: "sameFolder",
  };

  test("nested, as VS Code sends them", () => {
    expect(
      settingsFrom({
        ...plain,
        codeAction: { disableRuleComment: { enable: false } },
        trace: { server: "off" },
        later: 1,
      }),
    ).toEqual(all);
  });

  test("dotted, as other clients write them", () => {
    expect(
      settingsFrom({
        ...plain,
        "codeAction.disableRuleComment.enable": false,
      }),
    ).toEqual(all);
    expect(settingsFrom({ "codeAction.disableRuleComment": { enable: false } }).codeAction).toEqual(all.codeAction);
    expect(settingsFrom({ codeAction: { "disableRuleComment.enable": false } }).codeAction).toEqual(all.codeAction);
  });
});

test.each([
  { enable: "yes" },
  { enable: null },
  { scope: "everything" },
  { profile: "Strict" },
  { rules: null },
  { rules: ["bare-pod"] },
  { rules: { "bare-pod": "none", "hpa-range": null, x: 1, y: false } },
  { exclude: "**/vendor/**" },
  { exclude: [null, 1, "", "  ", {}] },
  { kubernetesVersion: "" },
  { kubernetesVersion: "latest" },
  { kubernetesVersion: 1.3 },
  { configurationPath: null },
  { configurationPath: 4 },
  { maxFileSizeKB: "4096" },
  { maxFileSizeKB: 0 },
  { maxFileSizeKB: -1 },
  { maxFileSizeKB: Number.POSITIVE_INFINITY },
  { maxFileSizeKB: Number.NaN },
  { codeAction: { disableRuleComment: false } },
  { newResources: "elsewhere" },
  JSON.parse('{"__proto__": {"enable": false}}'),
])("an odd value is the default: %j", (section) => {
  expect(settingsFrom(section)).toEqual(defaultSettings);
});

test("one odd value costs only itself", () => {
  expect(
    settingsFrom({ rules: { "bare-pod": "loud", "hpa-range": "warning" }, exclude: [1, "a"], profile: "minimal" }),
  ).toEqual({
    ...defaultSettings,
    rules: new Map([["hpa-range", "warning"]]),
    exclude: ["a"],
    profile: "minimal",
  });
});

describe("the version of the YAML extension", () => {
  test.each([
    [{}, "1.32.1", { major: 1, minor: 32, patch: 1 }],
    [{ kubernetesVersion: "" }, "1.32", { major: 1, minor: 32, patch: undefined }],
    [{ kubernetesVersion: "1.35" }, "1.32", { major: 1, minor: 35, patch: undefined }],
    [null, "v1.30.0", { major: 1, minor: 30, patch: 0 }],
    [{}, "master", undefined],
    [{}, null, undefined],
    [{}, 1.32, undefined],
  ])("%j and %j", (section, yamlKubernetesVersion, kubernetesVersion) => {
    expect(settingsFrom(section, yamlKubernetesVersion)).toEqual({ ...defaultSettings, kubernetesVersion });
  });
});
