// Ingresses as networking.k8s.io/v1: backends have another shape, and each path has a type.
import { insert, type Operation, rename, replace, wrap } from "../../../yaml/edit-script";
import { asScalar, at, child, itemsOf } from "../../../yaml/navigate";
import type { Path } from "../../../yaml/tree";
import type { RuleContext } from "../../rule";
import { ownPath } from "../../shared/written";
import type { Upgrade } from "./shape";

/** The class annotation stays: networking.k8s.io/v1 still reads it, and the name of a class need not be that of an IngressClass. */
export function ingressUpgrade(context: RuleContext): Upgrade | undefined {
  const { own } = context;
  const operations: Operation[] = [];
  const spec = child(own.root, "spec");
  if (child(spec, "backend")) {
    const backend = backendOperations(context, ["spec", "backend"]);
    if (!backend) return undefined;
    operations.push(...backend, rename(ownPath(context, "spec", "backend"), "defaultBackend"));
  }
  for (const [rule, node] of itemsOf(child(spec, "rules")).entries()) {
    for (const [index, path] of itemsOf(at(node, "http", "paths")).entries()) {
      const place = ["spec", "rules", rule, "http", "paths", index];
      const backend = backendOperations(context, [...place, "backend"]);
      if (!backend) return undefined;
      operations.push(...backend);
      if (!child(path, "pathType")) operations.push(insert(ownPath(context, ...place), typePlace(path), pathType));
    }
  }
  return { operations, defaultsChange: false };
}

/** What these versions mean where none is said. */
const pathType = "pathType: ImplementationSpecific";

function typePlace(path: Parameters<typeof child>[0]) {
  return child(path, "path") ? ({ after: "path" } as const) : "first";
}

/** Undefined where it has not the shape that it should have; nothing where it names a resource. */
function backendOperations(context: RuleContext, path: Path): Operation[] | undefined {
  const backend = at(context.own.root, ...path);
  if (child(backend, "resource")) return [];
  const port = asScalar(child(backend, "servicePort"));
  if (!child(backend, "serviceName") || !port || (typeof port.value !== "number" && typeof port.value !== "string"))
    return undefined;
  const own = ownPath(context, ...path);
  // A number in quotes is no name of a port: it has no letter.
  const isQuoted = typeof port.value === "string" && /^\d+$/.test(port.value);
  return [
    wrap(own, ["service"], { only: ["serviceName", "servicePort"] }),
    rename([...own, "serviceName"], "name"),
    rename([...own, "servicePort"], "port"),
    isQuoted
      ? replace([...own, "servicePort"], `number: ${port.text}`)
      : wrap([...own, "servicePort"], [typeof port.value === "number" ? "number" : "name"]),
  ];
}
