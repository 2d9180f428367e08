// The surgery on volumes: a disk is kept whatever happens, given free, reserved for another claim, and taken by it.
import type { MigratedClaim } from "./claims";
import { keptAs, kubectl, object, volumeOf } from "./live";
import type { Migration } from "./migration";
import { literal, scalar, word } from "./shell";

/** The claims that move. */
export function moving({ claims }: Pick<Migration, "claims">): MigratedClaim[] {
  return claims.filter(({ moves }) => moves);
}

const volume = (migration: Migration, claim: MigratedClaim) => `"pv/$${volumeOf(migration, claim)}"`;

/** Without this the disk goes with its claim. */
export function retained(migration: Migration): string[] {
  return moving(migration).flatMap((claim) => {
    const live = volume(migration, claim);
    return [
      `kubectl patch ${live} --type=merge -p '{"spec":{"persistentVolumeReclaimPolicy":"Retain"}}'`,
      `kubectl get ${live} -o jsonpath='{.spec.persistentVolumeReclaimPolicy}{"\\n"}'   # must print Retain`,
    ];
  });
}

/** As it was before `retained`. */
export function policyBack(migration: Migration): string[] {
  return moving(migration).map((claim) => {
    const before = keptAs(migration, claim, "volume");
    return `kubectl patch ${volume(migration, claim)} --type=merge -p "$(jq -c '{spec: {persistentVolumeReclaimPolicy: .spec.persistentVolumeReclaimPolicy}}' ${before})"`;
  });
}

/** No node holds the disk any more. */
export function detached(migration: Migration): string[] {
  return moving(migration).map((claim) => {
    const attachments = `kubectl get volumeattachments -o json | jq -r --arg pv "$${volumeOf(migration, claim)}" '.items[] | select(.spec.source.persistentVolumeName == $pv) | .metadata.name'`;
    return `until [ -z "$(${attachments})" ]; do sleep 2; done   # waits until no node holds the disk`;
  });
}

/** Which of its two names a claim gives up, and which it takes. */
export type Direction = "forward" | "backward";

const oldName = ({ claim, next }: MigratedClaim, direction: Direction) => (direction === "forward" ? claim : next);
const newName = ({ claim, next }: MigratedClaim, direction: Direction) => (direction === "forward" ? next : claim);

/** The claim goes, the volume is Released. */
export function freed(migration: Migration, direction: Direction = "forward"): string[] {
  return moving(migration).flatMap((claim) => [
    `${kubectl} delete ${object("pvc", oldName(claim, direction))} --wait=true`,
    `kubectl wait --for=jsonpath='{.status.phase}'=Released ${volume(migration, claim)} --timeout=2m`,
  ]);
}

/** The volume waits for the other claim. Without `uid: null` it would stay Released. */
export function reserved(migration: Migration, direction: Direction = "forward"): string[] {
  return moving(migration).flatMap((claim) => [
    `kubectl patch ${volume(migration, claim)} --type=merge -p "$(jq -nc --arg namespace "$NS" --arg name ${word(newName(claim, direction))} '{spec: {claimRef: {apiVersion: "v1", kind: "PersistentVolumeClaim", namespace: $namespace, name: $name, uid: null, resourceVersion: null}}}')"`,
    `kubectl wait --for=jsonpath='{.status.phase}'=Available ${volume(migration, claim)} --timeout=2m`,
  ]);
}

/** The claim that takes the reserved volume. */
export function claimed(migration: Migration, direction: Direction = "forward"): string[] {
  return moving(migration).flatMap((claim) => {
    const name = newName(claim, direction);
    return [
      ...claimManifest(migration, claim, name, [`  volumeName: $${volumeOf(migration, claim)}`]),
      `${kubectl} wait --for=jsonpath='{.status.phase}'=Bound ${object("pvc", name)} --timeout=2m`,
    ];
  });
}

/** Makes a claim that asks for what the old one asks for. What no manifest says is read from what step 1 has kept. */
export function claimManifest(
  migration: Migration,
  claim: MigratedClaim,
  name: string,
  more: readonly string[] = [],
): string[] {
  const { namespace, labels } = migration;
  const { modes, size, storageClass, volumeMode } = claim;
  const pairs = Object.entries(labels).map(([key, value]) => `${scalar(key)}: ${scalar(value)}`);
  const live = (filter: string, what: "claim" | "volume") => `$(jq -c '${filter}' ${keptAs(migration, claim, what)})`;
  return [
    "kubectl apply -f - <<YAML",
    "apiVersion: v1",
    "kind: PersistentVolumeClaim",
    "metadata:",
    `  name: ${literal(scalar(name))}`,
    `  namespace: ${namespace === undefined ? "$NS" : literal(scalar(namespace))}`,
    ...(pairs.length > 0 ? [`  labels: {${literal(pairs.join(", "))}}`] : []),
    "spec:",
    `  storageClassName: ${storageClass === undefined ? live('.spec.storageClassName // ""', "volume") : literal(scalar(storageClass))}`,
    `  volumeMode: ${volumeMode ?? live(".spec.volumeMode", "claim")}`,
    `  accessModes: ${modes.length === 0 ? live(".spec.accessModes", "claim") : `[${literal(modes.map(scalar).join(", "))}]`}`,
    `  resources: {requests: {storage: ${size === undefined ? live(".spec.resources.requests.storage", "claim") : literal(scalar(size))}}}`,
    ...more,
    "YAML",
  ];
}
