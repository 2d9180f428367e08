// The word that makes a Service headless.
import { child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node } from "../../yaml/tree";

/** `None` of `clusterIP`, or of the first of `clusterIPs`; undefined where the Service has an address. */
export function headlessWord(spec: Node | undefined): Node | undefined {
  const single = child(spec, "clusterIP");
  if (stringAt(single) === "None") return single;
  const [first] = itemsOf(child(spec, "clusterIPs"));
  return stringAt(first) === "None" ? first : undefined;
}
