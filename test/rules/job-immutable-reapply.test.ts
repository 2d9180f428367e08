// The rule job-immutable-reapply: its conditions, its traps and its fixes.
import { describe, expect, it } from "vitest";
import { checkFix, checkRule, fixTitles, relatedOf } from "../support/check-rule";
import { files } from "./deployment-rwo-claim";
import { cronJob, job } from "./job-manifests";

const id = "job-immutable-reapply";

/** The Job with a marker under its name. */
function marked(text: string, label = id): string {
  return text.replace(
    /^ {2}name: (\S+)$/m,
    (line, name: string) => `${line}\n#       ${"^".repeat(name.length)} ${label}`,
  );
}

const message = (how: string) =>
  `${id} information: Job "work" keeps its name: its template is immutable, so ${how} with another image fails while it is there. ${/helm|Argo CD/.test(how) ? "Use a hook, or rename it" : "Delete or rename it first"}.`;
const application = (spec: string, kind = "Application") =>
  `apiVersion: argoproj.io/v1alpha1\nkind: ${kind}\nmetadata: {name: shop}\nspec: ${spec}\n`;
const flux = (spec: string) =>
  `apiVersion: kustomize.toolkit.fluxcd.io/v1\nkind: Kustomization\nmetadata: {name: shop}\nspec: ${spec}\n`;
const delivered = (by: string, text: string, folder = "apps/shop") =>
  files({ "clusters/prod/shop.yaml": by, [`${folder}/job.yaml`]: text });
const built = (text: string, more = "") =>
  files({ "kustomization.yaml": `resources: [job.yaml]\n${more}`, "job.yaml": text });
const helm = job({ metadata: "labels:\n  app.kubernetes.io/managed-by: Helm" });

describe("reports", () => {
  it("a Job of a kustomization", () => checkRule(id, built(marked(job(), message("kubectl apply -k")))));
  it("one that Helm has rendered, by its labels", () => {
    checkRule(id, marked(helm, message("helm upgrade")));
    checkRule(id, marked(job({ metadata: "labels: {heritage: Tiller}" }), message("helm upgrade")));
  });
  it("one that Helm has rendered, by its source", () =>
    checkRule(id, `---\n# Source: shop/templates/job.yaml\n${marked(job())}`));
  it.each([
    ["one source", application("{source: {path: apps/shop}}")],
    ["a folder above", application("{source: {path: ./apps/}}")],
    ["several sources", application("{sources: [{chart: a}, {path: apps/shop}]}")],
    ["a set", application("{template: {spec: {source: {path: apps/shop}}}}", "ApplicationSet")],
    ["a set of folders", application("{generators: [{git: {directories: [{path: apps/*}]}}]}", "ApplicationSet")],
  ])("one that Argo CD applies, by %s", (_, by) => {
    const source = delivered(by, marked(job(), message("the next sync of Argo CD")));
    checkRule(id, source);
    expect(relatedOf(id, source)[0]).toMatch(/^Application(?:Set)? "shop" applies it$/);
  });
  it("one with annotations of Argo CD", () =>
    checkRule(
      id,
      marked(
        job({ metadata: "annotations: {argocd.argoproj.io/sync-wave: '2'}" }),
        message("the next sync of Argo CD"),
      ),
    ));
  it("one that Flux applies", () =>
    checkRule(id, delivered(flux("{path: ./apps/shop}"), marked(job(), message("the next apply of Flux")))));
  it("one whose folder a tool names below the workspace folder", () =>
    checkRule(
      id,
      files({
        "repo/clusters/shop.yaml": flux("{path: ./apps}"),
        "repo/apps/shop/job.yaml": marked(job(), message("the next apply of Flux")),
      }),
    ));
  it("a base, where the overlay is what a tool applies", () =>
    checkRule(
      id,
      files({
        "clusters/shop.yaml": application("{source: {path: overlays/prod}}"),
        "base/kustomization.yaml": "resources: [job.yaml]\n",
        "base/job.yaml": marked(job(), message("the next sync of Argo CD")),
        "overlays/prod/kustomization.yaml": "resources: [../../base]\n",
      }),
    ));
});

describe("is silent", () => {
  it("fp-plain-folder", () => checkRule(id, job()));
  it("fp-cronjob: its template may change", () => checkRule(id, built(cronJob())));
  it.each([
    "helm.sh/hook: post-install",
    "argocd.argoproj.io/hook: Sync",
    "argocd.argoproj.io/sync-options: Force=true,Replace=true",
    "argocd.argoproj.io/sync-options: Prune=false, Replace=true",
    "kustomize.toolkit.fluxcd.io/force: enabled",
    "kustomize.toolkit.fluxcd.io/ssa: IfNotPresent",
  ])("fp-made-anew: %s", (line) => checkRule(id, built(job({ metadata: `annotations:\n  ${line}` }))));
  it("other options do not help", () =>
    checkRule(id, built(marked(job({ metadata: "annotations:\n  argocd.argoproj.io/sync-options: Prune=false" })))));
  it.each(["work-1.4.2", "work-1-4", "work-v2", "work-20260101", "work-3f2a9c1", "work-${TAG}"])(
    "fp-name-that-changes: %s",
    (name) => checkRule(id, built(job().replace("name: work\n", `name: ${name}\n`))),
  );
  it.each(["work-2", "work-defaced", "work-a"])("a name that does not: %s", (name) =>
    checkRule(id, built(marked(job().replace("name: work\n", `name: ${name}\n`)))),
  );
  it("fp-generate-name", () =>
    checkRule(id, job({ metadata: "labels: {heritage: Helm}" }).replace("  name: work\n", "  generateName: work-\n")));
  it("fp-export-of-a-live-object", () => checkRule(id, built(job({ metadata: "uid: a" }))));
  it("fp-owned", () => checkRule(id, built(job({ metadata: "ownerReferences: [{kind: CronJob, name: a}]" }))));
  it.each([
    ["Argo CD that replaces", application("{source: {path: apps}, syncPolicy: {syncOptions: [Replace=true]}}")],
    ["Flux that forces", flux("{path: apps, force: true}")],
    ["another folder", flux("{path: apps/other}")],
    ["the whole repository", flux("{path: ./}")],
    ["a variable", application("{source: {path: 'apps/{{name}}'}}")],
    [
      "a folder that is left out",
      application("{generators: [{git: {directories: [{path: apps/*, exclude: true}]}}]}", "ApplicationSet"),
    ],
  ])("fp-%s", (_, by) => checkRule(id, delivered(by, job())));
});

describe("the fix", () => {
  const argoLines = "argocd.argoproj.io/hook: Sync\n  argocd.argoproj.io/hook-delete-policy: BeforeHookCreation";
  const helmLines = "helm.sh/hook: post-install,post-upgrade\n  helm.sh/hook-delete-policy: before-hook-creation";
  it("makes it a hook of Argo CD", () => {
    const unit = (metadata: string) => delivered(application("{source: {path: apps}}"), job({ metadata }));
    checkFix(id, "Add Argo CD hook annotations", unit(""), unit(`annotations:\n  ${argoLines}`));
    checkFix(
      id,
      "Add Argo CD hook annotations",
      unit("annotations:\n  a: b"),
      unit(`annotations:\n  a: b\n  ${argoLines}`),
    );
  });
  it("makes it a hook of Helm", () => {
    const metadata = "labels:\n  app.kubernetes.io/managed-by: Helm";
    checkFix(
      id,
      "Add Helm hook annotations",
      job({ metadata }),
      job({ metadata: `${metadata}\nannotations:\n  ${helmLines}` }),
    );
  });
  it("is none where the tool knows no hooks, or is not known", () => {
    expect(fixTitles(id, delivered(flux("{path: apps}"), job()))).toEqual([]);
    expect(fixTitles(id, built(job()))).toEqual([]);
  });
});
