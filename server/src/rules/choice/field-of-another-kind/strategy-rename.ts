// The fixes "Rename strategy to updateStrategy" and back: the other kind's strategy under its own name, and valid there.
import { type KubernetesVersion, keepsSetMaxUnavailable } from "../../../config/assumptions";
import { containers, type Workload } from "../../../kubernetes/workload";
import { replicasRange } from "../../../workspace/replicas-range";
import { type Operation, remove, rename, replace } from "../../../yaml/edit-script";
import {
  asMapping,
  asScalar,
  booleanAt,
  child,
  entriesOf,
  entryOf,
  integerAt,
  itemsOf,
  stringAt,
} from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { isOwn, ownFix, ownPath } from "../../shared/written";

/** @returns nothing where the other key is there as well, or a patch has a say in the strategy */
export function strategyRename(context: RuleContext, workload: Workload, from: string, to: string): Fix[] {
  const entry = entryOf(workload.spec, from);
  if (!entry || entryOf(workload.spec, to) || !isOwn(context, entry.key) || !isOwn(context, entry.value)) return [];
  const path = ownPath(context, "spec", from);
  const { kubernetesVersion } = context.lookups.assumptions;
  const { lo } = replicasRange(workload, context.lookups);
  return [
    ownFix(context, `Rename ${from} to ${to}`, () => [
      rename(path, to),
      ...valid(entry.value, path, workload, { version: kubernetesVersion, lo }),
    ]),
  ];
}

const types: Readonly<Record<string, readonly string[]>> = {
  Deployment: ["RollingUpdate", "Recreate"],
  StatefulSet: ["RollingUpdate", "OnDelete"],
  DaemonSet: ["RollingUpdate", "OnDelete"],
};

/** What the kind would reject or drop goes; a type that it does not have becomes the default one. */
function valid(strategy: Node, path: Path, workload: Workload, circumstances: Circumstances): Operation[] {
  if (!asMapping(strategy)) return [];
  const operations: Operation[] = [];
  const written = stringAt(strategy, "type");
  const fits = written === undefined || types[workload.kind]?.includes(written) === true;
  if (!fits) operations.push(replace([...path, "type"], "RollingUpdate"));
  const block = entryOf(strategy, "rollingUpdate");
  if (!block) return operations;
  const keys = entriesOf(block.value).flatMap(({ key }) => asScalar(key)?.text ?? []);
  // Beside another type a DaemonSet's block is not even looked at; the others must not have one.
  const forbidden = fits && written !== undefined && written !== "RollingUpdate" && workload.kind !== "DaemonSet";
  const unknown = droppedKeys(block.value, workload, circumstances);
  const dropped = forbidden ? keys : keys.filter((key) => unknown.includes(key));
  if (dropped.length < keys.length || (keys.length === 0 && !forbidden)) {
    return [...operations, ...dropped.map((key) => remove([...path, "rollingUpdate", key]))];
  }
  if (written === undefined) return [replace(path, "type: RollingUpdate")];
  return [...operations, remove([...path, "rollingUpdate"])];
}

interface Circumstances {
  readonly version: KubernetesVersion;
  /** The fewest replicas. */
  readonly lo: number;
}

function droppedKeys(block: Node, workload: Workload, { version, lo }: Circumstances): string[] {
  const surge = child(block, "maxSurge");
  const unavailable = child(block, "maxUnavailable");
  switch (workload.kind) {
    case "StatefulSet": {
      const isKept = keepsSetMaxUnavailable(version) && unavailable && !isZero(unavailable);
      // Under its old key the partition held nobody back: it must not stop all updates now.
      const partition = integerAt(block, "partition") ?? 0;
      const isBlocking = partition > 0 && partition >= lo;
      return ["maxSurge", ...(isKept ? [] : ["maxUnavailable"]), ...(isBlocking ? ["partition"] : [])];
    }
    case "DaemonSet": {
      // Exactly one of the two may be other than 0, and an omitted maxUnavailable is 1.
      const surges = surge !== undefined && !isZero(surge);
      const standsStill = unavailable !== undefined && isZero(unavailable);
      if (surges && standsStill) return hasHostPorts(workload) ? ["partition", ...both] : ["partition"];
      if (surges) return ["partition", "maxSurge"];
      return standsStill ? ["partition", "maxUnavailable"] : ["partition"];
    }
    default:
      return surge && unavailable && isZero(surge) && isZero(unavailable) ? ["partition", ...both] : ["partition"];
  }
}

const both = ["maxSurge", "maxUnavailable"];

function isZero(node: Node): boolean {
  const value = asScalar(node)?.value;
  return value === 0 || value === "0" || value === "0%";
}

/** Two Pods on one node cannot both have a port of it. */
function hasHostPorts(workload: Workload): boolean {
  return (
    booleanAt(workload.podSpec, "hostNetwork") === true ||
    containers(workload).some(({ node }) => itemsOf(child(node, "ports")).some((port) => child(port, "hostPort")))
  );
}
