// The traps that real manifests set, found without our own judgement, and what we say about each.
import { parseDocument } from "yaml";
import type { Analysis } from "../../server/src/analysis/analysis";
import type { Document } from "../../server/src/workspace/document";
import { folderOf, joined, nameOf } from "../../server/src/workspace/paths";
import { findingText, type Repository } from "./repository";

export interface TrapInstance {
  /** Where, and what it is. */
  readonly what: string;
  /** What we say about it. */
  readonly said: string;
  readonly right: boolean;
}

export interface Trap {
  readonly name: string;
  readonly instances: readonly TrapInstance[];
}

/** A document with what the YAML library alone makes of it. */
interface Read {
  readonly document: Document;
  readonly value: Readonly<Record<string, unknown>> | undefined;
}

export function traps(repository: Repository, analysis: Analysis): Trap[] {
  const read = [...analysis.workspace.files()].flatMap(({ documents }) =>
    documents
      .filter(({ text }) => text.includes("kind"))
      .map((document) => ({ document, value: parsedValue(document.text) })),
  );
  const patches = patchFiles(repository);
  const charts = new Set(
    repository.files.filter(({ path }) => nameOf(path) === "Chart.yaml").map(({ path }) => folderOf(path)),
  );
  const silent = (name: string, fits: (read: Read) => boolean): Trap => ({
    name,
    instances: read.filter(fits).map(({ document, value }) => silence(analysis, repository, document, value)),
  });
  return [
    silent(
      "Helm templates that parse as YAML",
      ({ document, value }) => isObject(value) && isInTemplates(document.path, charts),
    ),
    silent("Patch-like objects", ({ document, value }) => patches.has(document.path) || isPiece(value)),
    silent("`apps.kruise.io` kinds", ({ value }) => text(value?.apiVersion).startsWith("apps.kruise.io/")),
    silent("Flux `Kustomization`", ({ value }) => text(value?.apiVersion).startsWith("kustomize.toolkit.fluxcd.io/")),
    silent(
      "Values files with `kind:`",
      ({ document }) => /^values.*\.ya?ml$/.test(nameOf(document.path)) && /^\s*kind:/m.test(document.text),
    ),
    silent("ConfigMaps that hold manifests", ({ value }) => holdsManifest(value)),
  ];
}

/** What is said of a document; anything at all is wrong. */
function silence(analysis: Analysis, { name }: Repository, document: Document, value: Read["value"]): TrapInstance {
  const findings = analysis.findings(document.path).filter((finding) => finding.document === document);
  const role = analysis.workspace.units.roleOf(document.path);
  const taken = role === "plain" ? document.content : role;
  return {
    what: `${name}${document.path} ${text(value?.kind)}`.trim(),
    said:
      findings.length === 0 ? `${taken}, silent` : findings.map((finding) => findingText(analysis, finding)).join("; "),
    right: findings.length === 0,
  };
}

function parsedValue(source: string): Read["value"] {
  try {
    const parsed = parseDocument(source, { logLevel: "silent", uniqueKeys: false, merge: true });
    const value: unknown = parsed.errors.length === 0 ? parsed.toJS({ maxAliasCount: 1000 }) : undefined;
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(value: unknown, ...way: readonly string[]): unknown {
  return way.reduce<unknown>((found, key) => (isRecord(found) ? found[key] : undefined), value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

function isObject(value: Read["value"]): boolean {
  return text(value?.apiVersion) !== "" && text(value?.kind) !== "";
}

function isInTemplates(path: string, charts: ReadonlySet<string>): boolean {
  return [...charts].some((chart) => path.startsWith(`${chart}/templates/`));
}

/** Files that a kustomization names as a patch and none as a resource. */
function patchFiles({ files }: Repository): Set<string> {
  const patches = new Set<string>();
  const resources = new Set<string>();
  for (const file of files.filter(({ path }) => /^kustomization(\.ya?ml)?$/i.test(nameOf(path)))) {
    const value = parsedValue(file.text);
    const entries = (key: string): unknown[] => {
      const list = value?.[key];
      return Array.isArray(list) ? list : [];
    };
    const note = (into: Set<string>, name: unknown) => {
      const path = typeof name === "string" ? joined(folderOf(file.path), name) : undefined;
      if (path !== undefined) into.add(path);
    };
    for (const entry of [...entries("patches"), ...entries("patchesJson6902")]) note(patches, at(entry, "path"));
    for (const entry of entries("patchesStrategicMerge")) note(patches, entry);
    for (const entry of [...entries("resources"), ...entries("bases"), ...entries("components")])
      note(resources, entry);
  }
  return new Set([...patches].filter((path) => !resources.has(path)));
}

/** A workload of Kubernetes' own without a container that names an image. */
function isPiece(value: Read["value"]): boolean {
  if (!/^(?:apps|extensions|batch)\/v/.test(text(value?.apiVersion))) return false;
  if (!/^(?:Deployment|StatefulSet|DaemonSet|ReplicaSet|Job|CronJob)$/.test(text(value?.kind))) return false;
  const template = at(value, "spec", "template") ?? at(value, "spec", "jobTemplate", "spec", "template");
  const containers = at(template, "spec", "containers");
  return !Array.isArray(containers) || containers.some((container) => text(at(container, "image")) === "");
}

function holdsManifest(value: Read["value"]): boolean {
  if (value?.kind !== "ConfigMap") return false;
  const data = value.data;
  return (
    isRecord(data) &&
    Object.values(data).some((entry) => /^apiVersion:/m.test(text(entry)) && /^kind:/m.test(text(entry)))
  );
}
