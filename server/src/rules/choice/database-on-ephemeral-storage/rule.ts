// A database whose data go with its Pod.

import { endsByItself } from "../../../guidance/long-running";
import type { PodProfile } from "../../../guidance/pod-profile";
import { podProfile } from "../../../guidance/pod-profile";
import { cacheEvidence, store, storeEvidence } from "../../../guidance/store-traces";
import { child, entriesOf, itemsOf } from "../../../yaml/navigate";
import { defineRule, type RuleContext, type Severity } from "../../rule";
import { claimFix } from "./claim-fix";
import { claimTemplateFix } from "./claim-template-fix";
import { type DataPlace, dataPlace } from "./data-place";

export const rule = defineRule({
  id: "database-on-ephemeral-storage",
  group: "choice",
  severities: ["information", "hint"],
  heuristic: true,
  settles: true,
  kinds: ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController", "Pod"],
  summary: "A database keeps its data where they go with the Pod.",
  fixes: [
    { title: "Add a volume claim template for 'x' (recreates the object)", safe: false },
    { title: "Add a claim for 'x'", safe: false },
  ],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload || endsByItself(workload) || isPassing(context.resource.root)) return;
    const profile = podProfile(workload, lookups);
    const place = dataPlace(profile);
    // Told to keep nothing, or given a volume for a cache, it is one.
    if (
      !place ||
      cacheEvidence(profile).length > 0 ||
      isCacheVolume(profile, place) ||
      isToldToForget(context, profile)
    )
      return;
    const where = place.mount ? `in ${place.folder}, an emptyDir` : "in the container, on no volume";
    const mend = mayBeCache(profile) ? "Unless it is a cache, give it a claim." : "Give it a claim.";
    report(
      place.mount?.node ?? place.main.imageNode,
      `${place.main.image.name} keeps its data ${where}: they are lost when the Pod is replaced. ${mend}`,
      {
        severity: severityOf(profile, lookups.assumptions.development),
        fixes: workload.kind === "StatefulSet" ? claimTemplateFix(context, place) : claimFix(context, place),
      },
    );
  },
});

/** Owned by somebody, or there for one release or test. */
function isPassing(root: Parameters<typeof child>[0]): boolean {
  const metadata = child(root, "metadata");
  return (
    itemsOf(child(metadata, "ownerReferences")).length > 0 ||
    entriesOf(child(metadata, "annotations")).some(
      ({ key }) => key.type === "scalar" && /^(?:helm\.sh|argocd\.argoproj\.io)\/hook$/.test(key.text),
    )
  );
}

const TEST_NAMESPACE = /(?:^|-)(?:tests?|testing|ci|e2e)(?:-|$)/;
const TEST_FOLDER = /(?:^|\/)(?:tests?|testdata|e2e|ci)\//;

/** What may be a cache as well, and what is there for tests, loses little. */
function severityOf(profile: PodProfile, development: boolean): Severity {
  const { lookups } = profile;
  const isTest = TEST_FOLDER.test(lookups.path) || TEST_NAMESPACE.test(lookups.subject.namespace ?? "");
  return mayBeCache(profile) || isTest || development ? "hint" : "information";
}

function mayBeCache(profile: PodProfile): boolean {
  return store(profile)?.type === "cache" && !isToldToSave(profile);
}

/** Has a ConfigMap that the Pod takes a line of redis.conf by which nothing is saved? */
function isToldToForget({ lookups }: RuleContext, profile: PodProfile): boolean {
  if (!mayBeCache(profile)) return false;
  const named = lookups.subject.facts.references.filter(({ role }) => role === "config-map");
  return named.some(({ target }) => {
    const { candidates, count } = lookups.object(target.group, target.kind, target.name);
    const [object] = candidates;
    if (!object || count !== 1) return false;
    const document = lookups.files.documentsOf(object.document.path).find((one) => one === object.document);
    return document !== undefined && /^[ \t]*(?:save[ \t]+""|appendonly[ \t]+no)[ \t]*$/m.test(document.text);
  });
}

/** Whoever called the volume so knows what is in it. */
function isCacheVolume(profile: PodProfile, { mount }: DataPlace): boolean {
  return mayBeCache(profile) && /(?:^|-)cache(?:-|$)/.test(mount?.volume?.name ?? "");
}

function isToldToSave(profile: PodProfile): boolean {
  return storeEvidence(profile).some(({ group, weight }) => group === "args" && weight > 1);
}
