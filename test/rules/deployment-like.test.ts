// Rollouts of Argo and DeploymentConfigs of OpenShift: read like a Deployment wherever their Pods count, and advised nothing.
import { describe, expect, it } from "vitest";
import { subjectOf } from "../../server/src/analysis/conversion";
import { checkFix, checkRule, fixTitles } from "../support/check-rule";
import { memoryWorkspace, root } from "../support/memory-workspace";
import { claim, deployment, documents, files } from "./deployment-rwo-claim";
import { budget, hpa, scaled, under } from "./scaled";
import { named, onClaim } from "./storage-manifests";

const rollout = { kind: "Rollout", apiVersion: "argoproj.io/v1alpha1" };
const config = { kind: "DeploymentConfig", apiVersion: "apps.openshift.io/v1" };
const kinds = [
  ["Rollout", rollout],
  ["DeploymentConfig", config],
] as const;

describe.each(kinds)("%s", (kind, as) => {
  it("shares a claim with a workload, and has no fix of its own", () => {
    const id = "rwo-claim-shared-by-workloads";
    const manifests = documents(
      deployment({
        claimSource: onClaim(
          `${id} warning: ${kind} "web" mounts the ReadWriteOnce claim "data" too: on two nodes one waits. Keep them on one node, or use ReadWriteMany.`,
        ),
      }),
      named("web", { ...as, claimSource: onClaim(`${id} warning`) }),
      claim(),
    );
    checkRule(id, manifests);
    expect(fixTitles(id, documents(named("web", as), deployment({ ...as }), claim()))).toEqual([]);
  });
  it("has Pods of which only one may have the claim", () => {
    const id = "rwop-claim-multi-replica";
    const one = claim("ReadWriteOncePod");
    const several = deployment({ ...as, spec: "replicas: 3" });
    checkRule(
      id,
      documents(several.replace(`kind: ${kind}`, `kind: ${kind}\n#     ${"^".repeat(kind.length)} ${id} error`), one),
    );
    expect(fixTitles(id, documents(several, one))).toEqual([]);
  });
  it("names a ConfigMap that is not there", () =>
    checkRule(
      "reference-not-found",
      files({
        "kustomization.yaml": "resources: [web.yaml, used.yaml]\n",
        "used.yaml": "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: settings}\n",
        "web.yaml": scaled({
          ...as,
          container: `envFrom: [{configMapRef: {name: setings}}]\n${under("          envFrom: [{configMapRef: {name: setings}}]", "setings", "reference-not-found")}`,
        }),
      }),
    ));
  it("is watched by a disruption budget", () => {
    const id = "pdb-blocks-evictions";
    const marker = under("  minAvailable: 2", "2", `${id} warning`);
    checkRule(id, documents(scaled({ ...as, spec: "replicas: 2" }), budget(`minAvailable: 2\n${marker}`)));
  });
  it("is what an autoscaler means that names a Deployment", () => {
    const id = "hpa-target-kind-mismatch";
    const target = "{apiVersion: apps/v1, kind: Deployment, name: web}";
    const line = `  scaleTargetRef: ${target}`;
    const message = `${id} warning: There is no Deployment "web", but ${kind} "web": the autoscaler does nothing. Set kind to ${kind}.`;
    checkRule(id, documents(scaled(as), hpa({ target, marker: under(line, "Deployment", message) })));
  });
  it("is written into the autoscaler with its version", () => {
    const target = (words: string) => hpa({ target: `{apiVersion: ${words}, name: web}` });
    checkFix(
      "hpa-target-kind-mismatch",
      "Set kind to 'x'",
      documents(scaled(as), target("apps/v1, kind: Deployment")),
      documents(scaled(as), target(`${as.apiVersion}, kind: ${kind}`)),
    );
  });
  it("is converted to nothing, and says so", () => {
    const { analysis, workspace } = memoryWorkspace([{ path: "web.yaml", text: scaled(as) }]);
    const [document] = workspace.file(`${root}/web.yaml`)?.documents ?? [];
    const subject = document && subjectOf(analysis, { document, index: 0 });
    expect(subject).toEqual({
      refused: "R-PAIR",
      message: `A ${kind} is read like a Deployment, and converted to nothing: the software that runs it makes its Pods.`,
    });
  });
  it("is a patch where it is not whole", () =>
    checkRule(
      "duplicate-object",
      files({
        "base/kustomization.yaml": "resources: [web.yaml]\n",
        "base/web.yaml": scaled(as),
        "base/more.yaml": `apiVersion: ${as.apiVersion}\nkind: ${kind}\nmetadata: {name: web}\nspec: {replicas: 3}\n`,
      }),
    ));
});

describe("is no fault", () => {
  it("a DeploymentConfig whose image a trigger puts in", () =>
    checkRule(
      "selector-matches-nothing",
      files({
        "kustomization.yaml": "resources: [web.yaml, service.yaml]\n",
        "web.yaml": scaled({ ...config, image: '" "' }),
        "service.yaml":
          "apiVersion: v1\nkind: Service\nmetadata: {name: web}\nspec: {selector: {app: web}, ports: [{port: 80}]}\n",
      }),
    ));
});
