// Documents with 200,000 characters of bait in any place are read, judged and edited without running for long.
import { describe, expect, it } from "vitest";
import { readConfiguration } from "../../server/src/config/configuration";
import { suppressions } from "../../server/src/config/suppression";
import { documentContent } from "../../server/src/kubernetes/document-content";
import { compose } from "../../server/src/yaml/compose";
import { insert, isRefusal, replace } from "../../server/src/yaml/edit-script";
import { parseDocument } from "../../server/src/yaml/parse";
import { memoryWorkspace, root } from "../support/memory-workspace";

const LENGTH = 200_000;

/** A piece again and again. */
const run = (piece: string) => piece.repeat(Math.floor(LENGTH / piece.length));

describe("YAML", () => {
  const head = "kind: ConfigMap\nmetadata: {name: a}\n";
  const documents: Readonly<Record<string, string>> = {
    "blanks before a quote that nothing closes": `${head}a: ${run(" ")}"`,
    "blanks behind an opening quote": `${head}a: "${run(" ")}`,
    "blanks before a value": `${head}a: ${run(" ")}b\n`,
    "blank lines": `${head}${run("\n")}b: c\n`,
    "lines of blanks": `${head}${run(" \t\n")}b: c\n`,
    "comments of blanks": `${head}# ${run(" ")}\n`,
    "comment lines": `${head}${run("# c\n")}b: c\n`,
    "signs of comments": `${head}a: b ${run("# ")}\n`,
    quotes: `${head}a: ${run('"')}\n`,
    "single quotes": `${head}a: ${run("'")}\n`,
    backslashes: `${head}a: "${run("\\")}"\n`,
    escapes: `${head}a: "${run("\\u0041")}"\n`,
    colons: `${head}a: ${run(":")}\n`,
    exclamations: `${head}a: ${run("!")}\n`,
    ampersands: `${head}a: ${run("&")}\n`,
    stars: `${head}a: ${run("*")}\n`,
    digits: `${head}a: ${run("9")}\n`,
    underscores: `${head}a: 1${run("_")}x\n`,
    "a long key": `${head}${run("k")}: v\n`,
    "a long anchor": `${head}a: &${run("k")} v\nb: *${run("k")}\n`,
    "many keys": `${head}${run("0123456789: v\n").replaceAll(/0123456789/g, (_, at: number) => `k${at}`)}`,
    "many keys on one line": `${head}a: {${run("012345678, ").replaceAll(/012345678/g, (_, at: number) => `k${at}`)}}\n`,
    "many items": `${head}a:\n${run("- b\n")}`,
    "many items on one line": `${head}a: [${run("b, ")}]\n`,
    "lines in quotes": `${head}a: "${run("b\n  ")}"\n`,
    "lines of a block": `${head}a: |\n${run("  b\n")}`,
    "folded lines": `${head}a: >\n${run("  b\n\n")}`,
    "lines that end with CR": run("a: b\r"),
    "byte order marks": `---\n${run("\ufeff")}`,
    directives: `${run("%FOO\n")}---\n${head}`,
    "anchors and aliases": `${head}${run("0123456: &a v\n0123456: *a\n").replaceAll(/0123456/g, (_, at: number) => `k${at}`)}`,
    "merge keys": `${head}b: &b {c: d}\n${run("<<: *b\n")}`,
  };

  const refused = new Map([
    ["blanks before a quote that nothing closes", "syntax"],
    ["blanks behind an opening quote", "syntax"],
    ["comments of blanks", "unsafe"],
    ["quotes", "syntax"],
    ["colons", "syntax"],
    ["exclamations", "syntax"],
    ["a long key", "syntax"],
    ["lines that end with CR", "syntax"],
    ["byte order marks", "syntax"],
    ["directives", "syntax"],
  ]);

  it.each(Object.entries(documents))("with %s", (name, text) => {
    const edit = compose(text, [replace(["kind"], "Secret"), insert([], "last", "zz: 1")]);
    expect(isRefusal(edit) ? edit.refused : "edited").toBe(refused.get(name) ?? "edited");
  });

  it("with a suppression above every key", () => {
    const line = "# rightkind-ignore-next-line bare-pod: x\n0123456: v\n";
    const text = head + run(line).replaceAll(/0123456/g, (_, at: number) => `k${at}`);
    const found = suppressions(text, parseDocument(text).root, { knownRules: new Set(["bare-pod"]), first: true });
    expect(found.length).toBe(Math.floor(LENGTH / line.length));
  });

  it("as a configuration", () => {
    const problems = (text: string) => readConfiguration(text, new Set(["bare-pod"])).problems.length;
    expect(problems(`ignore: [${run("{a: b}, ")}]`)).toBe(2 * Math.floor(LENGTH / "{a: b}, ".length));
    expect(problems(`closed: [${run("'*a*', ")}]`)).toBe(0);
    expect(problems(`defaultNamespace: ${run("a-")}`)).toBe(1);
  });
});

describe("a workload", () => {
  it("with more containers than a call takes arguments is one", () => {
    const text = `apiVersion: apps/v1
kind: Deployment
metadata: {name: db}
spec: {selector: {matchLabels: {a: b}}, template: {metadata: {labels: {a: b}}, spec: {containers: [${"{image: a}, ".repeat(130_000)}]}}}
`;
    expect(documentContent(text, parseDocument(text).root)).toBe("manifest");
  });

  const pieces = ["a", "a-", "-0", "/", "a/", ":", "@", "<", "$(", "a; ", "a ", ", ", ".", "a-a-1 ", "#", "*"];

  it.each(pieces)("with %j in every place is judged", (piece) => {
    const bait = JSON.stringify(run(piece));
    const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: db
  labels: {app: db, bait: ${bait}}
  annotations: {bait: ${bait}}
spec:
  replicas: 2
  selector: {matchLabels: {app: db}}
  template:
    metadata: {labels: {app: db}}
    spec:
      containers:
        - name: c
          image: ${bait}
          command: [sh, -c, ${bait}]
          env: [{name: A, value: ${bait}}, {name: SCHEDULE, value: ${bait}}]
          volumeMounts: [{name: data, mountPath: ${bait}}]
        - {name: ${bait}, image: mysql, args: [${bait}, ${bait}]}
      volumes: [{name: data, persistentVolumeClaim: {claimName: ${bait}}}]
`;
    const named = manifest.replaceAll("name: db\n", `name: ${bait}\n`);
    const set = named.replace("kind: Deployment", "kind: StatefulSet").replace("replicas: 2", `serviceName: ${bait}`);
    const files = [manifest, named, set].map((text, index) => ({ path: `${index}.yaml`, text }));
    const { analysis } = memoryWorkspace(files);
    expect(analysis.findings(`${root}/0.yaml`).length).toBeGreaterThan(0);
    for (const path of ["1.yaml", "2.yaml"]) expect(Array.isArray(analysis.findings(`${root}/${path}`))).toBe(true);
  });
});
