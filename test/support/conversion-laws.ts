// What must hold of a conversion to a StatefulSet whatever the manifests say, judged by the YAML library and by a fresh analysis.
import { isDeepStrictEqual } from "node:util";
import { type Document, Parser, parseAllDocuments, visit } from "yaml";
import type { Analysis } from "../../server/src/analysis/analysis";
import type { Finding } from "../../server/src/analysis/finding";
import { refusalCodes } from "../../server/src/conversions/conversion";
import { controllerKeys } from "./controller-metadata";
import type { Attempt } from "./conversion-attempts";
import { at, list, record, type Value } from "./plain-values";

/** A workspace before and after: both are needed whole, for what a conversion does to others. */
export interface Analyses {
  readonly before: Analysis;
  /** Made anew from the texts after the conversion. */
  readonly after: Analysis;
}

/** The laws that an attempt breaks, each as a sentence. */
export function attemptViolations(attempt: Attempt, { before, after }: Analyses): string[] {
  const { outcome } = attempt;
  if ("refused" in outcome) {
    const isKnown = refusalCodes.includes(outcome.refused) && outcome.message.endsWith(".");
    return isKnown ? [] : [`refused with ${outcome.refused}: "${outcome.message}"`];
  }
  return [
    ...[...attempt.before].flatMap(([path, text]) => textViolations(path, text, attempt.after.get(path) ?? "")),
    ...objectViolations(attempt),
    ...fixLawViolations(attempt, findingsOf(before), findingsOf(after)),
  ];
}

/** Comments, line ends and the end of the file are as they were. */
export function textViolations(path: string, before: string, after: string): string[] {
  const left = comments(after);
  const lost = comments(before).filter((comment) => {
    const at = left.indexOf(comment);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
  return [
    ...lost.map((comment) => `${path} has lost the comment ${JSON.stringify(comment)}`),
    ...(/[^\r]\n/.test(before) || !/[^\r]\n/.test(after) || !before.includes("\n")
      ? []
      : [`${path} has got other line ends`]),
    ...(before.endsWith("\n") === after.endsWith("\n") ? [] : [`${path} does not end as it did`]),
    ...(before === after ? [`${path} is named as changed, and is not`] : []),
  ];
}

function comments(text: string): string[] {
  const found: string[] = [];
  const visit = (token: unknown): void => {
    if (Array.isArray(token)) for (const part of token) visit(part);
    else if (typeof token === "object" && token !== null) {
      const { type, source } = token as { type?: unknown; source?: unknown };
      if (type === "comment" && typeof source === "string") found.push(source.trimEnd());
      else for (const part of Object.values(token)) if (typeof part === "object") visit(part);
    }
  };
  for (const token of new Parser().parse(text)) visit(token);
  return found;
}

/** The set, its Service and its claims; and that nothing has changed which a conversion must leave alone. */
function objectViolations(attempt: Attempt): string[] {
  const source = objects(attempt.before);
  const result = objects(attempt.after);
  const { kind, name, namespace } = attempt.object;
  const isNamed = (object: Value) =>
    at(object, "metadata", "name") === name && (at(object, "metadata", "namespace") ?? undefined) === namespace;
  const changed = source.filter((object) => !result.some((other) => isDeepStrictEqual(object, other)));
  const workload = changed.find((object) => object.kind === kind && isNamed(object));
  const set = result.find(
    (object) =>
      object.kind === "StatefulSet" && isNamed(object) && !source.some((other) => isDeepStrictEqual(object, other)),
  );
  if (!workload || !set) return [`no StatefulSet has taken the place of the ${kind}`];
  const found = changed
    .filter((object) => object !== workload && !mayChange(object, name))
    .map((object) => `${String(object.kind)} "${String(at(object, "metadata", "name"))}" has changed`);
  found.push(...setViolations(workload, set));
  return found;
}

/** Scalers, kustomizations, which need not say what they are, and patches of the workload. */
function mayChange(object: Value, name: string): boolean {
  if (object.kind === undefined) return true;
  if (/^(?:HorizontalPodAutoscaler|ScaledObject|VerticalPodAutoscaler|Kustomization)$/.test(String(object.kind))) {
    return true;
  }
  const isWhole = list(at(object, "spec", "template", "spec", "containers")).some((one) => at(one, "image"));
  return at(object, "metadata", "name") === name && !isWhole;
}

/** Fields that a StatefulSet does not have, or has in another place. */
const rewritten = new Set(["strategy", "updateStrategy", "progressDeadlineSeconds", "paused", "selector", "template"]);

function setViolations(workload: Value, set: Value): string[] {
  const [before, after] = [record(workload.spec), record(set.spec)];
  const moved = list(after.volumeClaimTemplates).map((template) => at(template, "metadata", "name"));
  const found: string[] = [];
  const expectEqual = (what: string, one: unknown, other: unknown): void => {
    if (!isDeepStrictEqual(one, other)) found.push(`${what}: ${JSON.stringify(one)} became ${JSON.stringify(other)}`);
  };
  expectEqual("apiVersion", "apps/v1", set.apiVersion);
  expectEqual("the name", at(workload, "metadata", "name"), at(set, "metadata", "name"));
  expectEqual("the labels", at(workload, "metadata", "labels"), at(set, "metadata", "labels"));
  for (const field of Object.keys(before)) {
    if (!rewritten.has(field)) expectEqual(`spec.${field}`, before[field], after[field]);
  }
  if (workload.kind === "Deployment") expectEqual("the selector", before.selector, after.selector);
  if ("strategy" in after) found.push("strategy is still there");
  if (typeof after.serviceName !== "string" || after.serviceName === "") found.push("there is no serviceName");
  expectEqual("the Pod template", podTemplate(before.template, moved), podTemplate(after.template, moved));
  for (const template of list(after.volumeClaimTemplates)) {
    if (at(template, "spec", "volumeName") !== undefined) found.push("a template names one volume");
    if (!at(template, "spec", "resources", "requests", "storage")) found.push("a template asks for no storage");
    if (list(at(template, "spec", "accessModes")).length === 0) found.push("a template has no access mode");
  }
  return found;
}

/** The Pod template without what a conversion may take out of it; mounts of one claim under two names count as one. */
function podTemplate(template: unknown, moved: readonly unknown[]): unknown {
  const pod = record(at(template, "spec"));
  const volumes = list(pod.volumes);
  const claims = new Map(
    volumes.map((volume) => [at(volume, "name"), at(volume, "persistentVolumeClaim", "claimName")]),
  );
  const first = new Map<unknown, unknown>();
  for (const [name, claim] of claims) if (claim !== undefined && !first.has(claim)) first.set(claim, name);
  const nameOf = (name: unknown): unknown => {
    const own = first.get(claims.get(name));
    return moved.includes(own) ? own : name;
  };
  const left = volumes.filter((volume) => !moved.includes(nameOf(at(volume, "name"))));
  const { hostname: _, subdomain: __, nodeName: ___, activeDeadlineSeconds: ____, volumes: _____, ...rest } = pod;
  const mounting = (container: unknown): unknown => {
    const own = record(container);
    const renamed = (field: string) =>
      own[field] === undefined
        ? {}
        : { [field]: list(own[field]).map((mount) => ({ ...record(mount), name: nameOf(at(mount, "name")) })) };
    return { ...own, ...renamed("volumeMounts"), ...renamed("volumeDevices") };
  };
  const containers = (field: string) => (rest[field] === undefined ? {} : { [field]: list(rest[field]).map(mounting) });
  return {
    ...record(template),
    metadata: ownMetadata(at(template, "metadata")),
    spec: { ...rest, ...containers("containers"), ...containers("initContainers"), volumes: left },
  };
}

/** Without what controllers write, and what stands in exported objects. */
function ownMetadata(metadata: unknown): Value {
  const { creationTimestamp: _, ...own } = record(metadata);
  const written = (field: string) =>
    Object.fromEntries(Object.entries(record(own[field])).filter(([key]) => !controllerKeys.has(key)));
  return { ...own, labels: written("labels"), annotations: written("annotations") };
}

/** The fix law: nothing graver than before, compared by rule, name and namespace; what is lower is announced. */
export function fixLawViolations(
  { outcome, object, path, to, storage }: Attempt,
  before: readonly Finding[],
  after: readonly Finding[],
): string[] {
  const follow = "refused" in outcome ? [] : outcome.follow;
  const grave = new Set(before.filter(isGrave).map(identity));
  const any = new Set(before.map(identity));
  const worse = after.filter((finding) => isGrave(finding) && !grave.has(identity(finding)));
  const silent = after.filter(
    (finding) => !isGrave(finding) && !any.has(identity(finding)) && !follow.includes(finding.rule),
  );
  // Elsewhere an object of that name may have a finding of its own, which nobody has tried to mend.
  const own = (findings: readonly Finding[]) =>
    findings.filter((finding) => finding.document.path === path && finding.object?.name === object.name);
  const left = own(after).filter((finding) =>
    own(before).some(
      ({ rule, fixes }) =>
        rule === finding.rule &&
        fixes.some((fix) => "conversion" in fix && fix.conversion.to === to && fix.conversion.storage === storage),
    ),
  );
  return [
    ...worse.map((finding) => `a new ${finding.severity}: ${finding.rule} ${finding.message}`),
    ...silent.map((finding) => `not announced: ${finding.rule} ${finding.message}`),
    ...left.map((finding) => `still there, though its fix was applied: ${finding.rule} ${finding.message}`),
  ];
}

export function findingsOf(analysis: Analysis): Finding[] {
  return [...analysis.workspace.files()].flatMap(({ path }) => analysis.findings(path));
}

function isGrave({ severity }: Finding): boolean {
  return severity === "error" || severity === "warning";
}

function identity({ rule, object }: Finding): string {
  return `${rule} ${object?.namespace ?? ""}/${object?.name ?? ""}`;
}

/** The library gives a block of text at the very end a line end that is not there; Kubernetes reads none. */
function endAsKubernetes(document: Document.Parsed, text: string): void {
  if (/[\r\n]$/.test(text)) return;
  visit(document, {
    Scalar: (_, node) => {
      const isLast = (node.range?.[1] ?? 0) >= text.length;
      if (isLast && /^BLOCK_/.test(node.type ?? "") && typeof node.value === "string")
        node.value = node.value.replace(/\n$/, "");
    },
  });
}

/** All objects of the files, items of a `List` one by one. */
export function objects(files: ReadonlyMap<string, string>): Value[] {
  return [...files.values()].flatMap((text) =>
    parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: "silent" }).flatMap((document) => {
      if (document.errors.length > 0) throw new Error(document.errors[0]?.message);
      endAsKubernetes(document, text);
      const value = record(document.toJS({ maxAliasCount: 1000 }));
      return Array.isArray(value.items) ? value.items.map(record) : [value];
    }),
  );
}
