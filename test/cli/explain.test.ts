// `explain`: pages of rules and kinds, and why an object is reported or not.
import { describe, expect, it } from "vitest";
import { rules } from "../../server/src/rules/registry";
import { claim, deployment, Folder } from "./command-line";

describe("explain RULE", () => {
  it.each(rules.map(({ id }) => id))("%s has its page, without markers", async (id) => {
    const { code, out, err } = await new Folder({}).run(["explain", id]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out.startsWith(`# ${id}\n\n`)).toBe(true);
    expect(out.match(/^## .*$/gm)).toEqual([
      "## Why",
      "## Examples",
      "## Fixes",
      "## When to ignore it",
      "## Keep it on purpose",
      "## References",
    ]);
    expect(out).not.toMatch(/#\s*\^|\n{3}/);
    expect(out.endsWith("\n")).toBe(true);
  });

  it.each(["unused-suppression", "suppression-without-reason", "invalid-configuration"])(
    "%s has its page",
    async (id) => {
      const { code, out } = await new Folder({}).run(["explain", id]);
      expect({ code, title: out.split("\n")[0] }).toEqual({ code: 0, title: `# ${id}` });
    },
  );

  it("knows what was meant", async () => {
    expect(await new Folder({}).run(["explain", "selector-template-mismatsh"])).toEqual({
      code: 2,
      out: "",
      err: "There is no rule or kind 'selector-template-mismatsh'. Did you mean 'selector-template-mismatch'?\n",
    });
    expect((await new Folder({}).run(["explain", "toString"])).code).toBe(2);
  });
});

describe("explain KIND", () => {
  it("says what the kind is, in any case, and which rules speak of it", async () => {
    const { code, out } = await new Folder({}).run(["explain", "statefulset"]);
    expect(code).toBe(0);
    expect(out).toContain("# StatefulSet\n\nPods with stable names `<name>-0…`");
    expect(out).toContain("| storage | each Pod has its own claim, kept when the Pod goes |");
    expect(out).toContain("- `selector-template-mismatch`: ");
  });

  it("has companions too", async () => {
    const { out } = await new Folder({}).run(["explain", "PersistentVolumeClaim"]);
    expect(out).toContain(
      "# PersistentVolumeClaim\n\nRequest for storage; spec immutable except growing the request and volumeAttributesClassName.\n",
    );
    expect(out).toContain("- `rwop-with-other-modes`: ");
  });
});

describe("explain --object", () => {
  const scaler = `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 1
  maxReplicas: 3
`;

  it("says what is found, what it belongs to, and what each look-up answers", async () => {
    const folder = new Folder({
      "k8s/web.yaml": deployment("web"),
      "k8s/claims.yaml": claim("web-data"),
      "k8s/scaler.yaml": scaler,
      "k8s/job.yaml": deployment("other", "web-data"),
    });
    const { code, out, err } = await folder.run(["explain", "--object", "Deployment/web", "k8s"]);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toBe(`# Deployment "web"

\`k8s/web.yaml:2\`

## Findings

- warning, \`deployment-rwo-claim-multi-replica\`: Up to 3 Pods share the ReadWriteOnce claim "web-data": those on a second node wait for ever. Use a ReadWriteMany claim or one replica.
  - PersistentVolumeClaim "web-data" is ReadWriteOnce: \`k8s/claims.yaml:6\`
  - HorizontalPodAutoscaler "web" scales it from 1 to 3: \`k8s/scaler.yaml:7\`
  - Convert to StatefulSet with a new volume per Pod is refused (R-RWO-REPLICAS): 3 Pods cannot share claim "web-data", which only one node or Pod may mount. Claim "web-data" is also mounted by Deployment/other (job.yaml): it stays an ordinary volume: \`k8s/web.yaml:2\`
- warning, \`rwo-claim-shared-by-workloads\`: Deployment "other" mounts the ReadWriteOnce claim "web-data" too: on two nodes one waits. Keep them on one node, or use ReadWriteMany.
  - PersistentVolumeClaim "web-data" is ReadWriteOnce: \`k8s/claims.yaml:6\`
  - Deployment "other" mounts claim "web-data": \`k8s/job.yaml:21\`

## Which kind

Deployment is fine.

For StatefulSet, score 3 (recommended from 7 on):

- +3 ReadWriteOnce claim "web-data" at /data: \`k8s/web.yaml:21\`

## Applied with

The files of the folder \`k8s\`, 4 files. More may be applied with it: what is missing here may be elsewhere.

## Look-ups

- Pods: 1 to 3, set by HorizontalPodAutoscaler "web"
- Claim "web-data": found, for the Pods of one node at a time
  - PersistentVolumeClaim "web-data" (ReadWriteOnce): \`k8s/claims.yaml:2\`
- Others that use claim "web-data":
  - Deployment "other": \`k8s/job.yaml:2\`
- Autoscalers that scale it:
  - HorizontalPodAutoscaler "web" (1 to 3 Pods): \`k8s/scaler.yaml:2\`
- Services that select its Pods: none
`);
  });

  it("says where a variable sets the number of Pods", async () => {
    const withReplicas = (replicas: string) => deployment("web").replace("spec:\n", `spec:\n  replicas: ${replicas}\n`);
    const folder = new Folder({ "a.yaml": withReplicas("${n:=2}"), "b.yaml": withReplicas("${n}") });
    const pods = async (file: string) =>
      /^- Pods: .*$/m.exec((await folder.run(["explain", "--object", "Deployment/web", file])).out)?.[0];
    expect(await pods("a.yaml")).toBe("- Pods: 2, unless the variable says otherwise");
    expect(await pods("b.yaml")).toBe("- Pods: a variable number");
  });

  it("lists claims that do not agree", async () => {
    const folder = new Folder({
      "web.yaml": deployment("web"),
      "a.yaml": claim("web-data"),
      "b.yaml": claim("web-data", "ReadWriteMany"),
    });
    const { out } = await folder.run(["explain", "--object", "deployment/web", "web.yaml"]);
    expect(out).toContain(`- Claim "web-data": ambiguous, the candidates do not agree in who may mount it
  - PersistentVolumeClaim "web-data" (ReadWriteOnce): \`a.yaml:2\`
  - PersistentVolumeClaim "web-data" (ReadWriteMany): \`b.yaml:2\`
`);
  });

  it("says why nothing is said", async () => {
    const folder = new Folder({
      "chart/Chart.yaml": "name: chart\n",
      "chart/templates/web.yaml": deployment("web"),
      "base/kustomization.yaml": "resources: [db.yaml]\n",
      "base/db.yaml": deployment("db"),
      "over/kustomization.yaml": "resources: [../base]\npatches: [{path: patch.yaml}]\n",
      "over/patch.yaml": deployment("patch"),
      "account.yaml": "apiVersion: v1\nkind: ServiceAccount\nmetadata: {name: x}\n",
      "kept.yaml": `# rightkind-ignore-file deployment-rwo-claim-rolling-update: NFS\n${deployment("kept")}`,
    });
    const said = async (object: string): Promise<string> => {
      const { out } = await folder.run(["explain", "--object", object, "."]);
      return /## Findings\n\n(.*)/.exec(out)?.[1] ?? out;
    };
    expect(await said("Deployment/web")).toBe(
      "None: this is a template of a Helm chart. Check what Helm renders from it.",
    );
    expect(await said("Deployment/patch")).toBe(
      "None: this is a patch of `over/kustomization.yaml`. The object that it changes is checked with it.",
    );
    expect(await said("ServiceAccount/x")).toBe("None: no rule looks at this kind.");
    expect(await said("Deployment/kept")).toBe("- kept on purpose, `deployment-rwo-claim-rolling-update`: NFS");
    const { out } = await folder.run(["explain", "--object", "Deployment/db", "."]);
    expect(out).toContain("The build of the kustomization in `over`, 1 file. All that it names was read.");
    expect(out).toContain("- through `base/kustomization.yaml`\n- through `over/kustomization.yaml`");
  });

  it("is 2 where there is no such object", async () => {
    const folder = new Folder({ "web.yaml": deployment("web") });
    expect(await folder.run(["explain", "--object", "Deployment/wep", "."])).toEqual({
      code: 2,
      out: "",
      err: "There is no Deployment/wep in '.'. Did you mean Deployment/web?\n",
    });
    expect((await folder.run(["explain", "--object", "Deployment/shop/web", "."])).code).toBe(2);
    expect((await folder.run(["explain", "--object", "Deployment/web", "gone.yaml"])).err).toBe(
      "gone.yaml: There is no such file or folder.\n",
    );
  });
});
