// What a provisioner does and the pretended one does not: the disk of a Released volume goes where its policy is Delete.
import { setTimeout as pause } from "node:timers/promises";
import type { Cluster } from "../apiserver/cluster";

interface Volume {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly persistentVolumeReclaimPolicy: string };
  readonly status: { readonly phase: string };
}

/** @returns ends it */
export function startDeletingReleased(cluster: Cluster): () => Promise<void> {
  let going = true;
  const loop = (async () => {
    while (going) {
      const { ok, body } = await cluster.request("GET", "/api/v1/persistentvolumes");
      const volumes = ok ? (body as { items: readonly Volume[] }).items : [];
      for (const { metadata, spec, status } of volumes) {
        if (status.phase === "Released" && spec.persistentVolumeReclaimPolicy === "Delete")
          await cluster.request("DELETE", `/api/v1/persistentvolumes/${metadata.name}`);
      }
      await pause(500);
    }
  })();
  return () => {
    going = false;
    return loop;
  };
}
