// What findings rest on, in the words that all rules share.
import { countText } from "../../kubernetes/variables";
import type { WorkspaceObject } from "../../workspace/objects/workspace-object";
import type { Related } from "../rule";

/** The access modes of a claim. */
export function claimRelated(object: WorkspaceObject): Related {
  const modes = object.facts.claim?.accessModes ?? [];
  return {
    message: `PersistentVolumeClaim "${object.facts.name}" is ${modes.length > 0 ? modes.join(", ") : "without an access mode"}`,
    place: { object, path: ["spec", "accessModes"], part: "value" },
  };
}

/** The most replicas that an autoscaler allows. */
export function scalerRelated(object: WorkspaceObject): Related {
  const { kind, name, scaler } = object.facts;
  return {
    message: `${kind} "${name}" scales it from ${scaler ? `${countText(scaler.min)} to ${countText(scaler.max)}` : ""}`,
    place: {
      object,
      path: ["spec", scaler?.type === "ScaledObject" ? "maxReplicaCount" : "maxReplicas"],
      part: "value",
    },
  };
}
