// A headless Service with a type that needs an address: the API server rejects it.
import { described } from "../../../kubernetes/resource";
import { type EditScript, remove, replace } from "../../../yaml/edit-script";
import { asScalar, at, child, entryOf, itemsOf } from "../../../yaml/navigate";
import type { Scalar } from "../../../yaml/tree";
import { defineRule, type Fix, type RuleContext } from "../../rule";
import { headlessWord } from "../../shared/headless-word";
import { isOwn, ownFix, ownPath, written } from "../../shared/written";

const types = ["LoadBalancer", "NodePort"];

/** Fields that only have a meaning where there is an address. */
const fieldsOfAddresses = ["loadBalancerIP", "loadBalancerClass", "loadBalancerSourceRanges", "externalTrafficPolicy"];

export const rule = defineRule({
  id: "headless-service-type",
  group: "network",
  severities: ["error"],
  kinds: ["/Service"],
  summary: "A headless Service has the type LoadBalancer or NodePort.",
  fixes: [
    { title: "Set type to ClusterIP", safe: false },
    { title: "Remove clusterIP", safe: false },
  ],
  check(context) {
    const { resource, lookups, report } = context;
    const spec = child(resource.root, "spec");
    const token = asScalar(child(spec, "type"));
    const none = headlessWord(spec);
    if (!token || typeof token.value !== "string" || !types.includes(token.value) || !none) return;
    // The Pods of a set are known by name through a headless Service only.
    const governs = lookups.referrers.naming("governing-service").length > 0;
    const message = `${described(resource)} is headless (clusterIP: None), which ${token.value} cannot be: the API server rejects it. Use one or the other.`;
    report(token, message, {
      related: [{ message: "The Service is headless", node: none }],
      fixes: [...typeFix(context, token), ...(governs ? [] : addressFix(context))],
    });
  },
});

/** Not where more is said of the address: then the address is what is wanted. */
function typeFix(context: RuleContext, token: Scalar): Fix[] {
  const spec = child(context.resource.root, "spec");
  const wantsAddress =
    fieldsOfAddresses.some((field) => entryOf(spec, field)) ||
    itemsOf(child(spec, "ports")).some((port) => entryOf(port, "nodePort"));
  const place = written(context, token);
  if (wantsAddress || !place || place.by === "kustomization") return [];
  const { document, path } = place;
  return [
    {
      title: "Set type to ClusterIP",
      safe: false,
      changes: () => [{ document, script: [replace(path, "ClusterIP")] }],
    },
  ];
}

function addressFix(context: RuleContext): Fix[] {
  const { own, resource } = context;
  const fields = ["clusterIP", "clusterIPs"].filter((field) => at(resource.root, "spec", field));
  if (!fields.every((field) => isOwn(context, at(resource.root, "spec", field)))) return [];
  if (!fields.every((field) => entryOf(child(own.root, "spec"), field))) return [];
  const script = (): EditScript => fields.map((field) => remove(ownPath(context, "spec", field)));
  return [ownFix(context, "Remove clusterIP", script)];
}
