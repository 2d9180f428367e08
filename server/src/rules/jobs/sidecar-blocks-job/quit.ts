// Whether somebody tells the program beside the work to quit when that is done.
import { containers, type Workload } from "../../../kubernetes/workload";
import type { Document } from "../../../workspace/document";
import { asScalar, at, booleanAt, child, entriesOf, itemsOf, stringAt } from "../../../yaml/navigate";
import type { RuleContext } from "../../rule";

/** Calls, flags and helpers that end a proxy, and signals, which reach it where the processes are shared. */
const QUIT =
  /quitquitquit|healthz\/kill|\bkubexit\b|linkerd-await|scuttle|exit[_-]after[_-]auth|KRUISE_TERMINATE_SIDECAR|\b(?:p?kill|killall)\b|\/shutdown\b/i;

/** Words of files that the Pods may mount. */
const inFiles = new Set(["quitquitquit", "exit_after_auth"]);

export function isToldToQuit({ lookups }: RuleContext, workload: Workload): boolean {
  if (booleanAt(workload.podSpec, "shareProcessNamespace") === true) return true;
  const metadata = at(workload.podTemplate, "metadata");
  const said = [
    ...containers(workload).flatMap(({ node }) => [
      ...itemsOf(child(node, "command")).map(textOf),
      ...itemsOf(child(node, "args")).map(textOf),
      ...itemsOf(child(node, "env")).flatMap((variable) => [
        stringAt(variable, "name") ?? "",
        textOf(child(variable, "value")),
      ]),
      ...["postStart", "preStop"].flatMap((hook) =>
        itemsOf(at(node, "lifecycle", hook, "exec", "command")).map(textOf),
      ),
    ]),
    ...entriesOf(child(metadata, "annotations")).map(({ value }) => textOf(value)),
  ];
  return said.some((text) => QUIT.test(text)) || lookups.unit.naming(inFiles).some(mayBeMounted);
}

/** What another workload of the unit calls ends nothing here. */
function mayBeMounted({ objects }: Document): boolean {
  return objects.length === 0 || objects.some(({ facts }) => facts.workload === undefined);
}

function textOf(node: Parameters<typeof asScalar>[0]): string {
  return asScalar(node)?.text ?? "";
}
