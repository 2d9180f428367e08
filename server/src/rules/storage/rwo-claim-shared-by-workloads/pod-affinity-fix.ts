// The fix "Add pod affinity to 'y'": the Pods run where those of another workload run.
import { type Labels, matchesLabels } from "../../../kubernetes/labels";
import { podLabels, podTemplatePath } from "../../../kubernetes/workload";
import { type WorkspaceObject, written } from "../../../workspace/objects/workspace-object";
import { insert, type Operation } from "../../../yaml/edit-script";
import { entry, type Fragment, item, literal, mapping } from "../../../yaml/fragment";
import { asMapping, at, child, entryOf } from "../../../yaml/navigate";
import type { Path } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { isOwn, ownFix, ownPath } from "../../shared/written";

const REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

/**
 * @param anchor the other one, whose Pods run all the time: beside Pods that come and go nothing could start
 * @param wanted the labels of the Pod beside which they are to run
 * @returns nothing where its labels are not known, or are those of the Pods themselves
 */
export function podAffinityFix(
  context: RuleContext,
  anchor: WorkspaceObject | undefined,
  wanted = anchor && labelsOf(anchor),
): Fix[] {
  const { workload, own } = context;
  if (!workload || !anchor || !wanted || matchesLabels(wanted, podLabels(workload) ?? {})) return [];
  const path = [...podTemplatePath(workload.kind), "spec"];
  const podSpec = at(own.root, ...path);
  if (!asMapping(podSpec) || !isOwn(context, child(workload.podSpec, "affinity"))) return [];
  const title = `Add pod affinity to '${anchor.facts.name}'`;
  return [ownFix(context, title, () => [addition(podSpec, ownPath(context, ...path), wanted)])];
}

/** As they are written, so that they hold in every build; those by which its controller knows them before all others. */
function labelsOf(anchor: WorkspaceObject): Labels | undefined {
  const { selector, podLabels: own = {} } = written(anchor).facts.workload ?? {};
  const selected = selector?.matchExpressions.length === 0 ? selector.matchLabels : {};
  const labels = Object.keys(selected).length > 0 ? selected : own;
  const built = anchor.facts.workload?.podLabels ?? {};
  return Object.keys(labels).length > 0 && matchesLabels(labels, built) ? labels : undefined;
}

/** At the deepest place that is there already. */
function addition(podSpec: Parameters<typeof child>[0], path: Path, wanted: Labels): Operation {
  const affinity = child(podSpec, "affinity");
  const podAffinity = child(affinity, "podAffinity");
  const list = item(term(wanted));
  if (entryOf(podAffinity, REQUIRED)) return insert([...path, "affinity", "podAffinity", REQUIRED], "last", list);
  const required = entry(REQUIRED, list);
  if (entryOf(affinity, "podAffinity")) return insert([...path, "affinity", "podAffinity"], "last", required);
  const beside = entry("podAffinity", required);
  if (entryOf(podSpec, "affinity")) return insert([...path, "affinity"], "last", beside);
  const place = entryOf(podSpec, "containers") ? { before: "containers" } : "last";
  return insert(path, place, entry("affinity", beside));
}

function term(wanted: Labels): Fragment {
  const pairs = Object.entries(wanted).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);
  const plain = pairs.map((pair) =>
    pair.replace(/"([A-Za-z][\w./-]*)"/g, (_, word) => (isWord(word) ? word : `"${word}"`)),
  );
  return mapping(
    entry("labelSelector", entry("matchLabels", literal(plain.join("\n")))),
    literal("topologyKey: kubernetes.io/hostname"),
  );
}

/** Does YAML read it as the text that it is, without quotes? */
function isWord(text: string): boolean {
  return !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
}
