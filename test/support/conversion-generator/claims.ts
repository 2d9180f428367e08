// The documents of claims and of the volumes that they are bound to, and what of a claim a template may hold.
import type { Fields } from "./style";
import type { AccessMode, ClaimVolume } from "./volumes";

const CLASS_ANNOTATION = "volume.beta.kubernetes.io/storage-class";

/** The label that selects the workload's Pods. */
export function podLabel(workload: string): Fields {
  return { "app.kubernetes.io/name": workload };
}

/** As it is written; a claim of another access mode where `modes` is given. */
export function claimDocument(
  volume: ClaimVolume,
  workload: string,
  modes: readonly AccessMode[] = volume.modes,
): Fields {
  const { claim, marks, bound, source, class: by } = volume;
  const has = (mark: ClaimVolume["marks"][number]) => marks.includes(mark);
  const labels: Fields = {
    ...(has("own") ? { team: "storage" } : {}),
    ...(has("selected") ? podLabel(workload) : {}),
    ...(has("tool") ? { "helm.sh/chart": "storage-1.4.2" } : {}),
  };
  const annotations: Fields = {
    ...(has("tool") ? { "helm.sh/resource-policy": "keep", "pv.kubernetes.io/bind-completed": "yes" } : {}),
    ...(by === "annotation" ? { [CLASS_ANNOTATION]: "standard" } : {}),
    ...(has("own") ? { "example.com/owner": "storage team" } : {}),
  };
  const spec: Fields = {
    ...ownSpec({ ...volume, modes }),
    volumeName: bound === "volumeName" ? `${claim}-disk` : undefined,
    [source ?? "dataSource"]: source && {
      apiGroup: "snapshot.storage.k8s.io",
      kind: "VolumeSnapshot",
      name: `${claim}-before`,
    },
  };
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: claim, labels: filled(labels), annotations: filled(annotations) },
    spec,
  };
}

/** The volume that is reserved for the claim. */
export function volumeDocument({ claim, modes, block }: ClaimVolume, namespace = "default"): Fields {
  return {
    apiVersion: "v1",
    kind: "PersistentVolume",
    metadata: { name: `${claim}-disk` },
    spec: {
      capacity: { storage: "20Gi" },
      accessModes: modes,
      volumeMode: block ? "Block" : undefined,
      persistentVolumeReclaimPolicy: "Retain",
      claimRef: { apiVersion: "v1", kind: "PersistentVolumeClaim", namespace, name: claim },
      csi: { driver: "disk.example.com", volumeHandle: claim },
    },
  };
}

/**
 * The template that may take the claim's place: named as the volume, without what people did not write and without what
 * leads to one volume or one source. The labels by which the set selects its Pods are added by the controller anyway.
 */
export function expectedTemplate(volume: ClaimVolume, selectsByLabels: boolean, workload: string): Fields {
  const { names, document, marks, class: by } = volume;
  if (document === "missing") {
    const spec = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "1Gi" } } };
    return { metadata: { name: names[0] }, spec };
  }
  const labels: Fields = {
    ...(marks.includes("own") ? { team: "storage" } : {}),
    ...(marks.includes("selected") && !selectsByLabels ? podLabel(workload) : {}),
  };
  const annotations: Fields = marks.includes("own") ? { "example.com/owner": "storage team" } : {};
  return {
    metadata: { name: names[0], labels: filled(labels), annotations: filled(annotations) },
    spec: { ...ownSpec(volume), ...(by === "annotation" ? { storageClassName: "standard" } : {}) },
  };
}

/** What a claim asks for, as opposed to what it is bound to. */
function ownSpec({ modes, selector, block, class: by }: ClaimVolume): Fields {
  return {
    accessModes: modes,
    storageClassName: by === "field" ? "standard" : undefined,
    volumeMode: block ? "Block" : undefined,
    resources: { requests: { storage: "10Gi" } },
    selector: selector ? { matchLabels: { disk: "fast" } } : undefined,
  };
}

function filled(fields: Fields): Fields | undefined {
  return Object.keys(fields).length > 0 ? fields : undefined;
}
