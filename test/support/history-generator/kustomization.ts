// Kustomizations as text: what they take in, how they patch it, and the transformers that change names, labels and counts.
import { stringify } from "yaml";
import type { Choices } from "../choices";
import { application, claimName, serviceName } from "./words";

type Value = Readonly<Record<string, unknown>>;

export interface KustomizationParts {
  /** Entries that exist, or did when it was written. */
  readonly resources: readonly string[];
  readonly components?: readonly string[];
  readonly patchFiles?: readonly string[];
  readonly isComponent?: boolean;
}

/** A kustomization over some files and folders, with a little of everything that one may do to them. */
export function kustomization(choices: Choices, parts: KustomizationParts): string {
  const { resources, components = [], patchFiles = [], isComponent = false } = parts;
  const inline = choices.chance(25) ? [inlinePatch(choices)] : [];
  const patches = [...patchFiles.map((path) => ({ path, ...target(choices) })), ...inline];
  const owner = application(choices);
  const value = {
    ...(isComponent ? { apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component" } : {}),
    ...(resources.length > 0 ? { [choices.chance(8) ? "bases" : "resources"]: [...resources, ...stray(choices)] } : {}),
    ...(components.length > 0 ? { components } : {}),
    ...(patches.length > 0 ? { patches } : {}),
    ...(choices.chance(15) ? { patchesStrategicMerge: [stringify(claimPatch(choices))] } : {}),
    ...(choices.chance(25) ? { namespace: choices.pick("prod", "dev") } : {}),
    ...(choices.chance(15) ? { namePrefix: "dev-" } : {}),
    ...(choices.chance(8) ? { nameSuffix: "-blue" } : {}),
    ...(choices.chance(20) ? { replicas: [{ name: owner, count: choices.pick(1, 3) }] } : {}),
    ...(choices.chance(12) ? { commonLabels: { team: owner } } : {}),
    ...(choices.chance(12) ? { labels: [{ pairs: { tier: owner }, includeSelectors: choices.chance(50) }] } : {}),
    ...(choices.chance(12) ? { images: [{ name: "postgres", newName: "nginx" }] } : {}),
    ...(choices.chance(8) ? { configMapGenerator: [{ name: owner, literals: ["a=b"] }] } : {}),
    ...(choices.chance(15) ? { replacements: [replacement(choices, owner)] } : {}),
    ...(choices.chance(8) ? { vars: [variable(choices, owner)] } : {}),
  };
  return stringify(value, { lineWidth: 0 });
}

/** The same files and folders, with other things done to them; one that says nothing where the text is no kustomization. */
export function changedKustomization(choices: Choices, text: string): string {
  const entries = (key: string) =>
    [...text.matchAll(new RegExp(`^${key}:[ \\t]*\\n((?:[ \\t]*- .*\\n?)*)`, "gm"))].flatMap(([, list = ""]) =>
      [...list.matchAll(/^[ \t]*- ([^\s:{]+)$/gm)].map(([, entry = ""]) => entry),
    );
  const patchFiles = [...text.matchAll(/^[ \t]*- path: (\S+)$/gm)].map(([, file = ""]) => file);
  return kustomization(choices, {
    resources: [...entries("resources"), ...entries("bases")],
    components: entries("components"),
    patchFiles,
    isComponent: /^kind: Component$/m.test(text),
  });
}

/** A file with a strategic patch of one workload or claim. */
export function patchFile(choices: Choices): string {
  return stringify(choices.chance(30) ? claimPatch(choices) : workloadPatch(choices));
}

/** An entry that leads nowhere, up, to itself or out of the world. */
function stray(choices: Choices): string[] {
  return choices.chance(8) ? [choices.pick("gone.yaml", ".", "../..", "https://example.com/base", "gone")] : [];
}

function inlinePatch(choices: Choices): Value {
  if (choices.chance(50)) return { patch: stringify(workloadPatch(choices)) };
  const operations = choices.pick<readonly Value[]>(
    [{ op: "replace", path: "/spec/replicas", value: choices.pick(1, 3) }],
    [{ op: "remove", path: "/spec/strategy" }],
    [{ op: "add", path: "/spec/template/spec/terminationGracePeriodSeconds", value: 0 }],
  );
  return {
    target: { kind: "Deployment", ...(choices.chance(50) ? { name: application(choices) } : {}) },
    patch: stringify(operations),
  };
}

function target(choices: Choices): Value {
  return choices.chance(25) ? { target: { kind: choices.pick("Deployment", "StatefulSet") } } : {};
}

function workloadPatch(choices: Choices): Value {
  const name = application(choices);
  const spec = choices.pick<Value>(
    { replicas: choices.pick(3, 1) },
    { strategy: { type: "Recreate", rollingUpdate: null } },
    { template: { spec: { terminationGracePeriodSeconds: 0 } } },
    {
      template: {
        spec: { volumes: [{ name: "data", persistentVolumeClaim: { claimName: claimName(choices, name) } }] },
      },
    },
  );
  const kind = choices.pick("Deployment", "Deployment", "StatefulSet");
  const whole = { apiVersion: "apps/v1", kind, metadata: { name } };
  return choices.chance(6) ? { $patch: "delete", ...whole } : { ...whole, spec };
}

/** What one object says is said by another, too. */
function replacement(choices: Choices, owner: string): Value {
  const [source, fieldPath, kind, target] = choices.pick<readonly [Value, string, string, string]>(
    [{ kind: "PersistentVolumeClaim" }, "metadata.name", "Deployment", CLAIM_NAME],
    [{ kind: "ConfigMap", name: owner }, "data.peers", "Deployment", CLAIM_NAME],
    [{ kind: "HorizontalPodAutoscaler" }, "spec.maxReplicas", "Deployment", "spec.replicas"],
    [{ kind: "Deployment", name: owner }, "spec.replicas", "HorizontalPodAutoscaler", "spec.maxReplicas"],
  );
  const name = choices.chance(50) ? { name: owner } : {};
  return { source: { ...source, fieldPath }, targets: [{ select: { kind, ...name }, fieldPaths: [target] }] };
}

const CLAIM_NAME = "spec.template.spec.volumes.0.persistentVolumeClaim.claimName";

function variable(choices: Choices, owner: string): Value {
  const objref = { apiVersion: "v1", kind: "Service", name: serviceName(choices, owner) };
  return { name: "PORT", objref, fieldref: { fieldpath: choices.pick("spec.clusterIP", "metadata.name") } };
}

function claimPatch(choices: Choices): Value {
  return {
    apiVersion: "v1",
    kind: "PersistentVolumeClaim",
    metadata: { name: claimName(choices, application(choices)) },
    spec: { accessModes: [choices.pick("ReadWriteMany", "ReadWriteOnce")] },
  };
}
