// What the Pods of a workload name: claims, ConfigMaps, Secrets, a ServiceAccount, a priority class.
import { asScalar, at, booleanAt, child, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import { claimTemplates, type PodRunner, podTemplatePath } from "../workload";
import type { Reference, ReferenceRole } from "./reference";

/** The references of the Pod template and of claim templates. */
export function podReferences(workload: PodRunner): Reference[] {
  const { kind, podSpec, spec } = workload;
  const base: Path = [...podTemplatePath(kind), "spec"];
  const found = new References();
  // A volume that a claim template of the same name replaces is never mounted.
  const replaced = new Set(claimTemplates(workload).map(({ name }) => name));
  for (const [index, volume] of itemsOf(child(podSpec, "volumes")).entries()) {
    if (!replaced.has(stringAt(volume, "name") ?? "")) found.takeVolume(volume, [...base, "volumes", index]);
  }
  for (const list of ["containers", "initContainers", "ephemeralContainers"] as const) {
    for (const [index, container] of itemsOf(child(podSpec, list)).entries())
      found.takeContainer(container, [...base, list, index]);
  }
  for (const index of itemsOf(child(podSpec, "imagePullSecrets")).keys()) {
    const path = [...base, "imagePullSecrets", index, "name"];
    found.take("image-pull-secret", "Secret", itemsOf(child(podSpec, "imagePullSecrets"))[index], path);
  }
  found.takeWord("service-account", "", "ServiceAccount", child(podSpec, "serviceAccountName"), [
    ...base,
    "serviceAccountName",
  ]);
  found.takeWord("priority-class", "scheduling.k8s.io", "PriorityClass", child(podSpec, "priorityClassName"), [
    ...base,
    "priorityClassName",
  ]);
  if (kind === "StatefulSet") {
    found.takeWord("governing-service", "", "Service", child(spec, "serviceName"), ["spec", "serviceName"]);
    for (const [index, template] of itemsOf(child(spec, "volumeClaimTemplates")).entries())
      found.takeClass(child(template, "spec"), ["spec", "volumeClaimTemplates", index, "spec"]);
  }
  return found.all;
}

class References {
  readonly all: Reference[] = [];

  /** A name under `name`, beside `key` and `optional`. */
  take(role: ReferenceRole, kind: string, node: Node | undefined, path: Path): void {
    const name = nameIn(child(node, String(path.at(-1))));
    if (name === undefined) return;
    const key = stringAt(node, "key");
    this.all.push({
      role,
      target: { group: "", kind, name },
      path,
      ...(key === undefined ? {} : { key }),
      ...(booleanAt(node, "optional") === true ? { optional: true } : {}),
    });
  }

  takeWord(role: ReferenceRole, group: string, kind: string, node: Node | undefined, path: Path): void {
    const name = nameIn(node);
    if (name !== undefined) this.all.push({ role, target: { group, kind, name }, path });
  }

  takeClass(claimSpec: Node | undefined, path: Path): void {
    const node = child(claimSpec, "storageClassName");
    this.takeWord("storage-class", "storage.k8s.io", "StorageClass", node, [...path, "storageClassName"]);
  }

  takeVolume(volume: Node, path: Path): void {
    this.take("claim", "PersistentVolumeClaim", child(volume, "persistentVolumeClaim"), [
      ...path,
      "persistentVolumeClaim",
      "claimName",
    ]);
    this.take("config-map", "ConfigMap", child(volume, "configMap"), [...path, "configMap", "name"]);
    this.take("secret", "Secret", child(volume, "secret"), [...path, "secret", "secretName"]);
    this.takeClass(at(volume, "ephemeral", "volumeClaimTemplate", "spec"), [
      ...path,
      "ephemeral",
      "volumeClaimTemplate",
      "spec",
    ]);
    for (const [index, source] of itemsOf(at(volume, "projected", "sources")).entries()) {
      const inner = [...path, "projected", "sources", index];
      this.take("config-map", "ConfigMap", child(source, "configMap"), [...inner, "configMap", "name"]);
      this.take("secret", "Secret", child(source, "secret"), [...inner, "secret", "name"]);
    }
  }

  takeContainer(container: Node, path: Path): void {
    for (const [index, source] of itemsOf(child(container, "envFrom")).entries()) {
      const inner = [...path, "envFrom", index];
      this.take("config-map", "ConfigMap", child(source, "configMapRef"), [...inner, "configMapRef", "name"]);
      this.take("secret", "Secret", child(source, "secretRef"), [...inner, "secretRef", "name"]);
    }
    for (const [index, variable] of itemsOf(child(container, "env")).entries()) {
      const from = child(variable, "valueFrom");
      const inner = [...path, "env", index, "valueFrom"];
      this.take("config-map", "ConfigMap", child(from, "configMapKeyRef"), [...inner, "configMapKeyRef", "name"]);
      this.take("secret", "Secret", child(from, "secretKeyRef"), [...inner, "secretKeyRef", "name"]);
    }
  }
}

/** A name as Kubernetes reads it; undefined where there is none. */
export function nameIn(node: Node | undefined): string | undefined {
  const value = asScalar(node)?.value;
  return typeof value === "string" && value !== "" ? value : undefined;
}
