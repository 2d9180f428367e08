// How the tools that apply by themselves are kept still, and how they take over again: Argo CD, Flux, Helm.
import type { Delivery, Release } from "./applier";
import { object } from "./live";
import { code } from "./markdown";
import type { Migration } from "./migration";
import { word } from "./shell";
import { bash, type Part } from "./step";

/** Where the tools keep their objects unless somebody wanted otherwise. */
const usual: Readonly<Record<Delivery["kind"], string>> = {
  Application: "argocd",
  ApplicationSet: "argocd",
  Kustomization: "flux-system",
};

const place = ({ kind, namespace }: Delivery) => `-n ${word(namespace ?? usual[kind])}`;

export function frozenDeliveries({ applier: { deliveries, release } }: Migration): Part[] {
  return [...deliveries.flatMap(frozen), ...(release ? frozenRelease(release) : [])];
}

export function resumedDeliveries({ applier: { deliveries } }: Migration): Part[] {
  return deliveries.flatMap(resumed);
}

function frozen(delivery: Delivery): Part[] {
  const { kind, name, path, automated, namespace, prunes } = delivery;
  const where = `${kind} ${code(name)} (${code(path)})`;
  const pruning = prunes
    ? " It prunes: whatever leaves the files is deleted in the cluster, and with a claim its disk, unless the policy of the volume is Retain."
    : "";
  const guessed = namespace === undefined ? ` Its namespace is taken to be ${code(usual[kind])}.` : "";
  const about = `${pruning}${guessed}`;
  switch (kind) {
    case "Kustomization":
      return [
        `Flux applies it: ${where}.${about} If another Kustomization applies this one, suspend that one first.`,
        bash(`flux suspend kustomization ${word(name)} ${place(delivery)}`),
      ];
    case "Application":
      if (automated === undefined)
        return [`Argo CD applies it when somebody syncs ${where}: nobody may until the end.${about}`];
      return [
        `Argo CD applies it: ${where}.${about} If another Application applies this one, turn that one off first.`,
        bash(
          `kubectl ${place(delivery)} patch ${object("applications.argoproj.io", name)} --type=merge -p '{"spec":{"syncPolicy":{"automated":null}}}'`,
        ),
      ];
    case "ApplicationSet":
      return [
        `Argo CD applies it by Applications of ${where}.${about} It must leave them alone first; then turn off the one that applies the workload, and fill in its name.`,
        bash(
          `kubectl ${place(delivery)} patch ${object("applicationsets.argoproj.io", name)} --type=merge -p '{"spec":{"syncPolicy":{"applicationsSync":"create-only"}}}'`,
          `kubectl ${place(delivery)} patch applications.argoproj.io/<application> --type=merge -p '{"spec":{"syncPolicy":{"automated":null}}}'`,
        ),
      ];
  }
}

function resumed(delivery: Delivery): Part[] {
  const { kind, name, automated } = delivery;
  switch (kind) {
    case "Kustomization":
      return [bash(`flux resume kustomization ${word(name)} ${place(delivery)}`)];
    case "Application":
      if (automated === undefined) return [`Sync Application ${code(name)}: it must find nothing to change.`];
      return [
        bash(
          `kubectl ${place(delivery)} patch ${object("applications.argoproj.io", name)} --type=merge -p ${word(`{"spec":{"syncPolicy":{"automated":${automated}}}}`)}`,
        ),
      ];
    case "ApplicationSet":
      return [
        bash(
          `kubectl ${place(delivery)} patch ${object("applicationsets.argoproj.io", name)} --type=merge -p '{"spec":{"syncPolicy":{"applicationsSync":null}}}'   # or what it was before`,
        ),
      ];
  }
}

function frozenRelease({ name }: Release): Part[] {
  const release = name === undefined ? "a release" : `the release ${code(name)}`;
  return [
    `Helm has installed it with ${release}: no upgrade and no rollback until the end. An upgrade makes the new objects before it deletes the old ones, so both would run at once; and it deletes what is no longer in the chart, the claim too, unless that is annotated ${code("helm.sh/resource-policy: keep")}.`,
  ];
}

/** Helm takes over only what is marked as its own. */
export function markedForHelm(migration: Migration): Part[] {
  const { applier, to, name } = migration;
  if (!applier.release) return [];
  const release = applier.release.name === undefined ? "<release>" : word(applier.release.name);
  const namespace = applier.release.namespace === undefined ? '"$NS"' : word(applier.release.namespace);
  const live = object(to, name);
  return [
    "The chart must make the same objects from now on. Helm refuses to take over what is not marked as its own; the headless Service needs the same marks.",
    bash(
      `kubectl -n "$NS" annotate ${live} meta.helm.sh/release-name=${release} meta.helm.sh/release-namespace=${namespace} --overwrite`,
      `kubectl -n "$NS" label ${live} app.kubernetes.io/managed-by=Helm --overwrite`,
    ),
  ];
}
