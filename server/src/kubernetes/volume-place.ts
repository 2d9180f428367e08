// Where the bytes of a volume are, by its PersistentVolume, its StorageClass or the well-known name of that.
import { asMapping, at, child, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";

/**
 * - `attached`: a disk that one node at a time has; the attach/detach controller asks the access modes
 * - `node-local`: bound to one machine: the scheduler sends every Pod that mounts it there
 * - `unenforced`: a file system that nobody attaches: several nodes mount it, whatever the mode says
 * - `scattered`: each node has a directory of its own
 * - `one-node`: as `node-local` where the cluster has one node, else as `scattered`: its volumes do not say where they lie
 */
export type VolumePlace = "attached" | "node-local" | "unenforced" | "scattered" | "one-node";

/** Makes no volumes: they are made by hand. Source: kubernetes.io, storage-classes#local. */
const NO_PROVISIONER = "kubernetes.io/no-provisioner";

/** Sources: the drivers' own documentation and manifests (CSIDriver `attachRequired: false`, `nodeAffinity` of what they make). */
const places: ReadonlyMap<string, VolumePlace> = new Map([
  ...(
    [
      NO_PROVISIONER,
      "rancher.io/local-path",
      "openebs.io/local",
      "microk8s.io/hostpath",
      "kubevirt.io/hostpath-provisioner",
      "kubevirt.io.hostpath-provisioner",
      "hostpath.csi.k8s.io",
      "topolvm.io",
      "topolvm.cybozu.com",
    ] as const
  ).map((driver) => [driver, "node-local"] as const),
  ...(["docker.io/hostpath", "k8s.io/minikube-hostpath"] as const).map((driver) => [driver, "one-node"] as const),
  ...(
    [
      "nfs.csi.k8s.io",
      "efs.csi.aws.com",
      "fsx.csi.aws.com",
      "file.csi.azure.com",
      "blob.csi.azure.com",
      "filestore.csi.storage.gke.io",
      "nasplugin.csi.alibabacloud.com",
      "cephfs.csi.ceph.com",
      "smb.csi.k8s.io",
      "k8s-sigs.io/nfs-subdir-external-provisioner",
      "fuseim.pri/ifs",
    ] as const
  ).map((driver) => [driver, "unenforced"] as const),
]);

/** They let a second Pod of the same node in only where the class says so; else they are as disks. */
const sharedOnRequest = new Set(["local.csi.openebs.io", "zfs.csi.openebs.io"]);

/** Classes that a distribution brings along under one name that means nothing else. `standard` is none of them. */
const knownClasses = new Set([
  "local-path",
  "openebs-hostpath",
  "microk8s-hostpath",
  "hostpath",
  "crc-csi-hostpath-provisioner",
  "topolvm-provisioner",
]);

/** Where what a PersistentVolume describes lies. */
export function placeOfVolume(volume: Node | undefined): VolumePlace {
  const spec = child(volume, "spec");
  if (asMapping(child(spec, "local"))) return "node-local";
  if (asMapping(child(spec, "hostPath"))) return asMapping(child(spec, "nodeAffinity")) ? "node-local" : "scattered";
  if (["nfs", "cephfs", "glusterfs", "azureFile"].some((source) => asMapping(child(spec, source)))) return "unenforced";
  return placeOfDriver(stringAt(spec, "csi", "driver") ?? "");
}

/** Where what a StorageClass makes lies. */
export function placeOfClass(storageClass: Node | undefined): VolumePlace {
  const provisioner = stringAt(storageClass, "provisioner") ?? "";
  if (sharedOnRequest.has(provisioner) && stringAt(storageClass, "parameters", "shared") === "yes") return "node-local";
  return placeOfDriver(provisioner);
}

/** Where what a class of this name makes lies, as far as the name alone tells. */
export function placeOfClassName(name: string | undefined): VolumePlace {
  return name !== undefined && knownClasses.has(name) ? "node-local" : "attached";
}

/** Are volumes of the class made when a claim asks for one? */
export function makesVolumes(storageClass: Node | undefined): boolean {
  return stringAt(storageClass, "provisioner") !== NO_PROVISIONER;
}

/** Is it the class of claims that name none? */
export function isDefaultClass(storageClass: Node | undefined): boolean {
  const annotations = at(storageClass, "metadata", "annotations");
  return stringAt(annotations, "storageclass.kubernetes.io/is-default-class") === "true";
}

function placeOfDriver(driver: string): VolumePlace {
  // Charts name the provisioner of NFS after their release.
  if (driver.startsWith("cluster.local/") && driver.includes("nfs")) return "unenforced";
  return places.get(driver) ?? "attached";
}
