// An Ingress or a route that leads to a headless Service: there is no address that balances.
import { described } from "../../../kubernetes/resource";
import { type WorkspaceObject, written as writtenObject } from "../../../workspace/objects/workspace-object";
import { replace } from "../../../yaml/edit-script";
import { asScalar, at } from "../../../yaml/navigate";
import { quoted } from "../../../yaml/quoting";
import type { Node, Path } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { newDocument, takesNewDocument } from "../../shared/new-document";
import { freeServiceName } from "../../shared/new-headless-service";
import { isOwn, ownPath } from "../../shared/written";
import { backendService, ordinaryService } from "./backend-service";

const routes = ["HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute", "UDPRoute"];

export const rule = defineRule({
  id: "headless-service-exposed",
  group: "network",
  severities: ["information"],
  kinds: [
    "networking.k8s.io/Ingress",
    "extensions/Ingress",
    ...routes.map((kind) => `gateway.networking.k8s.io/${kind}`),
  ],
  summary: "An Ingress or a route leads to a headless Service.",
  fixes: [{ title: "Add Service 'x' for the backend", safe: false }],
  check(context) {
    const { resource, lookups, report } = context;
    for (const { role, target, path, namespace } of lookups.subject.facts.references) {
      // What is in another namespace is not looked up from here.
      if (role !== "backend" || (namespace !== undefined && namespace !== lookups.subject.namespace)) continue;
      const token = at(resource.root, ...path);
      const { state, candidates, count } = lookups.object("", "Service", target.name);
      const [service] = candidates;
      if (!token || state !== "found" || count !== 1 || !service?.facts.service?.headless) continue;
      const ordinary = lookups.unit.has(service) ? ordinaryService(service, lookups) : undefined;
      const cure = ordinary
        ? `Use ${described(ordinary.facts)}, which has a cluster IP.`
        : `Give ${described(resource)} one with a cluster IP.`;
      const message = `Service "${target.name}" is headless: it serves only controllers that read endpoints, others find no address. ${cure}`;
      report(token, message, {
        related: [
          {
            message: `Service "${target.name}" is headless`,
            place: { object: service, path: ["spec", "clusterIP"], part: "value" },
          },
        ],
        fixes: ordinary ? [] : backendFix(context, service, { token, path }),
      });
    }
  },
});

/** The new Service selects the same Pods; all backends of the object that name the old one name the new one. */
function backendFix(
  context: RuleContext,
  service: WorkspaceObject,
  { token, path }: { readonly token: Node; readonly path: Path },
): Fix[] {
  const { own, lookups } = context;
  const name = asScalar(at(own.root, ...path))?.text;
  if (name === undefined || !isOwn(context, token) || !lookups.unit.has(service) || !takesNewDocument(context))
    return [];
  const said = writtenObject(service).facts.name;
  // A build may put a prefix before the name.
  const free = freeServiceName(context, [`${said}-http`, `${said}-clients`]);
  const text = free === undefined ? undefined : backendService(service, free, lookups);
  if (free === undefined || text === undefined || name !== said) return [];
  const paths = lookups.subject.facts.references
    .filter((reference) => reference.role === "backend" && asScalar(at(own.root, ...reference.path))?.text === name)
    .map((reference) => ownPath(context, ...reference.path));
  return [
    {
      title: `Add Service '${free}' for the backend`,
      safe: false,
      changes: () => [
        ...newDocument(context, text),
        {
          document: lookups.subject.document,
          script: paths.map((place) => replace(place, quoted(free, "plain", false))),
        },
      ],
    },
  ];
}
