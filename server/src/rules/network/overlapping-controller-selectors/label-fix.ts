// The fix "Add label 'k: v' to selector and Pod labels (recreates the object)": the object's Pods become its own.

import { isDnsLabel } from "../../../kubernetes/dns-label";
import type { Labels } from "../../../kubernetes/labels";
import { podLabels, workload as workloadOf } from "../../../kubernetes/workload";
import type { WorkspaceObject } from "../../../workspace/objects/workspace-object";
import { insert, type Operation } from "../../../yaml/edit-script";
import { entry } from "../../../yaml/fragment";
import { asMapping, at, entryOf } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Path } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { discriminatingLabel, type LabelPair } from "../../shared/discriminating-label";
import { isOwn, ownFix, ownPath } from "../../shared/written";

export function labelFix(context: RuleContext, others: readonly WorkspaceObject[]): Fix[] {
  const { own, workload } = context;
  const set = workloadOf(own);
  const labelsPath: Path = ["spec", "template", "metadata", "labels"];
  const pairsPath: Path =
    own.kind === "ReplicationController" ? ["spec", "selector"] : ["spec", "selector", "matchLabels"];
  const isPlain = [labelsPath, pairsPath].every(
    (path) => asMapping(at(own.root, ...path)) && isOwn(context, at(workload?.resource.root, ...path)),
  );
  const present = set && podLabels(set);
  if (!isPlain || !present) return [];
  const label = labelFor(own.name, present, others);
  if (!label || entryOf(at(own.root, ...pairsPath), label[0])) return [];
  const [key, value] = label;
  const script = [
    added(context, pairsPath, label),
    ...(present[key] === undefined ? [added(context, labelsPath, label)] : []),
  ];
  return [
    ownFix(context, `Add label '${key}: ${value}' to selector and Pod labels (recreates the object)`, () => script),
  ];
}

function added(context: RuleContext, path: Path, [key, value]: LabelPair): Operation {
  return insert(ownPath(context, ...path), "last", entry(key, quoted(value, "plain", false)));
}

/** One that the Pods have and the others do not; else the object's name under a key that nobody uses. */
function labelFor(name: string, present: Labels, others: readonly WorkspaceObject[]): LabelPair | undefined {
  const theirs = others.map(({ facts }) => facts.workload?.podLabels ?? {});
  const there = discriminatingLabel(present, theirs);
  if (there) return there;
  const key = ["app.kubernetes.io/instance", "app.kubernetes.io/component", "app.kubernetes.io/name"].find((free) =>
    [present, ...theirs].every((labels) => labels[free] === undefined),
  );
  return key === undefined || !isDnsLabel(name) ? undefined : [key, name];
}
