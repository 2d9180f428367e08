// The shop of examples/ converted: every byte of its files, and every object that Kustomize builds of them.
import { execFileSync, spawnSync } from "node:child_process";
import * as path from "node:path";
import { describe, expect, it } from "vitest";
import { parseAllDocuments } from "yaml";
import { Folder } from "../cli/command-line";
import { filesOf } from "./acceptance-cases";

const before = filesOf(path.resolve(import.meta.dirname, "../../examples"));
/** The files that the conversion changes, as they must be afterwards. */
const changed = filesOf(path.join(import.meta.dirname, "examples-converted"));

const hasKustomize = spawnSync("kubectl", ["kustomize", "--help"]).status === 0;

/** As much of a built object as the test looks into. */
interface BuiltObject {
  readonly kind: string;
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly template: {
      readonly spec: { readonly containers: readonly { readonly resources: object }[]; readonly volumes?: unknown };
    };
    readonly scaleTargetRef: object;
  };
}

/** What Kustomize builds in a folder: every object, by `Kind/name`. */
function built(folder: Folder): Record<string, BuiltObject> {
  const text = execFileSync("kubectl", ["kustomize", folder.path], { encoding: "utf8" });
  const objects = parseAllDocuments(text).map((document): BuiltObject => document.toJS());
  return Object.fromEntries(objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]));
}

async function convertedCopy(): Promise<Folder> {
  const copy = new Folder(before);
  const words = ["convert", "database/deployment.yaml", "--root", ".", "--to", "StatefulSet", "--write"];
  const { code, err } = await copy.run([...words, "--storage", "templates"]);
  expect({ code, codes: err.split("\n").map((line) => line.split(" ")[0]) }).toEqual({
    code: 0,
    codes: ["W-DATA:", "W-LIVE:", "W-REPLICAS:", "W-SCALER:", "follow:", ""],
  });
  return copy;
}

describe("the conversion of the examples", () => {
  it("changes these files and no others", async () => {
    expect(Object.keys(changed).filter((file) => changed[file] === before[file])).toEqual([]);
    expect(filesOf((await convertedCopy()).path)).toEqual({ ...before, ...changed });
  });

  it.skipIf(!hasKustomize)("builds the same objects but for the workload and what belongs to it", async () => {
    const { "Deployment/mysql": deployment, ...others } = built(new Folder(before));
    const autoscaler = others["HorizontalPodAutoscaler/mysql"];
    if (!deployment || !autoscaler) throw new Error("the examples have no MySQL, or no autoscaler for it");
    const { volumes: _, ...pod } = deployment.spec.template.spec;
    // By a patch in the kustomization, which must find the workload under its new kind; the manifest gives 1Gi.
    expect(pod.containers[0]?.resources).toMatchObject({ limits: { memory: "2Gi" } });

    expect(built(await convertedCopy())).toEqual({
      ...others,
      "StatefulSet/mysql": {
        ...deployment,
        kind: "StatefulSet",
        spec: {
          ...deployment.spec,
          serviceName: "mysql-headless",
          template: { ...deployment.spec.template, spec: pod },
          volumeClaimTemplates: [
            {
              metadata: { name: "data" },
              spec: { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "10Gi" } } },
            },
          ],
        },
      },
      "Service/mysql-headless": {
        apiVersion: "v1",
        kind: "Service",
        metadata: { name: "mysql-headless", labels: { "app.kubernetes.io/part-of": "shop" } },
        spec: {
          clusterIP: "None",
          selector: { app: "mysql" },
          ports: [{ name: "mysql", port: 3306, targetPort: 3306 }],
        },
      },
      "HorizontalPodAutoscaler/mysql": {
        ...autoscaler,
        spec: { ...autoscaler.spec, scaleTargetRef: { ...autoscaler.spec.scaleTargetRef, kind: "StatefulSet" } },
      },
    });
  });
});
