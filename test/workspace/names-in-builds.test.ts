// In a build it makes no difference in which file a name stands: what Kustomize renders is one output.
import { expect, it } from "vitest";
import { memoryWorkspace, root } from "../support/memory-workspace";

const rule = "deployment-rwo-claim-rolling-update";

const workload = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: registry.example/web
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: data
`;

const claim = (mode: string, namespace: string) =>
  `apiVersion: v1\nkind: PersistentVolumeClaim\nmetadata:\n  name: data\n${namespace}spec:\n  accessModes: [${mode}]\n`;

/** The claim beside the workload is only possibly meant: it has a namespace. The one in the other file fits. */
function severities(others: readonly { readonly path: string; readonly text: string }[]): string[] {
  const { analysis } = memoryWorkspace([
    { path: "web.yaml", text: `${workload}---\n${claim("ReadWriteMany", "  namespace: shop\n")}` },
    { path: "claim.yaml", text: claim("ReadWriteOnce", "") },
    ...others,
  ]);
  return analysis.findings(`${root}/web.yaml`).flatMap((one) => (one.rule === rule ? one.severity : []));
}

it("means the one that fits, in whichever file of the build it stands", () => {
  expect(severities([{ path: "kustomization.yaml", text: "resources: [web.yaml, claim.yaml]\n" }])).toEqual([
    "warning",
  ]);
});

it("means what stands in the same file of a directory", () => {
  expect(severities([])).toEqual([]);
});
