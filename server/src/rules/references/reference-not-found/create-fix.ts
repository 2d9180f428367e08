// The fixes that make what is missing: a claim of the usual kind, or a ConfigMap with the keys that are asked for.
import { isDnsSubdomain } from "../../../kubernetes/dns-label";
import type { Reference } from "../../../kubernetes/references/reference";
import { quoted } from "../../../yaml/quoting";
import type { Scalar } from "../../../yaml/tree";
import type { Fix, RuleContext } from "../../rule";
import { newDocument, takesNewDocument } from "../../shared/new-document";
import { written } from "../../shared/written";
import { waitsForNobody } from "./claim-safety";

/** @returns nothing where something else than the object writes the name, or another rule would warn of the new claim */
export function createFix(context: RuleContext, token: Scalar, { role, target }: Reference): Fix[] {
  const { own } = context;
  if (written(context, token)?.by !== "object" || !takesNewDocument(context)) return [];
  if (!isDnsSubdomain(target.name)) return [];
  const head = ["apiVersion: v1", `kind: ${target.kind}`, "metadata:", `  name: ${word(target.name)}`];
  if (own.namespace !== undefined) head.push(`  namespace: ${word(own.namespace)}`);
  const text = role === "config-map" ? [...head, ...data(context, target.name)] : [...head, ...claimSpec];
  if (role !== "config-map" && !(role === "claim" && waitsForNobody(context, target.name, undefined))) return [];
  const changes = () => newDocument(context, text.join("\n"));
  return [{ title: `Create ${target.kind} '${target.name}'`, safe: false, changes }];
}

/** The keys that the object takes from it, to be filled in. */
function data({ lookups }: RuleContext, name: string): string[] {
  const keys = lookups.subject.facts.references.flatMap((reference) =>
    reference.role === "config-map" && reference.target.name === name ? (reference.key ?? []) : [],
  );
  return keys.length === 0 ? ["data: {}"] : ["data:", ...[...new Set(keys)].map((key) => `  ${word(key)}: ""`)];
}

const claimSpec = ["spec:", "  accessModes: [ReadWriteOnce]", "  resources:", "    requests:", "      storage: 1Gi"];

function word(text: string): string {
  return quoted(text, "plain", false);
}
