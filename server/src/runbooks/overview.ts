// The head of a runbook: what it is about, who applies it, and from which step to which nothing runs.
import type { MigratedClaim } from "./claims";
import { keepStill } from "./freeze";
import { code, listed, table } from "./markdown";
import type { Migration } from "./migration";
import { applyAll } from "./prepare";
import type { Step } from "./step";

export function overview(migration: Migration, steps: readonly Step[]): string[] {
  const { from, to, name, namespace, request, applier, claims, companions, replicas, selector } = migration;
  const { scalers, verticals, budgets, backups, services } = companions;
  const named = (list: readonly { readonly kind: string; readonly name: string; readonly path: string }[]) =>
    listed(list.map((one) => `${one.kind} ${code(one.name)} (${code(one.path)})`));
  const rows: (readonly [string, string])[] = [
    ["workload", `${code(`${from}/${name}`)} in ${code(request.named(request.subject.document.path))}`],
    ["namespace", namespace === undefined ? "no manifest says it: fill it in" : code(namespace)],
    ["applied by", appliers(migration)],
    ["Pods", `${pods(replicas)}, ${code(selector)}`],
    ...claims.map((claim) => ["claim", claimText(claim)] as const),
    ...(services.length > 0 ? [["Services", named(services)] as const] : []),
    ...(scalers.length + verticals.length > 0 ? [["autoscalers", named([...scalers, ...verticals])] as const] : []),
    ...(budgets.length > 0 ? [["budgets", named(budgets)] as const] : []),
    ...(backups.length > 0 ? [["backups", named(backups)] as const] : []),
    ["downtime", downtime(steps)],
  ];
  const build =
    applier.folder === undefined || request.subject.situations.length === 1
      ? ""
      : ` in the build of ${code(applier.folder)}`;
  return [
    `# Runbook: ${from} ${code(name)} becomes a ${to}${build}`,
    `Nothing of this has been done. Read it to its end first. Then run the blocks in order, in one bash that you start for it, in the folder that the paths begin in, with kubectl in the right context; \`jq\` is needed as well. A command that fails ends that bash: look before you go on. What stands in \`<…>\` is to be filled in. A way back ends with the ${from} running again: then go back from the step *${keepStill}* too.`,
    table(["", ""], rows),
  ];
}

function appliers(migration: Migration): string {
  const { deliveries, release } = migration.applier;
  const tools = deliveries.map(
    ({ kind, name }) => `${kind === "Kustomization" ? "Flux" : "Argo CD"}: ${kind} ${code(name)}`,
  );
  if (release) tools.push(`Helm${release.name === undefined ? "" : `: release ${code(release.name)}`}`);
  return tools.length > 0 ? listed(tools) : `${code(applyAll(migration))}, as far as the workspace shows`;
}

function pods({ lo, hi }: Migration["replicas"]): string {
  if (lo === hi) return `${hi}`;
  return Number.isFinite(hi) ? `${lo} to ${hi}` : `${lo} or more`;
}

function claimText({ claim, next, moves, size, storageClass, modes, path, static: isStatic }: MigratedClaim): string {
  const asks = [
    ...(size === undefined ? [] : [size]),
    storageClass === undefined ? "default class" : storageClass === "" ? "no class" : `class ${code(storageClass)}`,
    ...modes,
    ...(isStatic ? ["no volume is made for it"] : []),
  ];
  if (path === undefined && modes.length === 0) asks.splice(0, asks.length, "its manifest is not here");
  const becomes = !moves ? ", stays" : next === claim ? "" : ` → ${code(next)}`;
  return `${code(claim)}${becomes}: ${asks.join(", ")}${path === undefined ? "" : ` (${code(path)})`}`;
}

function downtime(steps: readonly Step[]): string {
  const has = ({ parts }: Step, word: string) =>
    parts.some((part) => typeof part === "string" && part.startsWith(word));
  const start = steps.findIndex((step) => has(step, "**Downtime starts"));
  const end = steps.findIndex((step) => has(step, "**Downtime ends"));
  return start === -1 ? "none" : `from step ${start + 1} to the end of step ${end + 1}`;
}
