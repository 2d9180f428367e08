// Whole runbooks, as the command line prints them; each page was read by eye.
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { Folder } from "../cli/command-line";
import { filesOf } from "../conversions/acceptance-cases";
import { claim, database, documents, service } from "./manifests";

interface Page {
  readonly files: Readonly<Record<string, string>>;
  /** Of `convert`, without `--root`, `--to StatefulSet` and `--runbook`. */
  readonly words: readonly string[];
  readonly option?: string;
}

const shop = { namespace: "shop" };

const kustomized = {
  "base/db.yaml": database({ claims: { data: "db-data" } }),
  "base/claim.yaml": claim("db-data"),
  "base/service.yaml": service("db", "db"),
  "base/kustomization.yaml": "resources: [db.yaml, claim.yaml, service.yaml]\n",
  "dev/kustomization.yaml": "namespace: dev\nresources: [../base]\n",
  "prod/kustomization.yaml":
    "namespace: prod\nnamePrefix: eu-\nreplicas: [{name: db, count: 3}]\nresources: [../base]\n",
  "clusters/flux.yaml": `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: {name: shop, namespace: flux-system}
spec:
  path: ./prod
  prune: true
  postBuild: {substitute: {zone: a}}
`,
};

const static_ = {
  "k8s/db.yaml": database(shop),
  "k8s/storage.yaml": documents(
    claim("db-data", { ...shop, more: '  storageClassName: ""\n  volumeName: disk-1\n' }),
    `apiVersion: v1
kind: PersistentVolume
metadata: {name: disk-1}
spec:
  capacity: {storage: 10Gi}
  accessModes: [ReadWriteOnce]
  claimRef: {namespace: shop, name: db-data}
  csi: {driver: disk.example, volumeHandle: disk-1}
`,
  ),
};

/** All that acts on a workload by itself. */
const automated = {
  "k8s/db.yaml": database({
    ...shop,
    replicas: 2,
    metadata:
      "  labels: {app.kubernetes.io/managed-by: Helm}\n  annotations: {meta.helm.sh/release-name: db, meta.helm.sh/release-namespace: shop}\n",
  }),
  "k8s/claim.yaml": claim("db-data", shop),
  "k8s/service.yaml": service("db", "db", "shop"),
  "k8s/scaling.yaml": documents(
    `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: db, namespace: shop}
spec:
  scaleTargetRef: {name: db}
  maxReplicaCount: 3
  triggers: [{type: cron, metadata: {timezone: UTC, start: 0 6 * * *, end: 0 20 * * *, desiredReplicas: "3"}}]
`,
    `apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: {name: db, namespace: shop}
spec:
  targetRef: {apiVersion: apps/v1, kind: Deployment, name: db}
  updatePolicy: {updateMode: Recreate}
`,
    `apiVersion: policy/v1
kind: PodDisruptionBudget
metadata: {name: db, namespace: shop}
spec: {maxUnavailable: 1, selector: {matchLabels: {app: db}}}
`,
  ),
  "backups/db.yaml": documents(
    `apiVersion: volsync.backube/v1alpha1
kind: ReplicationSource
metadata: {name: db, namespace: shop}
spec: {sourcePVC: db-data, trigger: {schedule: 0 * * * *}}
`,
    `apiVersion: batch/v1
kind: CronJob
metadata: {name: dump, namespace: shop}
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          containers: [{name: dump, image: "registry.example/dump:1", volumeMounts: [{name: data, mountPath: /data}]}]
          volumes: [{name: data, persistentVolumeClaim: {claimName: db-data}}]
`,
  ),
  "argocd/apps.yaml": `apiVersion: argoproj.io/v1alpha1
kind: ApplicationSet
metadata: {name: shops}
spec:
  generators: [{list: {elements: [{name: shop}]}}]
  template:
    metadata: {name: "{{name}}"}
    spec:
      source: {path: k8s, repoURL: https://git.example/shop}
      syncPolicy: {automated: {prune: true}}
`,
  "k8s/README.md": "Restart it with `kubectl rollout restart deploy/db`.\n",
};

const pages: Readonly<Record<string, Page>> = {
  examples: {
    files: filesOf(path.resolve(import.meta.dirname, "../../examples")),
    words: ["database/deployment.yaml"],
  },
  "two-claims": {
    files: {
      "k8s/db.yaml": documents(
        database({ ...shop, replicas: 3, claims: { data: "db-data", pictures: "pictures", log: "db-log" } }),
        claim("db-data", shop),
        claim("db-log", { ...shop, size: "1Gi" }),
      ),
      "k8s/pictures.yaml": claim("pictures", { ...shop, modes: "ReadWriteMany", more: "  storageClassName: nfs\n" }),
    },
    words: ["k8s"],
  },
  static: { files: static_, words: ["k8s/db.yaml"] },
  "static-adopted": { files: static_, words: ["k8s/db.yaml"], option: "adopt" },
  "two-builds": { files: kustomized, words: ["base/db.yaml"], option: "copy" },
  automated: { files: automated, words: ["k8s/db.yaml", "--new-resources", "sameFolder"] },
  "new-volumes": { files: automated, words: ["k8s/db.yaml"], option: "new-volumes" },
  "unknown-claim-of-a-replica-set": {
    files: { "db.yaml": database({ kind: "ReplicaSet", image: "registry.example/store:1" }) },
    words: ["db.yaml"],
    option: "copy",
  },
  "block-device": {
    files: {
      "db.yaml": documents(
        database({ ...shop, devices: ["data"] }),
        claim("db-data", { ...shop, more: "  storageClassName: fast\n  volumeMode: Block\n" }),
      ),
    },
    words: ["db.yaml", "--choose", "update-strategy=OnDelete"],
    option: "copy",
  },
  "no-claim-beside": {
    files: { "web.yaml": database({ ...shop, kind: "ReplicaSet", claims: {} }) },
    words: ["web.yaml"],
  },
  "no-claim": { files: { "web.yaml": database({ ...shop, name: "web", claims: {} }) }, words: ["web.yaml"] },
};

function printed({ files, words, option }: Page) {
  const runbook = option === undefined ? ["--runbook"] : ["--runbook", option];
  return new Folder(files).run(["convert", ...words, "--root", ".", "--to", "StatefulSet", ...runbook]);
}

describe("a runbook", () => {
  it.each(Object.keys(pages))("%s", async (name) => {
    const { code, out, err } = await printed(pages[name] as Page);
    expect({ code, err }).toEqual({ code: 0, err: "" });
    await expect(out).toMatchFileSnapshot(`pages/${name}.md`);
  });

  it("is the same for files with other line ends", async () => {
    const page = pages["two-claims"] as Page;
    const files = Object.fromEntries(
      Object.entries(page.files).map(([file, text]) => [file, text.replaceAll("\n", "\r\n")]),
    );
    expect(await printed({ ...page, files })).toEqual(await printed(page));
  });
});
