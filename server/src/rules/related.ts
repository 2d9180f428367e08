// What findings rest on, in the words that all rules share.
import type { WorkspaceObject } from "../workspace/document";
import type { Related } from "./rule";

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
    message: `${kind} "${name}" scales it from ${scaler?.min} to ${scaler?.max}`,
    place: {
      object,
      path: ["spec", scaler?.type === "ScaledObject" ? "maxReplicaCount" : "maxReplicas"],
      part: "value",
    },
  };
}
