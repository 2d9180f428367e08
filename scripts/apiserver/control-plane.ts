// The Kubernetes control plane that lies beside the checkout, as a cluster.
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Cluster } from "./cluster";

const program = resolve("../shared/oracle/oracle.mjs");

interface Oracle extends Omit<Cluster, "name"> {
  readonly version: string;
  readonly kubeconfig: string;
}

export interface ControlPlane extends Cluster {
  /** The file with which kubectl reaches it. */
  readonly kubeconfig: string;
}

/** Whether there is a control plane that could be started. */
export function isControlPlaneThere(): boolean {
  return existsSync(program);
}

/**
 * Starts it; it ends with this process, too.
 * @param nodes 0 for an API server alone; else controllers, a scheduler and so many pretended nodes
 */
export async function startControlPlane({ nodes }: { readonly nodes: number }): Promise<ControlPlane> {
  const { startOracle }: { startOracle(options: { nodes: number }): Promise<Oracle> } = await import(
    pathToFileURL(program).href
  );
  const oracle = await startOracle({ nodes });
  return {
    name: `Kubernetes ${oracle.version}${nodes > 0 ? `, ${nodes} pretended nodes` : ", API server only"}`,
    request: (...request) => oracle.request(...request),
    stop: () => oracle.stop(),
    kubeconfig: oracle.kubeconfig,
  };
}
