// Whether a conversion has left the Pod template alone, judged by what the API server made of both objects.
import { isDeepStrictEqual } from "node:util";
import { controllerKeys } from "../../test/support/controller-metadata";
import { isRecord } from "./manifest";

type Value = Readonly<Record<string, unknown>>;

/**
 * @param source the workload with all defaults
 * @param result the StatefulSet that it became, with all defaults
 * @returns where the templates differ and must not, each as a sentence
 */
export function templateDifferences(source: unknown, result: unknown): string[] {
  const [from, to] = [at(source, "spec", "template"), at(result, "spec", "template")];
  const templates = new Set(
    list(at(result, "spec", "volumeClaimTemplates")).map((one) => text(at(one, "metadata", "name"))),
  );
  const left = new Set(list(at(to, "spec", "volumes")).map(({ name }) => text(name)));
  const moved = list(at(from, "spec", "volumes")).filter(
    ({ name, persistentVolumeClaim }) => persistentVolumeClaim !== undefined && !left.has(text(name)),
  );
  const names = new Map(moved.map((volume) => [text(volume.name), templateName(volume, moved, templates)]));
  const strangers = [...templates].filter((name) => !names.has(name));
  return [
    ...strangers.map((name) => `volumeClaimTemplates: ${name} was no volume of a claim`),
    ...differences(expected(from, names), to, ""),
  ];
}

/** A claim that stood under two volume names has one template (kubernetes.md 2.5, row 15). */
function templateName(volume: Value, moved: readonly Value[], templates: ReadonlySet<string>): string | undefined {
  const claim = at(volume, "persistentVolumeClaim", "claimName");
  const same = moved
    .filter((one) => at(one, "persistentVolumeClaim", "claimName") === claim)
    .map(({ name }) => text(name));
  return [text(volume.name), ...same].find((name) => templates.has(name));
}

/**
 * The template without the volumes that have moved, and without what the field table drops (2.3): what a set writes
 * into each Pod itself, and the one node for all.
 */
function expected(template: unknown, names: ReadonlyMap<string, string | undefined>): unknown {
  if (!isRecord(template) || !isRecord(template.spec)) return template;
  const { hostname: _hostname, subdomain: _subdomain, nodeName: _nodeName, volumes, ...spec } = template.spec;
  // A volume without a template would be lost, and is expected to stay.
  const kept = list(volumes).filter(({ name }) => names.get(text(name)) === undefined);
  return {
    ...template,
    metadata: withoutGenerated(template.metadata),
    spec: {
      ...spec,
      ...(kept.length > 0 ? { volumes: kept } : {}),
      ...containers(spec, "containers", names),
      ...containers(spec, "initContainers", names),
    },
  };
}

function withoutGenerated(metadata: unknown): unknown {
  if (!isRecord(metadata)) return metadata;
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([field, value]): [string, unknown][] => {
      if (!isRecord(value)) return [[field, value]];
      const written = Object.entries(value).filter(([key]) => !controllerKeys.has(key));
      return written.length > 0 ? [[field, Object.fromEntries(written)]] : [];
    }),
  );
}

function containers(spec: Value, key: string, names: ReadonlyMap<string, string | undefined>): Value {
  if (!(key in spec)) return {};
  const renamed = (mount: Value) => ({ ...mount, name: names.get(text(mount.name)) ?? mount.name });
  const mounts = (container: Value, field: string) =>
    field in container ? { [field]: list(container[field]).map(renamed) } : {};
  return {
    [key]: list(spec[key]).map((container) => ({
      ...container,
      ...mounts(container, "volumeMounts"),
      ...mounts(container, "volumeDevices"),
    })),
  };
}

/** Where two values differ, down to the smallest parts. */
export function differences(wanted: unknown, found: unknown, where: string): string[] {
  if (isDeepStrictEqual(wanted, found)) return [];
  if (Array.isArray(wanted) && Array.isArray(found) && wanted.length === found.length) {
    return wanted.flatMap((one: unknown, index) => differences(one, found[index], `${where}[${index}]`));
  }
  if (isRecord(wanted) && isRecord(found)) {
    const keys = new Set([...Object.keys(wanted), ...Object.keys(found)]);
    return [...keys].flatMap((key) => differences(wanted[key], found[key], `${where}.${key}`));
  }
  return [`template${where}: ${JSON.stringify(wanted)} has become ${JSON.stringify(found)}`];
}

function at(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((part, key) => (isRecord(part) ? part[key] : undefined), value);
}

function list(value: unknown): readonly Value[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
