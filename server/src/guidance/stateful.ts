// What speaks for a StatefulSet: Pods that keep data, know each other by name, or share what only one may have.
import { podLabels } from "../kubernetes/workload";
import { at, child, stringAt } from "../yaml/navigate";
import { commands } from "./commands";
import type { Evidence } from "./evidence";
import { type StoreImage, storeImage } from "./known-images";
import { type ContainerProfile, ownStorage, type PodProfile } from "./pod-profile";
import { cacheEvidence, storeEvidence } from "./store-traces";

/** The application images of a Deployment are right in either kind: they do not get beyond this score with one replica. */
const EITHER_KIND = 6;

export function statefulEvidence(profile: PodProfile): Evidence[] {
  const found = [
    ...storeEvidence(profile),
    ...claimEvidence(profile),
    ...strategyEvidence(profile),
    ...peerEvidence(profile),
    ...headlessService(profile),
    ...componentLabel(profile),
    ...cacheEvidence(profile),
  ];
  return [...found, ...eitherKind(profile, found)];
}

/** The store that the main container runs: a known one, or one that the configuration calls stateful. */
export function store({ main, lookups }: PodProfile): StoreImage | undefined {
  if (!main) return undefined;
  const known = storeImage(main.image);
  if (known) return known;
  return isStatefulImage(main.container.image, lookups.assumptions)
    ? { product: main.image.name, type: "store" }
    : undefined;
}
