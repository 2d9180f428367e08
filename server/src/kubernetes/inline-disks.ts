// Volumes that a Pod writes out itself, and that Kubernetes attaches to one node at a time.
import { booleanAt, child, entriesOf, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

const disks = new Set(
  "awsElasticBlockStore azureDisk cinder fc gcePersistentDisk iscsi photonPersistentDisk portworxVolume rbd scaleIO storageos vsphereVolume".split(
    " ",
  ),
);

/** Is the source of a volume such a disk? Source: kubernetes.io, storage/volumes. */
export function isInlineDisk(source: string): boolean {
  return disks.has(source);
}

/** The name of the first volume of a Pod that is such a disk to write to. One that is read-only may be attached to many nodes. */
export function inlineDisk(podSpec: Node | undefined): string | undefined {
  const volume = itemsOf(child(podSpec, "volumes")).find((held) =>
    entriesOf(held).some(
      ({ key, value }) => key.type === "scalar" && isInlineDisk(key.text) && booleanAt(value, "readOnly") !== true,
    ),
  );
  return volume && (stringAt(volume, "name") ?? "");
}
