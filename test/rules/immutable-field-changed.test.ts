// immutable-field-changed: which changes since the last commit a live object would refuse, and which it takes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";

const id = "immutable-field-changed";
const RESTORE = "Restore the committed value";
const NOTE = "Note the orphan delete in a comment";

/** One file as it is committed and as it is now. */
function change(committed: string, now: string, path = "manifest.yaml"): string {
  return `#- HEAD:${path}\n${committed.replace(/^\n/, "")}#- ${path}\n${now.replace(/^\n/, "")}`;
}

/** Markers stand in the columns of the line above them. What a whole object needs and the test does not name comes last. */
function object(apiVersion: string, kind: string, spec: string, metadata = ""): string {
  const needed = {
    selector: apiVersion.startsWith("apps/") ? "selector: {matchLabels: {a: b}}" : "",
    template:
      apiVersion === "v1" ? "" : "template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}",
  };
  const missing = Object.entries(needed).flatMap(([name, text]) =>
    text === "" || new RegExp(`^${name}:`, "m").test(spec) ? [] : [text],
  );
  const lines = [spec, ...missing].join("\n").split("\n");
  const indented = lines.map((line) => (/^# +\^/.test(line) ? line : `  ${line}`));
  return `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata:\n  name: x\n${metadata}spec:\n${indented.join("\n")}\n`;
}

const set = (spec: string, metadata?: string) => object("apps/v1", "StatefulSet", spec, metadata);
const job = (spec: string, metadata?: string) => object("batch/v1", "Job", spec, metadata);
const service = (spec: string) => object("v1", "Service", spec);
const claim = (spec: string) => object("v1", "PersistentVolumeClaim", spec);

/** Nothing is said of a change, in either direction. */
function silentBothWays(one: string, other: string, options = {}): void {
  checkRule(id, change(one, other), options);
  checkRule(id, change(other, one), options);
}

describe("a StatefulSet", () => {
  it("another Service", () =>
    checkRule(
      id,
      change(
        set("serviceName: a"),
        set(
          `serviceName: b\n#              ^ ${id} warning: serviceName of StatefulSet "x" has changed since the last commit, but is immutable: the update is rejected. Delete it with --cascade=orphan first.`,
        ),
      ),
    ));

  it("a field that is gone: the key above it", () =>
    checkRule(
      id,
      change(set("serviceName: a"), set("replicas: 1").replace("spec:\n", "spec:\n# <---- immutable-field-changed\n")),
    ));

  it("claim templates: labels, size, class, one more", () => {
    const templates = (text: string) =>
      set(`volumeClaimTemplates:\n- metadata: {name: data, labels: {a: b}}\n  spec: ${text}`);
    const before = templates("{accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}");
    const found = (now: string) => fixTitles(id, change(before, now));
    expect(found(templates("{accessModes: [ReadWriteOnce], resources: {requests: {storage: 2Gi}}}"))).toEqual([
      RESTORE,
      NOTE,
    ]);
    expect(found(before.replace("a: b", "a: c"))).toEqual([RESTORE, NOTE]);
    expect(found(before.replace("a: b", "a: b, c: d"))).toEqual([RESTORE, NOTE]);
    expect(found(before.replace("[ReadWriteOnce]", "[ReadWriteMany]"))).toEqual([RESTORE, NOTE]);
    expect(found(before.replace("[ReadWriteOnce],", "[ReadWriteOnce], storageClassName: fast,"))).toEqual([
      RESTORE,
      NOTE,
    ]);
    expect(found(before.replace("  selector", "  - metadata: {name: more}\n    spec: {}\n  selector"))).toEqual([
      RESTORE,
      NOTE,
    ]);
  });

  it("its selector: no orphan delete helps", () =>
    expect(
      fixTitles(id, change(set("selector: {matchLabels: {a: b}}"), set("selector: {matchLabels: {a: c}}"))),
    ).toEqual([RESTORE]));

  it("how its Pods are started", () =>
    expect(fixTitles(id, change(set("replicas: 1"), set("replicas: 1\npodManagementPolicy: Parallel")))).toEqual([
      RESTORE,
      NOTE,
    ]));

  it("what may change", () =>
    silentBothWays(
      set("replicas: 1\ntemplate: {spec: {}}\nupdateStrategy: {type: OnDelete}"),
      set(
        "replicas: 2\ntemplate: {spec: {a: 1}}\nordinals: {start: 1}\nminReadySeconds: 1\npersistentVolumeClaimRetentionPolicy: {whenScaled: Delete}\nrevisionHistoryLimit: 3",
      ),
    ));

  it("its history, before Kubernetes 1.33", () => {
    const settings = { kubernetesVersion: "1.32" };
    const [before, now] = [set("replicas: 1"), set("replicas: 1\nrevisionHistoryLimit: 3")];
    expect(fixTitles(id, change(before, now), { settings })).toEqual([RESTORE, NOTE]);
    silentBothWays(before, now, { settings: { kubernetesVersion: "1.33" } });
    silentBothWays(before, set("replicas: 1\nrevisionHistoryLimit: 10"), { settings });
  });

  it("fp-default-written: what the server puts there anyway", () => {
    silentBothWays(set("replicas: 1"), set('replicas: 1\nserviceName: ""\npodManagementPolicy: OrderedReady'));
    silentBothWays(
      set("volumeClaimTemplates:\n- metadata: {name: data}\n  spec: {resources: {requests: {storage: 1Gi}}}"),
      set(
        "volumeClaimTemplates:\n- kind: PersistentVolumeClaim\n  apiVersion: v1\n  metadata: {name: data, creationTimestamp: null, labels: {}}\n  spec: {volumeMode: Filesystem, resources: {requests: {storage: 1024Mi}}}\n  status: {phase: Pending}",
      ),
    );
  });

  it("fp-noted: the comment that says how it gets into the cluster", () => {
    const before = set("serviceName: a");
    const noted = set("# kubectl delete statefulset x --cascade=orphan\n# and then apply\nserviceName: b");
    checkRule(id, change(before, noted));
    // One that was committed with an earlier change says nothing of this one.
    expect(fixTitles(id, change(noted, noted.replace("serviceName: b", "serviceName: c")))).toEqual([RESTORE, NOTE]);
  });
});

describe("a selector", () => {
  it.each(["Deployment", "DaemonSet", "ReplicaSet"])("of a %s", (kind) => {
    const before = object("apps/v1", kind, "selector: {matchLabels: {a: b}}");
    checkRule(
      id,
      change(
        before,
        object("apps/v1", kind, "selector:\n  matchLabels: {a: c}").replace(
          "{a: c}",
          `{a: c}\n#                    ^ ${id} warning: selector of ${kind} "x" has changed since the last commit, but is immutable: the update is rejected. Restore it, or delete the ${kind} first.`,
        ),
      ),
    );
    expect(fixTitles(id, change(before, before.replace("{a: b}", "{a: b, c: d}")))).toEqual([RESTORE]);
    expect(
      fixTitles(
        id,
        change(before, before.replace("{a: b}}", "{a: b}, matchExpressions: [{key: c, operator: Exists}]}")),
      ),
    ).toEqual([RESTORE]);
    silentBothWays(before, before.replace("}}", "}, matchExpressions: []}"));
  });

  it("has a label less, or one that only looks like the same amount", () => {
    const before = object("apps/v1", "Deployment", "selector: {matchLabels: {a: b, c: 1000m}}");
    expect(fixTitles(id, change(before, before.replace(", c: 1000m", "")))).toEqual([RESTORE]);
    expect(fixTitles(id, change(before, before.replace("1000m", '"1"')))).toEqual([RESTORE]);
  });

  it("fp-older-version: the defaults were others", () =>
    silentBothWays(
      object("apps/v1beta1", "Deployment", "replicas: 1"),
      object("apps/v1", "Deployment", "replicas: 1\nselector: {matchLabels: {a: b}}"),
    ));
});

describe("a Job", () => {
  const template = (container: string) => `template: {spec: {containers: [${container}], restartPolicy: Never}}`;

  it("another image", () =>
    checkRule(
      id,
      change(
        job("template:\n  spec:\n    containers:\n    - image: a:1"),
        job(
          `template:\n  spec:\n    containers:\n    - image: a:2\n#              ^^^ ${id} warning: template of Job "x" has changed since the last commit, but is immutable: the update is rejected. Rename the Job, or delete it first.`,
        ),
      ),
    ));

  it("an argument more, a label, another completion mode, a policy", () => {
    const before = `${template("{name: a, image: b, args: [c]}")}\ncompletions: 2`;
    const found = (now: string) => fixTitles(id, change(job(before), job(now)));
    expect(found(before.replace("[c]", "[c, d]"))).toEqual([RESTORE]);
    expect(found(before.replace("{spec:", "{metadata: {labels: {a: b}}, spec:"))).toEqual([RESTORE]);
    expect(found(`${before}\ncompletionMode: Indexed`)).toEqual([RESTORE]);
    expect(found(`${before}\nbackoffLimitPerIndex: 1`)).toEqual([RESTORE]);
    expect(found(before.replace("completions: 2", "completions: 3"))).toEqual([RESTORE]);
    expect(found(before.replace("completions: 2", "parallelism: 3"))).toEqual([RESTORE]);
    expect(found(`${before}\nselector: {matchLabels: {a: b}}`)).toEqual([RESTORE]);
    expect(found(`${before}\npodFailurePolicy: {rules: [{action: Ignore}]}`)).toEqual([RESTORE]);
  });

  it("what may change", () => {
    silentBothWays(
      job("parallelism: 1\ncompletions: 3"),
      job("parallelism: 2\ncompletions: 3\nsuspend: true\nbackoffLimit: 1\nactiveDeadlineSeconds: 5"),
    );
    silentBothWays(job("suspend: false"), job("completions: 1\ncompletionMode: NonIndexed"));
  });

  it("fp-elastic: an Indexed Job is resized", () => {
    const sized = (count: number, parallelism = count) =>
      job(`completionMode: Indexed\ncompletions: ${count}\nparallelism: ${parallelism}`);
    silentBothWays(sized(2), sized(3));
    expect(fixTitles(id, change(sized(2), sized(3, 2)))).toEqual([RESTORE]);
  });

  it("fp-same-amount: one thousandth of a thousand", () => {
    const limited = (cpu: string, size: string) =>
      job(
        `template: {spec: {containers: [{name: a, image: b, resources: {limits: {cpu: ${cpu}}}}], volumes: [{name: a, emptyDir: {sizeLimit: ${size}}}]}}`,
      );
    silentBothWays(limited("1", "1Gi"), limited("1000m", "1024Mi"));
    expect(fixTitles(id, change(limited("1", "1Gi"), limited("2", "1Gi")))).toEqual([RESTORE]);
  });

  it("fp-suspended: a Job that has not begun may change a part of it", () =>
    checkRule(
      id,
      change(job(`suspend: true\n${template("{image: a}")}`), job(`suspend: false\n${template("{image: b}")}`)),
    ));

  it("fp-default-in-template: what only one side writes", () =>
    silentBothWays(
      job(template("{name: a, image: b, resources: {requests: {cpu: 1}}}")),
      job(
        template(
          "{name: a, image: b, imagePullPolicy: Always, resources: {requests: {cpu: 1000m}}, securityContext: {}}",
        ),
      ),
    ));

  it.each([
    ["fp-helm-hook", "    helm.sh/hook: pre-upgrade"],
    ["fp-argo-hook", "    argocd.argoproj.io/hook: Sync"],
    ["fp-argo-replace", "    argocd.argoproj.io/sync-options: Force=true,Replace=true"],
    ["fp-flux-force", "    kustomize.toolkit.fluxcd.io/force: enabled"],
  ])("%s: it is made anew", (_, annotation) =>
    silentBothWays(
      job(template("{image: a}"), `  annotations:\n${annotation}\n`),
      job(template("{image: b}"), `  annotations:\n${annotation}\n`),
    ),
  );

  it("fp-finished: it is gone by then", () =>
    silentBothWays(
      job(`ttlSecondsAfterFinished: 60\n${template("{image: a}")}`),
      job(`ttlSecondsAfterFinished: 60\n${template("{image: b}")}`),
    ));
});

describe("a Service", () => {
  it("becomes headless, or is headless no more", () => {
    expect(fixTitles(id, change(service("clusterIP: 10.0.0.1"), service("clusterIP: None")))).toEqual([RESTORE]);
    expect(fixTitles(id, change(service("clusterIP: None"), service("clusterIP: 10.0.0.1")))).toEqual([RESTORE]);
    checkRule(
      id,
      change(
        service("ports: []"),
        service(
          `ports: []\nclusterIP: None\n#            ^^^^ ${id} warning: clusterIP of Service "x" has changed since the last commit, but is immutable: the update is rejected. Restore it, or delete the Service first.`,
        ),
      ),
    );
  });

  it("fp-address-left-out: it stays", () => checkRule(id, change(service("clusterIP: None"), service("ports: []"))));

  it("fp-address-written: it may be the one that it has", () =>
    checkRule(id, change(service("ports: []"), service("clusterIP: 10.0.0.1"))));

  it("fp-external-name: then it may change", () =>
    silentBothWays(service("clusterIP: None"), service("type: ExternalName\nexternalName: a.example.org")));

  it("ports and selector may change", () =>
    silentBothWays(
      service("selector: {a: b}\nports: [{port: 1}]"),
      service("selector: {a: c}\nports: [{port: 2}]\ntype: NodePort"),
    ));
});

describe("a claim", () => {
  const sized = (storage: string, more = "") =>
    claim(`accessModes: [ReadWriteOnce]\nresources: {requests: {storage: ${storage}}}${more}`);

  it("may grow, and does not shrink", () => {
    checkRule(id, change(sized("1Gi"), sized("2Gi")));
    checkRule(id, change(sized("1Gi"), sized("1024Mi")));
    checkRule(
      id,
      change(
        sized("1Gi"),
        claim(
          `accessModes: [ReadWriteOnce]\nresources:\n  requests:\n    storage: 900Mi\n#              ^^^^^ ${id} warning: resources.requests.storage of PersistentVolumeClaim "x" is less than in the last commit, but a claim only grows: the update is rejected. Restore it.`,
        ),
      ),
    );
  });

  it("other modes, another class, another volume, blocks", () => {
    const found = (before: string, now: string) => fixTitles(id, change(sized("1Gi", before), sized("1Gi", now)));
    expect(found("\nstorageClassName: a", "\nstorageClassName: b")).toEqual([RESTORE]);
    expect(found("\nstorageClassName: a", "")).toEqual([RESTORE]);
    expect(found('\nstorageClassName: ""', "\nstorageClassName: a")).toEqual([RESTORE]);
    expect(found("\nvolumeName: a", "\nvolumeName: b")).toEqual([RESTORE]);
    expect(found("\nvolumeName: a", "")).toEqual([RESTORE]);
    expect(found("", "\nvolumeMode: Block")).toEqual([RESTORE]);
    expect(found("", "\nselector: {matchLabels: {a: b}}")).toEqual([RESTORE]);
    expect(fixTitles(id, change(sized("1Gi"), sized("1Gi").replace("ReadWriteOnce", "ReadWriteMany")))).toEqual([
      RESTORE,
    ]);
  });

  it("fp-bound-later: a class or a volume where there was none", () =>
    checkRule(
      id,
      change(
        sized("1Gi"),
        sized("1Gi", "\nstorageClassName: a\nvolumeName: b\nvolumeMode: Filesystem\nvolumeAttributesClassName: c"),
      ),
    ));
});

describe("the object of the last commit", () => {
  const web = (label: string, metadata = "") =>
    object("apps/v1", "Deployment", `selector: {matchLabels: {a: ${label}}}`, metadata);

  it("fp-clean-checkout: nothing differs", () => checkRule(id, change(web("b"), web("b"))));

  it("fp-new-file: nothing is committed", () => checkRule(id, web("b")));

  it("fp-moved: in another file it is another", () =>
    checkRule(id, `#- HEAD:a.yaml\n${web("b")}#- b.yaml\n${web("c")}`));

  it("fp-renamed: by name, kind, group or namespace it is another", () => {
    checkRule(id, change(web("b"), web("c").replace("name: x", "name: y")));
    checkRule(id, change(web("b"), web("c").replace("Deployment", "DaemonSet")));
    checkRule(id, change(web("b"), web("c", "  namespace: prod\n")));
  });

  it("fp-line-ends: what counts is what YAML says", () => {
    checkRule(id, change(web("b").replaceAll("\n", "\r\n"), `# A comment.\n${web('"b"')}`));
  });

  it("fp-copied: which of two is the former one?", () => {
    checkRule(id, change(web("b"), `${web("b")}---\n${web("c")}`));
    checkRule(id, change(`${web("b")}---\n${web("d")}`, web("c")));
  });

  it("fp-variable: what it becomes is not known", () => silentBothWays(web("b"), web("${LABEL}")));

  it("fp-pointer: the file is kept elsewhere", () =>
    checkRule(id, change("version: https://git-lfs.github.com/spec/v1\noid: 1\n", web("c"))));

  it("fp-broken: the committed text is no YAML", () => checkRule(id, change(`${web("b")}  - : [\n`, web("c"))));

  it("fp-exported: a copy of what is live", () => checkRule(id, change(web("b"), web("c", "  uid: 1\n"))));

  it("stands in a list, or among other documents", () => {
    const inList = (label: string) =>
      `apiVersion: v1\nkind: List\nitems:\n- ${web(label).replaceAll("\n", "\n  ").trimEnd()}\n`;
    expect(fixTitles(id, change(inList("b"), inList("c")))).toEqual([RESTORE]);
    expect(fixTitles(id, change(`a: 1\n---\n${web("b")}`, `${web("c")}---\nb: 1\n`))).toEqual([RESTORE]);
  });
});

describe("a kustomization", () => {
  const web = (label: string) =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec:\n  selector: {matchLabels: {a: ${label}}}\n  template: {metadata: {labels: {a: ${label}}}, spec: {containers: [{name: a, image: b}]}}\n`;
  const files = (before: string, now: string, label = "c") =>
    `#- HEAD:web.yaml\n${web("b")}#- HEAD:kustomization.yaml\n${before}#- web.yaml\n${web(label)}#- kustomization.yaml\n${now}`;
  const plain = "resources: [web.yaml]\nnamespace: prod\nnamePrefix: a-\n";

  it("that names objects as before: what is written counts", () => {
    expect(fixTitles(id, files(plain, plain))).toEqual([RESTORE]);
    expect(fixTitles(id, files(plain, `${plain}images: [{name: b, newTag: "1"}]\n`))).toEqual([RESTORE]);
  });

  it.each([
    ["fp-other-namespace", plain.replace("prod", "test")],
    ["fp-other-prefix", plain.replace("a-", "b-")],
    ["fp-other-suffix", `${plain}nameSuffix: -b\n`],
  ])("%s: it builds another object", (_, now) => checkRule(id, files(plain, now)));

  it("fp-new-overlay: what is not committed has built nothing yet", () =>
    checkRule(id, files(plain, plain).replace(/#- HEAD:kustomization[^#]*/, "")));

  it("fp-patched: the patch says what is applied", () => {
    const patch =
      "patches:\n- patch: |-\n    apiVersion: apps/v1\n    kind: Deployment\n    metadata: {name: x}\n    spec: {selector: {matchLabels: {a: b}}}\n";
    checkRule(id, files(plain + patch, plain + patch));
  });
});

describe("the fixes", () => {
  it("a note above the field, in the namespace", () =>
    checkFix(
      id,
      NOTE,
      change(
        set("replicas: 1\n# The peers.\nserviceName: a", "  namespace: prod\n"),
        set("replicas: 1\n# The peers.\nserviceName: b", "  namespace: prod\n"),
      ),
      change(
        set("replicas: 1\n# The peers.\nserviceName: a", "  namespace: prod\n"),
        set(
          "replicas: 1\n# The peers.\n# Immutable. Before it is applied: kubectl delete statefulset x -n prod --cascade=orphan\nserviceName: b",
          "  namespace: prod\n",
        ),
      ),
    ));

  it("no note where no line can take it", () => {
    const flow = (name: string) =>
      `apiVersion: apps/v1\nkind: StatefulSet\nmetadata: {name: x}\nspec: {serviceName: ${name}, selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [{name: a, image: b}]}}}\n`;
    expect(fixTitles(id, change(flow("a"), flow("b")))).toEqual([RESTORE]);
    // The field is gone.
    expect(fixTitles(id, change(set("serviceName: a"), set("replicas: 1")))).toEqual([RESTORE]);
  });

  it("what is gone comes back, as it was written", () =>
    checkFix(
      id,
      RESTORE,
      change(set("replicas: 1\nserviceName: 'a'  # peers"), set("replicas: 1")),
      change(set("replicas: 1\nserviceName: 'a'  # peers"), set("replicas: 1\nserviceName: 'a'  # peers")),
    ));

  it("what was not there goes", () =>
    checkFix(
      id,
      RESTORE,
      change(set("replicas: 1"), set("replicas: 1\npodManagementPolicy: Parallel")),
      change(set("replicas: 1"), set("replicas: 1")),
    ));

  it("of a selector, with the labels that it asks for", () => {
    const web = (label: string, more = "") =>
      object(
        "apps/v1",
        "Deployment",
        `selector:\n  matchLabels:\n    a: ${label} # as of old\ntemplate:\n  metadata:\n    labels:\n      a: ${label}${more}\n  spec: {containers: [{name: a, image: b}]}`,
      );
    checkFix(id, RESTORE, change(web("b"), web("c", "\n      d: e")), change(web("b"), web("b", "\n      d: e")));
    // A label that the selector asks for, and that is gone.
    const gone = web("c").replace("      a: c\n", "      z: z\n").replace("a: c # as of old", "z: z");
    expect(fixTitles(id, change(web("b"), gone))).toEqual([RESTORE]);
    checkFix(id, RESTORE, change(web("b"), gone), change(web("b"), web("b", "\n      z: z")));
  });

  it("of a Job's template", () => {
    const before = job("template:\n  spec:\n    containers:\n    - name: a\n      image: a:1 # pinned");
    checkFix(id, RESTORE, change(before, before.replace("a:1", "a:2")), change(before, before));
  });
});
