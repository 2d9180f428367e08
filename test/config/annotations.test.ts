// Annotations that ask for silence: our own on the object and its Pod template, and those of other linters.
import { describe, expect, test } from "vitest";
import { peerChecks } from "../../server/src/config/peer-annotations";
import { annotationSuppressions, isSilencedBy, type Suppression } from "../../server/src/config/suppression";
import { at } from "../../server/src/yaml/navigate";
import { parseDocument } from "../../server/src/yaml/parse";

const knownRules = new Set(["bare-pod", "cronjob-overlap", ...peerChecks.flatMap(({ rules }) => rules)]);

function found(text: string): Suppression[] {
  const { root } = parseDocument(text);
  if (!root) throw new Error("no tree");
  return annotationSuppressions(root, at(root, "spec", "template"), knownRules);
}

function shown(text: string) {
  const slice = ({ start, end }: { start: number; end: number }) => text.slice(start, end);
  return found(text).map((suppression) => ({
    form: suppression.form,
    annotation: slice(suppression),
    rules: suppression.rules.map((rule) => `${slice(rule)}${rule.known ? "" : " (unknown)"}`),
    everyRule: suppression.everyRule,
    reason: suppression.reason,
    silenced: typeof suppression.silenced === "string" ? suppression.silenced : suppression.silenced.map(slice),
  }));
}

function annotated(kind: string, ...annotations: string[]): string {
  return `kind: ${kind}\nmetadata:\n  annotations:\n${annotations.map((line) => `    ${line}\n`).join("")}`;
}

describe("our own", () => {
  test("one rule, and all", () => {
    const text = annotated(
      "Deployment",
      'rightkind.dev/ignore.bare-pod: "a debug Pod"',
      "'rightkind.dev/ignore.bare-pot': typing",
      'rightkind.dev/ignore-all: "made elsewhere"',
    );
    expect(shown(text)).toEqual([
      {
        form: "annotation",
        annotation: 'rightkind.dev/ignore.bare-pod: "a debug Pod"',
        rules: ["bare-pod"],
        everyRule: false,
        reason: "a debug Pod",
        silenced: "object",
      },
      {
        form: "annotation",
        annotation: "'rightkind.dev/ignore.bare-pot': typing",
        rules: ["bare-pot (unknown)"],
        everyRule: false,
        reason: "typing",
        silenced: "object",
      },
      {
        form: "annotation",
        annotation: 'rightkind.dev/ignore-all: "made elsewhere"',
        rules: [],
        everyRule: true,
        reason: "made elsewhere",
        silenced: "object",
      },
    ]);
  });

  test.each([
    'rightkind.dev/ignore.bare-pod: ""',
    'rightkind.dev/ignore.bare-pod: "  "',
    "rightkind.dev/ignore.bare-pod:",
    "rightkind.dev/ignore.bare-pod: true",
    "rightkind.dev/ignore.bare-pod: 7",
    "rightkind.dev/ignore.bare-pod: [because]",
  ])("does not count without a reason that is text: %s", (line) => {
    const [suppression, ...others] = found(annotated("Pod", line));
    expect(others).toEqual([]);
    expect(suppression?.reason).toBeUndefined();
    expect(suppression && isSilencedBy(suppression, { rule: "bare-pod", start: 0 })).toBe(false);
  });

  test.each([
    "rightkind.dev/ignore: x",
    "rightkind.dev/ignore.: x",
    "rightkind.dev/ignore-everything: x",
    "rightkind.dev/ignored: x",
  ])("a bare or odd prefix silences nothing: %s", (line) => {
    expect(shown(annotated("Pod", line))).toEqual([
      { form: "annotation", annotation: line, rules: [], everyRule: false, reason: "x", silenced: [] },
    ]);
  });

  test("the Pod template's come first", () => {
    const text =
      annotated("Deployment", "rightkind.dev/ignore.bare-pod: object", "rightkind.dev/ignore-all: object") +
      "spec:\n  template:\n    metadata:\n      annotations: {rightkind.dev/ignore.bare-pod: template}\n";
    expect(shown(text).map(({ annotation }) => annotation)).toEqual([
      "rightkind.dev/ignore.bare-pod: template",
      "rightkind.dev/ignore.bare-pod: object",
      "rightkind.dev/ignore-all: object",
    ]);
  });

  test("an object that is its own Pod template is read once", () => {
    const { root } = parseDocument(annotated("Pod", "rightkind.dev/ignore.bare-pod: why"));
    expect(root && annotationSuppressions(root, root, knownRules)).toHaveLength(1);
  });

  test("through aliases and merge keys", () => {
    const text = "kind: Pod\nmetadata:\n  annotations:\n    <<: *why\n";
    expect(shown(`x: &why {rightkind.dev/ignore.bare-pod: merged}\n${text}`).map(({ reason }) => reason)).toEqual([
      "merged",
    ]);
  });

  test.each([
    "kind: Pod\n",
    "kind: Pod\nmetadata: []\n",
    "kind: Pod\nmetadata: {annotations: none}\n",
    "- kind: Pod\n",
    "text\n",
  ])("none: %j", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("silences its rule everywhere in the object", () => {
    const [suppression] = found(annotated("Pod", "rightkind.dev/ignore.bare-pod: why"));
    expect(suppression && isSilencedBy(suppression, { rule: "bare-pod", start: 0 })).toBe(true);
    expect(suppression && isSilencedBy(suppression, { rule: "cronjob-overlap", start: 0 })).toBe(false);
  });
});

describe("other linters'", () => {
  /** What the annotations mean: rules, reason, and the text that is silenced. */
  const meant = (text: string) =>
    found(text).map(({ form, rules, everyRule, reason, silenced }) => ({
      form,
      rules: rules.map(({ id }) => id),
      everyRule,
      reason,
      silenced: typeof silenced === "string" ? silenced : silenced.map(({ start, end }) => text.slice(start, end)),
    }));
  const peer = (rules: string[], reason: string, silenced: string | string[] = "object") => ({
    form: "peer",
    rules,
    everyRule: false,
    reason,
    silenced,
  });

  test("kube-linter: the value is the reason", () => {
    expect(meant(annotated("Service", 'ignore-check.kube-linter.io/dangling-service: "Pods of an operator"'))).toEqual([
      peer(["selector-matches-nothing"], "Pods of an operator"),
    ]);
    expect(meant(annotated("Service", 'ignore-check.kube-linter.io/dangling-service: ""'))).toEqual([
      peer(["selector-matches-nothing"], "kube-linter: dangling-service"),
    ]);
  });

  test("kube-score: a list without reasons", () => {
    const line =
      "kube-score/ignore: service-type, deployment-replicas,stable-version , statefulset-has-poddisruptionbudget";
    expect(meant(annotated("Deployment", line))).toEqual([
      peer(["single-replica-behind-service"], "kube-score: deployment-replicas"),
      peer(["deprecated-workload-api"], "kube-score: stable-version"),
    ]);
  });

  test("Checkov: id=reason, any number", () => {
    const text = `${annotated("Pod", "checkov.io/skip1: CKV_K8S_20=other", "checkov.io/skip12: CKV_K8S_14=a = b", "checkov.io/skip3: CKV_K8S_14")}spec:\n  containers:\n  - image: web\n`;
    expect(meant(text)).toEqual([
      peer(["rollback-not-reproducible"], "a = b", ["image: web"]),
      peer(["rollback-not-reproducible"], "checkov: CKV_K8S_14", ["image: web"]),
    ]);
  });

  test("Monokle: by name and by id, a reason or a switch", () => {
    const lines = [
      "monokle.io/suppress.lnk.no-missing-links: made by an operator",
      "monokle.io/suppress.LNK001: true",
      'monokle.io/suppress.lnk001: "suppress"',
      'monokle.io/suppress.lnk.no-missing-links-2: "true"',
    ];
    const rules = ["reference-not-found", "selector-matches-nothing"];
    expect(meant(annotated("Service", ...lines))).toEqual([
      peer(rules, "made by an operator"),
      peer(rules, "monokle: LNK001"),
      peer(rules, "monokle: lnk001"),
    ]);
    expect(meant(annotated("Service", 'monokle.io/suppress.LNK001: "false"'))).toEqual([]);
    expect(meant(annotated("Service", 'monokle.io/suppress.lnk001: ""'))).toEqual([]);
  });

  test("a check of some images leaves the others", () => {
    const images =
      "spec:\n  initContainers:\n  - image: init\n  containers:\n  - image: web:latest\n  - {image: db:8}\n";
    const silencedBy = (line: string) => meant(annotated("Pod", line) + images)[0]?.silenced;
    expect(silencedBy("ignore-check.kube-linter.io/latest-tag: why")).toEqual([
      "image: init",
      "image: web:latest",
      "image: db:8",
    ]);
    expect(silencedBy("monokle.io/suppress.kbp.no-latest-image: why")).toEqual(["image: web:latest"]);
    expect(silencedBy("monokle.io/suppress.kbp116: why")).toEqual(["image: init"]);
  });

  test("a check of one key leaves what else the rule reports", () => {
    const text = `${annotated("PodDisruptionBudget", "ignore-check.kube-linter.io/pdb-min-available: why")}spec:\n  minAvailable: 1\n  selector: {}\n`;
    expect(meant(text)).toEqual([peer(["pdb-blocks-evictions"], "why", ["minAvailable: 1"])]);
  });

  test("only on the kinds that the check looks at", () => {
    expect(meant(annotated("Deployment", "ignore-check.kube-linter.io/dangling-service: why"))).toEqual([]);
    expect(meant(annotated("Deployment", "kube-score/ignore: cronjob-has-deadline"))).toEqual([]);
    expect(meant("metadata: {annotations: {kube-score/ignore: service-targets-pod}}\n")).toEqual([]);
  });

  test("of the Pod template too, after our own", () => {
    const text =
      annotated("Deployment", "rightkind.dev/ignore.bare-pod: why") +
      "spec:\n  template:\n    metadata:\n      annotations:\n        kube-score/ignore: stable-version\n";
    expect(found(text).map(({ form }) => form)).toEqual(["annotation", "peer"]);
  });

  test.each([
    "ignore-check.kube-linter.io/: why",
    "ignore-check.kube-linter.io/unset-cpu-requirements: why",
    "kube-linter.io/ignore-all: why",
    "kube-score/ignore: deployment-strategy, pod-probes-identical",
    "kube-score/ignore: []",
    "kube-score/enable: stable-version",
    "checkov.io/skip1: CKV_K8S_43=digest",
    "monokle.io/suppress.pss.host-path-volumes: why",
  ])("means no rule of ours: %s", (line) => {
    expect(meant(annotated("Deployment", line))).toEqual([]);
  });

  test("no check stands twice in the table", () => {
    const ids = peerChecks.flatMap(({ tool, ids }) => ids.map((id) => `${tool} ${id}`));
    expect(ids).toEqual([...new Set(ids)]);
    expect(peerChecks.length).toBeGreaterThan(20);
  });
});
