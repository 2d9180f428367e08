// Fields that the kind does not have, as they stray in from another manifest: a conversion carries them, drops them or refuses; it never fails.
import { describe, expect, it } from "vitest";
import { stringify } from "yaml";
import { targetsOf } from "../../server/src/conversions/pairs";
import { workloadKinds } from "../../server/src/kubernetes/kinds";
import { Choices } from "../support/choices";
import { attempt } from "../support/conversion-attempts";
import { memoryWorkspace, root } from "../support/memory-workspace";
import { drawnWorkload } from "../support/pair-generator/workload";

/** Of all kinds, at their places under `spec`, and what people put there by mistake. */
const strayed: Readonly<Record<string, unknown>> = {
  strategy: { type: "Recreate" },
  updateStrategy: { type: "OnDelete" },
  serviceName: "web",
  podManagementPolicy: "Parallel",
  ordinals: { start: 3 },
  volumeClaimTemplates: [{ metadata: { name: "data" }, spec: { accessModes: ["ReadWriteOnce"] } }],
  persistentVolumeClaimRetentionPolicy: { whenScaled: "Delete" },
  minReadySeconds: 5,
  revisionHistoryLimit: 2,
  progressDeadlineSeconds: 60,
  paused: true,
  suspend: true,
  replicas: 2,
  parallelism: 2,
  completions: 2,
  completionMode: "Indexed",
  backoffLimit: 1,
  ttlSecondsAfterFinished: 60,
  activeDeadlineSeconds: 60,
  schedule: "0 3 * * *",
  concurrencyPolicy: "Forbid",
  jobTemplate: { spec: { template: { spec: { containers: [] } } } },
  selector: { matchLabels: { app: "other" } },
  restartPolicy: "Always",
  containers: [{ name: "other", image: "nginx:1.29" }],
  template: null,
};

const pairs = workloadKinds.flatMap((from) => targetsOf(from).map((to) => [from, to] as const));

describe.each(pairs)("%s to %s", (from, to) => {
  const plainest = drawnWorkload(from, new Choices([])).object;

  it.each([
    ...Object.entries(strayed).map(([field, value]) => [field, { [field]: value }] as const),
    ["both strategies", { strategy: { type: "Recreate" }, updateStrategy: { type: "OnDelete" } }] as const,
    ["a strategy under the other name", { updateStrategy: { type: "Recreate" } }] as const,
    [
      "rolling updates of one another",
      { strategy: { rollingUpdate: { partition: 1 } }, updateStrategy: { rollingUpdate: { maxSurge: 1 } } },
    ] as const,
    ["nulls", Object.fromEntries(Object.keys(strayed).map((field) => [field, null]))] as const,
    ["words", Object.fromEntries(Object.keys(strayed).map((field) => [field, "word"]))] as const,
    ["lists", Object.fromEntries(Object.keys(strayed).map((field) => [field, [[]]]))] as const,
    ["all of them", strayed] as const,
  ])("%s", (_, fields) => {
    const own = plainest as { readonly spec: object };
    holds(stringify({ ...own, spec: { ...own.spec, ...fields } }));
  });

  it.each(["metadata: []", "metadata:\n  name: web\n  labels: web", "metadata:\n  name: web\n  annotations: [web]"])(
    "%s, everywhere",
    (metadata) => {
      const indented = (text: string, by: number) => text.replaceAll(/^/gm, " ".repeat(by));
      const text = stringify(plainest);
      holds(text.replaceAll(/^( *)metadata:\n(?:\1 +.*\n)+/gm, (_, { length }) => `${indented(metadata, length)}\n`));
    },
  );

  function holds(text: string): void {
    const memory = memoryWorkspace([{ path: "app.yaml", text }]);
    const [document] = memory.workspace.documentsOf(`${root}/app.yaml`);
    // What is no workload any more is not converted.
    if (!document || !memory.workspace.isManifest(document)) return;
    expect(() => memory.analysis.findings(document.path)).not.toThrow();
    expect(() => attempt(memory.analysis, document, 0, { to, storage: "auto" })).not.toThrow();
  }
});
