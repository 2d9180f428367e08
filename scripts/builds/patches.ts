// Changes that overlays make to a Deployment, each as part of an object and as JSON 6902 operations.
import type { Choices } from "../../test/support/choices";
import type { Fields, Value } from "../../test/support/conversion-generator/style";

export interface Patch {
  /** What is merged into the object, without that which says which object it is. */
  readonly merged: { readonly metadata?: Fields; readonly spec?: Fields };
  readonly operations: readonly Fields[];
}

const CONTAINER = "/spec/template/spec/containers/0";
const SCRATCH = { name: "scratch", emptyDir: {} };
const MOUNT = { name: "scratch", mountPath: "/scratch" };

/** One change, now and then with a label beside it. */
export function drawnPatch(choices: Choices): Patch {
  const drawn = drawnChange(choices);
  const labelled = choices.chance(25) && !drawn.merged.metadata ? labels : undefined;
  if (!labelled) return drawn;
  return {
    merged: { ...labelled.merged, ...drawn.merged },
    operations: [...labelled.operations, ...drawn.operations],
  };
}

const labels = {
  merged: { metadata: { labels: { team: "storage" } } },
  operations: [{ op: "add", path: "/metadata/labels/team", value: "storage" }],
} satisfies Patch;

function drawnChange(choices: Choices): Patch {
  const image = "registry.example/server:3.0";
  const env = [{ name: "LOG_LEVEL", value: "warn" }];
  const resources = { limits: { memory: "2Gi" } };
  const notes = { "example.com/checked": "yes, twice" };
  const helper = { name: "metrics", image: "registry.example/metrics:1.4" };
  const replicas = choices.pick(1, 1, 2);
  return choices.pick<Patch>(
    labels,
    { merged: ofMain({ image }), operations: [operation("replace", `${CONTAINER}/image`, image)] },
    { merged: ofMain({ env }), operations: [operation("add", `${CONTAINER}/env`, env)] },
    {
      merged: ofMain({ resources }),
      operations: [operation(choices.pick("add", "replace"), `${CONTAINER}/resources`, resources)],
    },
    {
      merged: { spec: { template: { metadata: { annotations: notes } } } },
      operations: [operation("add", "/spec/template/metadata/annotations", notes)],
    },
    { merged: { spec: { replicas } }, operations: [operation("add", "/spec/replicas", replicas)] },
    {
      merged: ofPod({ containers: [helper] }),
      operations: [operation("add", "/spec/template/spec/containers/-", helper)],
    },
    {
      merged: ofPod({ volumes: [SCRATCH], containers: [{ name: "main", volumeMounts: [MOUNT] }] }),
      operations: [
        operation("add", "/spec/template/spec/volumes/-", SCRATCH),
        operation("add", `${CONTAINER}/volumeMounts/-`, MOUNT),
      ],
    },
    {
      merged: ofPod({ nodeSelector: { disk: "fast" }, terminationGracePeriodSeconds: 60 }),
      operations: [
        operation("add", "/spec/template/spec/nodeSelector", { disk: "fast" }),
        operation("add", "/spec/template/spec/terminationGracePeriodSeconds", 60),
      ],
    },
    drawnRollout(choices),
    drawnRollout(choices),
  );
}

/** What a StatefulSet says in other words, or does not have. */
function drawnRollout(choices: Choices): Patch {
  const rollingUpdate = { maxSurge: 1, maxUnavailable: choices.pick<Value>(1, 2, "50%") };
  const recreate = { type: "Recreate" };
  return choices.pick<Patch>(
    {
      merged: { spec: { strategy: { $patch: "replace", ...recreate } } },
      operations: [operation("add", "/spec/strategy", recreate)],
    },
    {
      merged: { spec: { strategy: { rollingUpdate } } },
      operations: [operation("add", "/spec/strategy", { type: "RollingUpdate", rollingUpdate })],
    },
    {
      merged: { spec: { strategy: { rollingUpdate: { maxUnavailable: 2 } }, minReadySeconds: 5 } },
      operations: [
        operation("replace", "/spec/strategy/rollingUpdate/maxUnavailable", 2),
        operation("add", "/spec/minReadySeconds", 5),
      ],
    },
    {
      merged: { spec: { progressDeadlineSeconds: 300 } },
      operations: [operation("add", "/spec/progressDeadlineSeconds", 300)],
    },
    {
      merged: { spec: { progressDeadlineSeconds: 300, revisionHistoryLimit: 3 } },
      operations: [
        operation("add", "/spec/revisionHistoryLimit", 3),
        { op: "remove", path: choices.pick("/spec/strategy", "/spec/progressDeadlineSeconds") },
      ],
    },
    {
      merged: { spec: { paused: true } },
      operations: [operation("add", "/spec/paused", true), operation("test", "/spec/paused", true)],
    },
  );
}

function operation(op: string, path: string, value: Value): Fields {
  return { op, path, value };
}

function ofMain(fields: Fields): Patch["merged"] {
  return ofPod({ containers: [{ name: "main", ...fields }] });
}

function ofPod(spec: Fields): Patch["merged"] {
  return { spec: { template: { spec } } };
}
