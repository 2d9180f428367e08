// What acts on the workload by itself is kept still while it moves, and meets the new kind afterwards.
import { workloadGroup } from "../kubernetes/kinds";
import { type Companion, isScalable } from "./companions";
import { frozenDeliveries, resumedDeliveries } from "./deliveries";
import { kept, kubectl, object } from "./live";
import { code, listed } from "./markdown";
import type { Migration } from "./migration";
import { word } from "./shell";
import { bash, type Part, type Step } from "./step";

/** The title of the step, by which others refer to it. */
export const keepStill = "Keep still what acts by itself";

export function freeze(migration: Migration): Step {
  const { budgets, users } = migration.companions;
  const parts = [
    ...frozenDeliveries(migration),
    ...pausedScalers(migration),
    ...pausedBackups(migration),
    ...users.flatMap((user) => stoppedUser(user)),
  ];
  return {
    title: keepStill,
    parts: [
      ...(parts.length > 0 ? parts : ["The workspace shows nothing that acts on it by itself."]),
      ...(budgets.length > 0
        ? [
            `${words(budgets)} needs no pause: it holds back evictions, not what is done here. It selects by labels, so it is about the Pods of the ${migration.to} as well.`,
          ]
        : []),
      "Pipelines that deploy, operators and people: tell them.",
    ],
    back: [...unfrozen(migration)],
  };
}

/** As it was before `freeze`. */
function unfrozen(migration: Migration): Part[] {
  const { scalers, verticals, backups, users } = migration.companions;
  const commands = [
    ...users.filter(isCronJob).map((user) => suspended(user, false)),
    ...scalers.map((scaler) =>
      isKeda(scaler)
        ? `${kubectl} annotate ${scaledObject(scaler)} autoscaling.keda.sh/paused-`
        : `${kubectl} apply -f ${kept("hpa", scaler.name)}`,
    ),
    ...verticals.map((scaler) => verticalMode(scaler, scaler.mode)),
    ...backups.filter(isPausable).map((one) => pausedBackup(one, false)),
  ];
  const others = users.filter((user) => !isCronJob(user));
  return [
    bash(...commands),
    ...(others.length > 0 ? [`Start ${words(others)} again.`] : []),
    ...resumedDeliveries(migration),
  ];
}

/**
 * As it must be for the new kind.
 * @param isApplied were the converted manifests applied? What is in them needs nothing more
 */
export function retargeted(migration: Migration, isApplied: boolean): Part[] {
  const { budgets, backups, users } = migration.companions;
  return [
    ...retargetedScalers(migration, isApplied),
    ...users.map((user) => {
      const next = migration.claims.find(({ claim }) => claim === user.claim)?.next ?? "";
      return `${words([user])} must name claim ${code(next)} for ${code(user.claim)}, and run on the same node where the volume allows no other, before it is started again.`;
    }),
    bash(...users.filter(isCronJob).map((user) => suspended(user, false))),
    bash(
      ...budgets.map(
        ({ name }) => `${kubectl} get ${object("pdb", name)}   # ALLOWED DISRUPTIONS as you want it for these Pods`,
      ),
    ),
    ...(backups.length > 0 ? ["What saves the data must name the new claim, in its manifest too:"] : []),
    bash(...backups.flatMap((one) => retargetedBackup(one))),
    ...backups
      .filter(({ kind }) => kind !== "ReplicationSource")
      .map(
        ({ kind, name, path, claim, next }) =>
          `${kind} ${code(name)} (${code(path)}) names ${code(claim)}: the data are in ${code(next)} now.`,
      ),
  ];
}

function retargetedScalers({ to, companions: { scalers, verticals } }: Migration, isApplied: boolean): Part[] {
  const group = workloadGroup(to);
  const target = { apiVersion: group === "" ? "v1" : `${group}/v1`, kind: to };
  const patch = (field: string, more: object = {}) => word(JSON.stringify({ spec: { [field]: target, ...more } }));
  const all = [...scalers, ...verticals];
  const isDone = ({ inUnit }: Companion) => inUnit && isApplied;
  const outside = all.filter(({ inUnit }) => !inUnit);
  const commands = [
    ...scalers.flatMap((scaler) => {
      if (!isKeda(scaler)) {
        const change = `jq '.spec.scaleTargetRef += {apiVersion: "${target.apiVersion}", kind: "${to}"}'`;
        return isDone(scaler) ? [] : `${change} ${kept("hpa", scaler.name)} | ${kubectl} apply -f -`;
      }
      return [
        ...(isDone(scaler)
          ? []
          : [`${kubectl} patch ${scaledObject(scaler)} --type=merge -p ${patch("scaleTargetRef")}`]),
        `${kubectl} annotate ${scaledObject(scaler)} autoscaling.keda.sh/paused-`,
      ];
    }),
    ...verticals.map(
      (scaler) =>
        `${kubectl} patch ${vertical(scaler)} --type=merge -p ${patch("targetRef", { updatePolicy: { updateMode: scaler.mode } })}`,
    ),
  ];
  return [
    ...(all.length > 0 ? [`${words(all)} must scale the ${to} now: the converted manifests say so.`] : []),
    bash(...commands),
    ...(outside.length > 0
      ? [`Not converted with it: write the new kind into ${listed(outside.map(({ path }) => code(path)))} by hand.`]
      : []),
  ];
}

function pausedScalers({ companions: { scalers, verticals } }: Migration): Part[] {
  if (scalers.length + verticals.length === 0) return [];
  return [
    `${words([...scalers, ...verticals])} would start Pods in between:`,
    bash(
      ...scalers.map((scaler) =>
        isKeda(scaler)
          ? `${kubectl} annotate ${scaledObject(scaler)} autoscaling.keda.sh/paused=true --overwrite`
          : `${kubectl} delete ${object("hpa", scaler.name)}   # step 1 has kept it`,
      ),
      ...verticals.map((scaler) => verticalMode(scaler, "Off")),
    ),
  ];
}

function isKeda({ kind }: Companion): boolean {
  return kind === "ScaledObject";
}

const scaledObject = ({ name }: Companion) => object("scaledobjects.keda.sh", name);
const vertical = ({ name }: Companion) => object("verticalpodautoscalers.autoscaling.k8s.io", name);

function verticalMode(scaler: Companion, mode: string): string {
  return `${kubectl} patch ${vertical(scaler)} --type=merge -p ${word(JSON.stringify({ spec: { updatePolicy: { updateMode: mode } } }))}`;
}

type Backup = Migration["companions"]["backups"][number];

function isPausable({ kind }: Companion): boolean {
  return kind === "ReplicationSource" || kind === "BackupConfiguration";
}

/** Sources: volsync.backube/v1alpha1 and stash.appscode.com/v1beta1, `spec.paused`. */
function pausedBackup(backup: Backup, paused: boolean): string {
  const group =
    backup.kind === "ReplicationSource"
      ? "replicationsources.volsync.backube"
      : "backupconfigurations.stash.appscode.com";
  return `${inNamespace(backup)} patch ${object(group, backup.name)} --type=merge -p '{"spec":{"paused":${paused}}}'`;
}

function pausedBackups({ companions: { backups } }: Migration): Part[] {
  const pausable = backups.filter(isPausable);
  if (pausable.length === 0) return [];
  return [
    `${words(pausable)} would save a claim that is being moved:`,
    bash(...pausable.map((one) => pausedBackup(one, true))),
  ];
}

function retargetedBackup(backup: Backup): string[] {
  if (!isPausable(backup)) return [];
  const target = word(JSON.stringify({ spec: { sourcePVC: backup.next } }));
  return [
    ...(backup.kind === "ReplicationSource"
      ? [
          `${inNamespace(backup)} patch ${object("replicationsources.volsync.backube", backup.name)} --type=merge -p ${target}`,
        ]
      : []),
    pausedBackup(backup, false),
  ];
}

/** Another workload whose Pods have a claim that moves: it would hold the claim. */
function stoppedUser(user: Migration["companions"]["users"][number]): Part[] {
  const { kind, name, path, claim } = user;
  const live = object(kind, name);
  const command = isScalable(kind) ? `scale ${live} --replicas=0` : `delete ${live}   # keep its manifest`;
  return [
    `${kind} ${code(name)} (${code(path)}) uses claim ${code(claim)} too:`,
    bash(isCronJob(user) ? suspended(user, true) : `${inNamespace(user)} ${command}`),
  ];
}

function isCronJob({ kind }: Companion): boolean {
  return kind === "CronJob";
}

function suspended(user: Companion, suspend: boolean): string {
  return `${inNamespace(user)} patch ${object(user.kind, user.name)} --type=merge -p '{"spec":{"suspend":${suspend}}}'`;
}

function inNamespace({ namespace }: Companion): string {
  return namespace === undefined ? kubectl : `kubectl -n ${word(namespace)}`;
}

function words(companions: readonly Companion[]): string {
  return listed(companions.map(({ kind, name, path }) => `${kind} ${code(name)} (${code(path)})`));
}
