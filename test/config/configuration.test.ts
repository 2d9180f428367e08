// Reading `.rightkind.yaml`: every key, every fault, and that a fault costs no more than itself.
import { describe, expect, test } from "vitest";
import { type Configuration, configurationKeys, readConfiguration } from "../../server/src/config/configuration";
import { Globs } from "../../server/src/config/globs";

const knownRules = new Set(["bare-pod", "bare-replicaset", "statefulset-unneeded", "hpa-range", "pdb-overlap"]);

const empty: Configuration = {
  kubernetesVersion: undefined,
  profile: undefined,
  rules: new Map(),
  ignore: [],
  baseline: undefined,
  defaultNamespace: undefined,
  closed: new Globs("folder", []),
  cluster: { nodes: undefined, zones: undefined },
  storageClasses: new Map(),
  defaultStorageClass: undefined,
  statefulImages: [],
  statelessImages: [],
  singletons: [],
  developmentPaths: new Globs("path", []),
};

/** What a text says, and its problems with the text that they underline and what it becomes. */
function read(text: string) {
  const { configuration, problems } = readConfiguration(text, knownRules);
  for (const { message } of problems) expect(message.length).toBeLessThanOrEqual(160);
  return {
    configuration,
    problems: problems.map(({ rule, message, start, end, suggestion }) => [
      rule,
      text.slice(start, end),
      message,
      ...(suggestion
        ? [
            suggestion.word,
            text.slice(0, suggestion.edit.start) + suggestion.edit.newText + text.slice(suggestion.edit.end),
          ]
        : []),
    ]),
  };
}

/** Reads a text that has nothing wrong. */
function good(text: string): Configuration {
  const { configuration, problems } = read(text);
  expect(problems).toEqual([]);
  return configuration;
}

describe("every key", () => {
  test("all at once", () => {
    const text = `# Our cluster
kubernetesVersion: "1.34.2"
profile: strict
rules:
  statefulset-unneeded: off
  hpa-range: information
  bare-pod: "error"
  unused-suppression: warning
ignore:
  - path: third_party/**
    reason: upstream charts
  - {kind: Deploy*, name: "web-*", namespace: prod, rule: pdb-overlap, reason: "  two on purpose ", until: 2026-12-31}
defaultNamespace: shop
closed: [overlays/prod, "apps/*"]
cluster: {nodes: 5, zones: 3}
storageClasses:
  nfs-client: {enforcesReadWriteOnce: false}
  fast: {enforcesReadWriteOnce: yes}
  slow: {}
statefulImages:
  - registry.example.com/store
statelessImages: [cache]
singletons: [scheduler, 7]
developmentPaths:
  - dev/**
`;
    const place = (word: string) => ({ start: text.indexOf(word), end: text.indexOf(word) + word.length });
    expect(good(text)).toEqual({
      kubernetesVersion: { major: 1, minor: 34, patch: 2 },
      profile: "strict",
      rules: new Map([
        ["statefulset-unneeded", "off"],
        ["hpa-range", "information"],
        ["bare-pod", "error"],
        ["unused-suppression", "warning"],
      ]),
      ignore: [
        {
          path: new Globs("path", ["third_party/**"]),
          kind: undefined,
          name: undefined,
          namespace: undefined,
          rule: undefined,
          reason: "upstream charts",
          index: 0,
          until: undefined,
          token: { start: text.indexOf("path:"), end: text.indexOf("path:") + 4 },
          ...place("path: third_party/**\n    reason: upstream charts"),
        },
        {
          path: undefined,
          kind: new Globs("name", ["Deploy*"]),
          name: new Globs("name", ["web-*"]),
          namespace: new Globs("name", ["prod"]),
          rule: new Globs("name", ["pdb-overlap"]),
          reason: "two on purpose",
          index: 1,
          until: "2026-12-31",
          token: place("pdb-overlap"),
          start: text.indexOf("{kind"),
          end: text.indexOf("2026-12-31}") + 11,
        },
      ],
      defaultNamespace: "shop",
      closed: new Globs("folder", ["overlays/prod", "apps/*"]),
      cluster: { nodes: 5, zones: 3 },
      storageClasses: new Map([
        ["nfs-client", { enforcesReadWriteOnce: false }],
        ["fast", { enforcesReadWriteOnce: true }],
        ["slow", { enforcesReadWriteOnce: undefined }],
      ]),
      statefulImages: ["registry.example.com/store"],
      statelessImages: ["cache"],
      singletons: ["scheduler", "7"],
      developmentPaths: new Globs("path", ["dev/**"]),
    });
  });

  test.each([
    ["1.30", { major: 1, minor: 30, patch: undefined }],
    ['"1.30"', { major: 1, minor: 30, patch: undefined }],
    ["v1.31", { major: 1, minor: 31, patch: undefined }],
    ["1.35.4", { major: 1, minor: 35, patch: 4 }],
  ])("kubernetesVersion: %s is read as it is written", (written, kubernetesVersion) => {
    expect(good(`kubernetesVersion: ${written}\n`)).toEqual({ ...empty, kubernetesVersion });
  });

  test.each(["off", "hint", "information", "warning", "error"])("rules: a rule may be %s", (level) => {
    expect(good(`rules: {bare-pod: ${level}}`)).toEqual({ ...empty, rules: new Map([["bare-pod", level]]) });
    expect(good(`rules:\n  bare-pod: '${level}'`)).toEqual({ ...empty, rules: new Map([["bare-pod", level]]) });
  });

  test.each(["minimal", "recommended", "strict"])("profile: %s", (profile) => {
    expect(good(`profile: ${profile}`)).toEqual({ ...empty, profile });
  });

  test("a namespace that looks like something else", () => {
    expect(good("defaultNamespace: no").defaultNamespace).toBe("no");
    expect(good("defaultNamespace: 42").defaultNamespace).toBe("42");
  });

  test("an ignore entry with a reason alone means everything", () => {
    expect(good("ignore:\n- reason: archived\n").ignore).toEqual([
      {
        path: undefined,
        kind: undefined,
        name: undefined,
        namespace: undefined,
        rule: undefined,
        reason: "archived",
        index: 0,
        until: undefined,
        token: { start: 10, end: 16 },
        start: 10,
        end: 26,
      },
    ]);
  });

  test("an ignore entry may name rules by a glob", () => {
    expect(good("ignore: [{rule: bare-*, reason: old}]").ignore.map(({ rule }) => rule)).toEqual([
      new Globs("name", ["bare-*"]),
    ]);
  });

  test("anchors, aliases and merge keys", () => {
    const text = "cluster: &small {nodes: 1}\nclosed: &folders [a]\ndevelopmentPaths: *folders\n";
    expect(good(text)).toEqual({
      ...empty,
      cluster: { nodes: 1, zones: undefined },
      closed: new Globs("folder", ["a"]),
      developmentPaths: new Globs("path", ["a"]),
    });
    expect(good("storageClasses:\n  a: &a {enforcesReadWriteOnce: false}\n  b: {<<: *a}\n").storageClasses).toEqual(
      new Map([
        ["a", { enforcesReadWriteOnce: false }],
        ["b", { enforcesReadWriteOnce: false }],
      ]),
    );
  });

  test("a later document marker, CRLF and a BOM", () => {
    expect(good("\ufeff---\r\nprofile: strict\r\ncluster:\r\n  nodes: 2\r\n")).toEqual({
      ...empty,
      profile: "strict",
      cluster: { nodes: 2, zones: undefined },
    });
  });
});

describe("nothing is said", () => {
  test.each(["", "\n", "# only a comment\n", "---\n", "--- # nothing\n...\n", "~\n", "{}\n", "null\n", "\ufeff"])(
    "%j",
    (text) => {
      expect(good(text)).toEqual(empty);
    },
  );

  test.each(configurationKeys)("%s without a value", (key) => {
    expect(good(`${key}:\n`)).toEqual(empty);
  });

  test("a rule or a storage class without a value", () => {
    expect(good("rules:\n  bare-pod:\nstorageClasses:\n  nfs:\ncluster:\n  nodes:\n")).toEqual({
      ...empty,
      storageClasses: new Map([["nfs", { enforcesReadWriteOnce: undefined }]]),
    });
  });
});

describe("unknown keys", () => {
  const invalid = "invalid-configuration";

  test("with a near miss, and the rest holds", () => {
    expect(read("profil: strict\ncluster: {nodes: 3}\n")).toEqual({
      configuration: { ...empty, cluster: { nodes: 3, zones: undefined } },
      problems: [
        [
          invalid,
          "profil",
          "Unknown key 'profil': it has no effect. Use 'profile'.",
          "profile",
          "profile: strict\ncluster: {nodes: 3}\n",
        ],
      ],
    });
  });

  test.each([
    ["kubernetes-version", "kubernetesVersion"],
    ["KubernetesVersion", "kubernetesVersion"],
    ["rule", "rules"],
    ["ignores", "ignore"],
    ["'singletn'", "singletons"],
    ["kubernetes", "kubernetesVersion"],
  ])("%s: use %s", (key, word) => {
    const quoted = key.startsWith("'") ? `'${word}'` : word;
    const text = `${key}: x\n`;
    expect(read(text).problems).toEqual([
      [
        invalid,
        key,
        `Unknown key '${key.replaceAll("'", "")}': it has no effect. Use '${word}'.`,
        word,
        `${quoted}: x\n`,
      ],
    ]);
  });

  test.each(["extends", "id", "state", "__proto__", "constructor"])("%s is near to nothing", (key) => {
    expect(read(`${key}: x\n`)).toEqual({
      configuration: empty,
      problems: [[invalid, key, `Unknown key '${key}': it has no effect. Remove it.`]],
    });
  });

  test("inside cluster and storageClasses", () => {
    const text =
      "cluster:\n  node: 3\n  zones: 2\nstorageClasses:\n  nfs:\n    enforceReadWriteOnce: false\n    shared: true\n";
    expect(read(text)).toEqual({
      configuration: {
        ...empty,
        cluster: { nodes: undefined, zones: 2 },
        storageClasses: new Map([["nfs", { enforcesReadWriteOnce: undefined }]]),
      },
      problems: [
        [
          invalid,
          "node",
          "Unknown key 'node': it has no effect. Use 'nodes'.",
          "nodes",
          text.replace("node:", "nodes:"),
        ],
        [
          invalid,
          "enforceReadWriteOnce",
          "Unknown key 'enforceReadWriteOnce': it has no effect. Use 'enforcesReadWriteOnce'.",
          "enforcesReadWriteOnce",
          text.replace("enforceRead", "enforcesRead"),
        ],
        [invalid, "shared", "Unknown key 'shared': it has no effect. Remove it."],
      ],
    });
  });

  test("keys that are no words", () => {
    expect(read("? [a, b]\n: 1\nprofile: strict\n")).toEqual({
      configuration: { ...empty, profile: "strict" },
      problems: [[invalid, "[a, b]", "A key that is no word: it has no effect. Write a plain word."]],
    });
  });
});

describe("unknown rules", () => {
  test("with a near miss, without one, and the others hold", () => {
    const text = "rules:\n  bare-pods: off\n  hpa-range: hint\n  no-latest-tag: error\n  stateful: off\n  bare: off\n";
    expect(read(text)).toEqual({
      configuration: { ...empty, rules: new Map([["hpa-range", "hint"]]) },
      problems: [
        [
          "invalid-configuration",
          "bare-pods",
          "Unknown rule 'bare-pods': it has no effect. Use 'bare-pod'.",
          "bare-pod",
          text.replace("bare-pods", "bare-pod"),
        ],
        ["invalid-configuration", "no-latest-tag", "Unknown rule 'no-latest-tag': it has no effect. Remove it."],
        [
          "invalid-configuration",
          "stateful",
          "Unknown rule 'stateful': it has no effect. Use 'statefulset-unneeded'.",
          "statefulset-unneeded",
          text.replace("stateful:", "statefulset-unneeded:"),
        ],
        ["invalid-configuration", "bare", "Unknown rule 'bare': it has no effect. Remove it."],
      ],
    });
  });
});

describe("wrong values", () => {
  const wrong = (text: string) => {
    const { configuration, problems } = read(text);
    expect(configuration).toEqual(empty);
    return problems;
  };

  test.each<[string, string, string, ...string[]]>([
    [
      "kubernetesVersion: latest",
      "kubernetesVersion",
      `'latest' is no Kubernetes version: the key has no effect. Write a release such as "1.36".`,
    ],
    [
      "kubernetesVersion: 1",
      "kubernetesVersion",
      `'1' is no Kubernetes version: the key has no effect. Write a release such as "1.36".`,
    ],
    [
      "kubernetesVersion: [1.36]",
      "kubernetesVersion",
      `A list is no Kubernetes version: the key has no effect. Write a release such as "1.36".`,
    ],
    ["profile: all", "profile", "'all' is no profile: the key has no effect. Write minimal, recommended or strict."],
    ["profile: {}", "profile", "A mapping is no profile: the key has no effect. Write minimal, recommended or strict."],
    [
      "profile: Strict",
      "profile",
      "'Strict' is no profile: the key has no effect. Use 'strict'.",
      "strict",
      "profile: strict",
    ],
    [
      'profile: "recomended"',
      "profile",
      "'recomended' is no profile: the key has no effect. Use 'recommended'.",
      "recommended",
      'profile: "recommended"',
    ],
    ["rules: off", "rules", "'off' is no mapping of rules: the key has no effect. Write keys on lines of their own."],
    [
      "rules: [bare-pod]",
      "rules",
      "A list is no mapping of rules: the key has no effect. Write keys on lines of their own.",
    ],
    [
      "rules: {bare-pod: none}",
      "bare-pod",
      "'none' is no severity: the key has no effect. Write off, hint, information, warning or error.",
    ],
    [
      "rules: {bare-pod: info}",
      "bare-pod",
      "'info' is no severity: the key has no effect. Use 'information'.",
      "information",
      "rules: {bare-pod: information}",
    ],
    [
      "rules: {bare-pod: warn}",
      "bare-pod",
      "'warn' is no severity: the key has no effect. Use 'warning'.",
      "warning",
      "rules: {bare-pod: warning}",
    ],
    [
      "rules: {bare-pod: OFF}",
      "bare-pod",
      "'OFF' is no severity: the key has no effect. Use 'off'.",
      "off",
      "rules: {bare-pod: off}",
    ],
    [
      "rules: {bare-pod: false}",
      "bare-pod",
      "'false' is no severity: the key has no effect. Write off, hint, information, warning or error.",
    ],
    [
      "rules: {bare-pod: {severity: off}}",
      "bare-pod",
      "A mapping is no severity: the key has no effect. Write off, hint, information, warning or error.",
    ],
    [
      "ignore: third_party",
      "ignore",
      "'third_party' is no list of entries: the key has no effect. Write each one on a line of its own, behind a dash.",
    ],
    [
      "ignore: {path: a, reason: b}",
      "ignore",
      "A mapping is no list of entries: the key has no effect. Write each one on a line of its own, behind a dash.",
    ],
    [
      "ignore: [third_party]",
      "third_party",
      "'third_party' is no ignore entry: it has no effect. Write path, kind, name, namespace or rule, and a reason.",
    ],
    [
      "ignore:\n-\n",
      "",
      "An empty value is no ignore entry: it has no effect. Write path, kind, name, namespace or rule, and a reason.",
    ],
    [
      "defaultNamespace: My_NS",
      "defaultNamespace",
      "'My_NS' is no name of a namespace: the key has no effect. Write lower-case letters, digits and dashes.",
    ],
    [
      `defaultNamespace: ${"a".repeat(64)}`,
      "defaultNamespace",
      `'${"a".repeat(39)}…' is no name of a namespace: the key has no effect. Write lower-case letters, digits and dashes.`,
    ],
    [
      "closed: overlays/prod",
      "closed",
      "'overlays/prod' is no list of globs: the key has no effect. Write each one on a line of its own, behind a dash.",
    ],
    [
      "closed: {a: b}",
      "closed",
      "A mapping is no list of globs: the key has no effect. Write each one on a line of its own, behind a dash.",
    ],
    ['closed: ["(?<=a)b"]', '"(?<=a)b"', "'(?<=a)b' is no glob: the item has no effect. Write a glob."],
    [
      `closed: ["${"{a,".repeat(101)}"]`,
      `"${"{a,".repeat(101)}"`,
      `'${"{a,".repeat(13)}…' is no glob: the item has no effect. Write a glob.`,
    ],
    ['closed: [""]', '""', "An empty value is no glob: the item has no effect. Write a glob."],
    ["closed:\n- a: b\n  c: d\n", "a: b", "A mapping is no glob: the item has no effect. Write a glob."],
    ["statefulImages: [[x]]", "[x]", "A list is no glob: the item has no effect. Write a glob."],
    [
      "statelessImages: true",
      "statelessImages",
      "'true' is no list of globs: the key has no effect. Write each one on a line of its own, behind a dash.",
    ],
    [
      "singletons: 1",
      "singletons",
      "'1' is no list of globs: the key has no effect. Write each one on a line of its own, behind a dash.",
    ],
    ["developmentPaths: [~]", "~", "'~' is no glob: the item has no effect. Write a glob."],
    ["cluster: 3", "cluster", "'3' is no mapping of keys: the key has no effect. Write keys on lines of their own."],
    [
      "cluster: {nodes: 0}",
      "nodes",
      "'0' is no number of nodes: the key has no effect. Write a whole number of 1 or more.",
    ],
    [
      "cluster: {nodes: 1.5}",
      "nodes",
      "'1.5' is no number of nodes: the key has no effect. Write a whole number of 1 or more.",
    ],
    [
      "cluster: {zones: many}",
      "zones",
      "'many' is no number of zones: the key has no effect. Write a whole number of 1 or more.",
    ],
    [
      "cluster: {zones: '3'}",
      "zones",
      "'3' is no number of zones: the key has no effect. Write a whole number of 1 or more.",
    ],
    [
      "storageClasses: [nfs]",
      "storageClasses",
      "A list is no mapping of storage classes: the key has no effect. Write keys on lines of their own.",
    ],
    [
      "storageClasses: {nfs: false}",
      "nfs",
      "'false' is no mapping of keys: the key has no effect. Write keys on lines of their own.",
    ],
  ])("%s", (text, ...problem) => {
    expect(wrong(text)).toEqual([["invalid-configuration", ...problem]]);
  });

  test("a truth value that is none", () => {
    expect(read("storageClasses: {nfs: {enforcesReadWriteOnce: 'false'}}")).toEqual({
      configuration: { ...empty, storageClasses: new Map([["nfs", { enforcesReadWriteOnce: undefined }]]) },
      problems: [
        [
          "invalid-configuration",
          "enforcesReadWriteOnce",
          "'false' is no truth value: the key has no effect. Write true or false.",
        ],
      ],
    });
  });

  test("an item of a list costs only itself", () => {
    const { configuration, problems } = read("closed: [a, [], b]\nprofile: strict\n");
    expect(configuration).toEqual({ ...empty, closed: new Globs("folder", ["a", "b"]), profile: "strict" });
    expect(problems).toHaveLength(1);
  });

  test("an alias without a target", () => {
    expect(read("profile: *none\n").problems).toContainEqual([
      "invalid-configuration",
      "profile",
      "'*none' is no profile: the key has no effect. Write minimal, recommended or strict.",
    ]);
  });
});

describe("ignore entries that do not count", () => {
  const rest = "\n- {rule: hpa-range, reason: kept}\n";
  /** The problems of an entry, with another one behind it that counts. */
  const problemsOf = (entry: string) => {
    const { configuration, problems } = read(`ignore:\n- ${entry}${rest}`);
    expect(configuration.ignore.map(({ reason }) => reason)).toEqual(["kept"]);
    return problems.map((problem) => problem.slice(0, 3));
  };
  const noReason = "An ignore entry without a reason: it does not count and its findings stay. Add a reason.";

  test.each<[string, string]>([
    ["{path: a/**}", "path"],
    ["{name: web, rule: bare-pod}", "bare-pod"],
    ['{rule: bare-pod, reason: ""}', "bare-pod"],
    ["{rule: bare-pod, reason: '  '}", "bare-pod"],
    ["{path: a, reason: }", "path"],
    ["{reason: ~}", "reason"],
    ["{}", "{}"],
  ])("without a reason: %s", (entry, token) => {
    expect(problemsOf(entry)).toEqual([["suppression-without-reason", token, noReason]]);
  });

  test.each<[string, string, string]>([
    ["{pth: a, reason: b}", "pth", "Unknown key 'pth': the ignore entry does not count. Use 'path'."],
    [
      "{ticket: A-1, path: a, reason: b}",
      "ticket",
      "Unknown key 'ticket': the ignore entry does not count. Remove it.",
    ],
    ["{rules: bare-pod, reason: b}", "rules", "Unknown key 'rules': the ignore entry does not count. Use 'rule'."],
    [
      "{? [a] : b, path: a, reason: b}",
      "[a]",
      "A key that is no word: the ignore entry does not count. Write a plain word.",
    ],
    [
      "{rule: bare-pot, reason: b}",
      "rule",
      "Unknown rule 'bare-pot': the ignore entry does not count. Use 'bare-pod'.",
    ],
    ["{rule: nothing-*, reason: b}", "rule", "Unknown rule 'nothing-*': the ignore entry does not count. Remove it."],
    [
      "{rule: [bare-pod], reason: b}",
      "rule",
      "A list is no glob: the ignore entry does not count. Write a glob, or remove the key.",
    ],
    [
      "{path: , reason: b}",
      "path",
      "An empty value is no glob: the ignore entry does not count. Write a glob, or remove the key.",
    ],
    [
      "{kind: {a: b}, reason: b}",
      "kind",
      "A mapping is no glob: the ignore entry does not count. Write a glob, or remove the key.",
    ],
    [
      "{name: [], reason: b}",
      "name",
      "A list is no glob: the ignore entry does not count. Write a glob, or remove the key.",
    ],
    [
      "{namespace: '', reason: b}",
      "namespace",
      "An empty value is no glob: the ignore entry does not count. Write a glob, or remove the key.",
    ],
    ["{path: a, reason: [b]}", "reason", "A list is no reason: the ignore entry does not count. Write a sentence."],
    [
      "{path: a, reason: b, until: soon}",
      "until",
      "'soon' is no date: the ignore entry does not count. Write one such as 2026-12-31.",
    ],
    [
      "{path: a, reason: b, until: 2026-02-30}",
      "until",
      "'2026-02-30' is no date: the ignore entry does not count. Write one such as 2026-12-31.",
    ],
    [
      "{path: a, reason: b, until: 2026-13-01}",
      "until",
      "'2026-13-01' is no date: the ignore entry does not count. Write one such as 2026-12-31.",
    ],
    [
      "{path: a, reason: b, until: 2026-1-1}",
      "until",
      "'2026-1-1' is no date: the ignore entry does not count. Write one such as 2026-12-31.",
    ],
    [
      "{path: a, reason: b, until: }",
      "until",
      "An empty value is no date: the ignore entry does not count. Write one such as 2026-12-31.",
    ],
  ])("not to be read whole: %s", (entry, token, message) => {
    expect(problemsOf(entry)).toEqual([["invalid-configuration", token, message]]);
  });

  test("the suggestion for a rule replaces the value", () => {
    expect(read("ignore: [{rule: 'bare-pot', reason: b}]").problems).toEqual([
      [
        "invalid-configuration",
        "rule",
        "Unknown rule 'bare-pot': the ignore entry does not count. Use 'bare-pod'.",
        "bare-pod",
        "ignore: [{rule: 'bare-pod', reason: b}]",
      ],
    ]);
  });
});

describe("what is no configuration at all", () => {
  test.each([
    [
      "- profile: strict\n- b\n",
      "profile: strict",
      "A list is no mapping of keys: it has no effect. Write keys such as 'profile: recommended'.",
    ],
    [
      "strict\n",
      "strict",
      "'strict' is no mapping of keys: it has no effect. Write keys such as 'profile: recommended'.",
    ],
    ["42\n", "42", "'42' is no mapping of keys: it has no effect. Write keys such as 'profile: recommended'."],
    ["|\n  a\n  b\n", "|", "'a b' is no mapping of keys: it has no effect. Write keys such as 'profile: recommended'."],
  ])("%j", (text, token, message) => {
    expect(read(text)).toEqual({ configuration: empty, problems: [["invalid-configuration", token, message]] });
  });

  test("binary", () => {
    expect(read("\0\u0001PK profile: strict")).toEqual({
      configuration: empty,
      problems: [
        [
          "invalid-configuration",
          "\0",
          "Not valid YAML: what cannot be read has no effect. The text is binary, not YAML.",
        ],
      ],
    });
  });

  test("nested too deeply", () => {
    const { configuration, problems } = read(`profile: ${"[".repeat(5000)}`);
    expect(configuration).toEqual(empty);
    expect(problems.map(([rule]) => rule)).toEqual(["invalid-configuration"]);
  });
});

describe("syntax errors", () => {
  test("a key twice: the last one counts", () => {
    expect(read("profile: strict\ncluster: {nodes: 1}\nprofile: minimal\n")).toEqual({
      configuration: { ...empty, profile: "minimal", cluster: { nodes: 1, zones: undefined } },
      problems: [
        [
          "invalid-configuration",
          "profile",
          "'profile' stands twice: only the last one counts. Remove one of the two.",
        ],
      ],
    });
    const { problems } = readConfiguration("profile: strict\nprofile: minimal\n", knownRules);
    expect(problems.map(({ start }) => start)).toEqual([16]);
  });

  test("the rest of the file holds", () => {
    const { configuration, problems } = read('profile: strict\ncluster: {nodes: 3}\ndefaultNamespace: "shop\n');
    expect(configuration.profile).toBe("strict");
    expect(configuration.cluster).toEqual({ nodes: 3, zones: undefined });
    expect(problems.length).toBeGreaterThan(0);
    for (const [rule, , message] of problems) {
      expect([rule, message]).toEqual([
        "invalid-configuration",
        expect.stringMatching(/^Not valid YAML: what cannot be read has no effect\. .+[.…]$/s),
      ]);
    }
  });

  test("while a key is being written", () => {
    expect(read("profile: strict\nclus\n").configuration.profile).toBe("strict");
    expect(read("profile: strict\ncluster:\n  nod\n").configuration.profile).toBe("strict");
  });

  test("many faults are cut to a few", () => {
    const { problems } = readConfiguration("a: ]\n".repeat(300), knownRules);
    expect(problems.filter(({ message }) => message.startsWith("Not valid YAML")).length).toBeLessThanOrEqual(10);
  });

  test("problems come in the order of their place, on one line each", () => {
    const text = "profil: x\nrules: {bare-pod: none}\nprofile: all\nx: 'open\nend\n";
    const { problems } = readConfiguration(text, knownRules);
    const starts = problems.map(({ start }) => start);
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    for (const { start, end } of problems) expect(text.slice(start, end)).not.toMatch(/[\r\n]/);
  });
});

describe("several documents", () => {
  test("only the first is read", () => {
    const text = "profile: strict\n---\nprofile: minimal\n---\n# nothing\n";
    expect(read(text)).toEqual({
      configuration: { ...empty, profile: "strict" },
      problems: [
        [
          "invalid-configuration",
          "---",
          "A further YAML document: it has no effect, only the first one is read. Put all keys into one.",
        ],
      ],
    });
  });
});

test("any bytes in, an answer out", () => {
  const pieces = [
    "profile",
    ": ",
    "\n",
    "  ",
    "- ",
    "{",
    "}",
    "[",
    "]",
    "'",
    '"',
    "|",
    "*a",
    "&a ",
    "<<",
    "#",
    "\t",
    "rules",
    "ignore",
    "\0",
    "\ufeff",
    "---\n",
    "? ",
  ];
  let state = 7;
  const next = (below: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * below);
  };
  for (let round = 0; round < 1500; round++) {
    const text = Array.from({ length: 1 + next(12) }, () => pieces[next(pieces.length)]).join("");
    const { problems } = readConfiguration(text, knownRules);
    for (const { message, start, end } of problems) {
      expect(message.length, text).toBeLessThanOrEqual(160);
      expect(0 <= start && start <= end && end <= text.length, text).toBe(true);
    }
  }
});
