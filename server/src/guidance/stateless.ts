// What speaks for a Deployment in place of a StatefulSet: nothing uses order, names or a disk of each Pod.
import { asScalar, at, child, itemsOf, stringAt } from "../yaml/navigate";
import type { Node } from "../yaml/tree";
import type { Evidence, Suppressor } from "./evidence";
import { identityUse, memoryQueue, siblingUse } from "./identity";
import { isClusteredImage, isStatelessImage } from "./known-images";
import { keptApart } from "./per-node";
import { ownStorage, type PodProfile } from "./pod-profile";
import { isImageOf, storeEvidence } from "./store-traces";

/** For a StatefulSet. One with claim templates has none: each Pod's own disk is reason enough. */
export function statelessEvidence(profile: PodProfile): Evidence[] {
  const { workload, volumes, main, replicas, lookups } = profile;
  const { resource, spec } = workload;
  if (itemsOf(child(spec, "volumeClaimTemplates")).length > 0) return [];
  const kind = { node: resource.kindNode };
  const found: Evidence[] = [{ text: "no volumeClaimTemplates", weight: 3, group: "templates", source: kind }];
  if (!volumes.some(({ type }) => type !== "empty" && type !== "projection")) {
    found.push({ text: "no storage but emptyDir", weight: 2, group: "storage", source: kind });
  }
  found.push(...serviceEvidence(profile));
  if (main && (isStatelessImage(main.image) || isImageOf(lookups.assumptions, "statelessImages", main))) {
    found.push({ text: `image ${main.image.text}`, weight: 2, group: "image", source: { node: main.imageNode } });
  }
  const [scaler] = replicas.scalers;
  if (scaler) {
    const place = { object: scaler, path: ["spec", "scaleTargetRef"], part: "key" } as const;
    const { kind: scalerKind, name } = scaler.facts;
    found.push({ text: `${scalerKind} "${name}" scales it`, weight: 1, group: "scaler", source: { place } });
  }
  found.push(...pinnedEvidence(profile));
  if (!isUnused(profile)) return found;
  found.push({ text: "nothing uses the names of its Pods", weight: 2, group: "identity", source: kind });
  const policy = asScalar(at(spec, "podManagementPolicy"));
  if (policy?.value === "Parallel") {
    found.push({ text: "podManagementPolicy: Parallel", weight: 1, group: "order", source: { node: policy } });
  }
  return found;
}

/** Pods that keep apart, or that lose what they hold in memory, are not as interchangeable as they look. */
function pinnedEvidence(profile: PodProfile): Evidence[] {
  const apart = keptApart(profile.workload);
  const group = "apart";
  if (apart) return [{ text: "each Pod on a node of its own", weight: -3, group, source: { node: apart } }];
  const queue = memoryQueue(profile);
  return queue ? [{ text: `a queue in memory: ${queue.text}`, weight: -3, group, source: { node: queue.node } }] : [];
}

/** Its governing Service: absent, of another sort, or in no file. */
function serviceEvidence({ workload, lookups }: PodProfile): Evidence[] {
  const node = child(workload.spec, "serviceName");
  const name = stringAt(node);
  if (!node || !name) {
    return [
      { text: "no serviceName", weight: 2, group: "service", source: { node: node ?? workload.resource.kindNode } },
    ];
  }
  const { state, candidates } = lookups.object("", "Service", name);
  if (state === "unknown" || (state === "missing" && !lookups.unit.wasRead)) return [];
  if (candidates.some(({ facts }) => facts.service?.headless)) return [];
  return [{ text: `no headless Service "${name}"`, weight: 2, group: "service", source: { node } }];
}

/** Rests on absence: the whole unit must have been read. */
function isUnused(profile: PodProfile): boolean {
  return (
    profile.lookups.unit.wasRead && profile.lookups.pods.mentions().length === 0 && identityUse(profile) === undefined
  );
}

/** Private images are known by what people call them: `ledger-db`, `orders-queue`. */
function isCalledStore(imageWords: readonly string[], name: string): boolean {
  return [...imageWords, ...name.split("-")].some((word) =>
    /(?:db|sql|database|datastore|broker|queue|cache)$/.test(word),
  );
}

/** What acts for the whole cluster: a StatefulSet never runs two of it at the same time, not even while it is replaced. */
const CONTROLLER = /(?:controller|operator|provisioner|(?:^|-)(?:manager|scheduler|attacher|resizer|snapshotter))$/;

/** Reasons for a StatefulSet that no manifest has to spell out. */
export function stateSuppressors(profile: PodProfile): Suppressor[] {
  const { workload, main, lookups } = profile;
  const { resource } = workload;
  const keep = (id: Suppressor["id"], text: string, source: Suppressor["source"]): Suppressor => ({
    id,
    text,
    kinds: ["Deployment"],
    effect: "silent",
    source,
  });
  const found: Suppressor[] = [];
  const identity = identityUse(profile);
  if (identity) found.push(keep("identity", `uses the Pod's name: ${identity.text}`, { node: identity.node }));
  const [mention] = lookups.pods.mentions();
  if (mention) {
    const path = mention.facts.peers?.find(({ set }) => set === resource.name)?.path ?? [];
    const text = `${mention.facts.kind} "${mention.facts.name}" calls a Pod by its name`;
    found.push(keep("identity", text, { place: { object: mention, path, part: "value" } }));
  }
  const sibling = siblingUse(profile);
  if (sibling) found.push(keep("identity", `knows of its siblings: ${sibling.text}`, { node: sibling.node }));
  const [trace] = storeEvidence(profile).filter(({ group, weight }) => group !== "image" || weight > 1);
  if (trace) found.push(keep("store", `a store: ${trace.text}`, trace.source));
  else if (main && isCalledStore(main.image.words, resource.name)) {
    found.push(
      keep("store", `called ${resource.name}: a store by its name`, { node: resource.nameNode ?? resource.kindNode }),
    );
  }
  found.push(...storageReasons(profile).map(({ text, node }) => keep("storage", text, { node })));
  if (main && isClusteredImage(main.image)) {
    found.push(keep("clustered", `image ${main.image.text} forms a cluster by names`, { node: main.imageNode }));
  }
  if (
    [resource.name, main?.image.name, main?.container.name].some((name) => name !== undefined && CONTROLLER.test(name))
  ) {
    const text = "a controller of which two must never run";
    found.push(keep("singleton", text, { node: resource.nameNode ?? resource.kindNode }));
  }
  return found;
}

/** What a second Pod, started before the first is gone, would write to as well. */
function storageReasons(profile: PodProfile): { readonly text: string; readonly node: Node }[] {
  const [own] = ownStorage(profile);
  if (own) return [{ text: `"${own.target}" is for one Pod at a time`, node: own.node }];
  const written = profile.volumes.filter(({ writable }) => writable);
  const host = written.find(({ type }) => type === "host");
  if (host) return [{ text: `writes to ${host.target} of its node`, node: host.node }];
  const unknown = written.find(({ type, class: access }) => type === "claim" && access === "unknown");
  return unknown ? [{ text: `"${unknown.target}" may be for one Pod at a time`, node: unknown.node }] : [];
}
