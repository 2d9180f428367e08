// The same workload as two kinds, side by side: Pods, order, network and storage in the user's own names.
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { ColumnSource } from "./column-source";
import { network } from "./network-text";
import { order, podNames } from "./pods-text";
import { type Rich, says } from "./rich-text";
import { storage } from "./storage-text";

/** The kind that people weigh each one against. */
export const usualAlternative: Readonly<Record<WorkloadKind, WorkloadKind>> = {
  Pod: "Deployment",
  ReplicaSet: "Deployment",
  ReplicationController: "Deployment",
  Deployment: "StatefulSet",
  StatefulSet: "Deployment",
  DaemonSet: "Deployment",
  Job: "CronJob",
  CronJob: "Job",
};

const rows: readonly (readonly [title: string, cell: (source: ColumnSource) => Rich])[] = [
  ["Pods", podNames],
  ["order", order],
  ["network", network],
  ["storage", storage],
];

/**
 * Rows of a table, the heading first: the kind as written, and another one. A row of which neither says anything is left out.
 * @param where the build that is shown; empty where all builds are alike
 */
export function comparison(here: ColumnSource, there: ColumnSource, where: string): Rich[][] {
  const shown = rows
    .map(([title, cell]) => ({ title, cells: [cell(here), cell(there)] }))
    .filter(({ cells }) => cells.some(says))
    .map(({ title, cells }) => [[title], ...cells.map((cell) => (says(cell) ? cell : ["–"]))]);
  const place = where === "" ? "" : `, in ${where}`;
  return [[[], [`${here.kind} (here${place})`], [`as a ${there.kind}`]], ...shown];
}
