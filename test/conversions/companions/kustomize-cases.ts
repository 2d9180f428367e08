// Kustomizations round a workload: a base with one Deployment, an overlay, and what both say after the conversion.
import { expect } from "vitest";
import { retargetedKustomizations } from "../../../server/src/conversions/companions/kustomization";
import type { MovedVolume } from "../../../server/src/conversions/companions/kustomize-patches";
import { mostReplicas } from "../../../server/src/conversions/consequences/replica-words";
import type { RolloutContext } from "../../../server/src/conversions/rollout/rollout-plan";
import { targetVersion } from "../../../server/src/conversions/target-version";
import type { WorkloadKind } from "../../../server/src/kubernetes/kinds";
import { type CaseOptions, changedFiles, companionCase, placed, refusal } from "./companion-cases";

/** A Deployment in `base/web.yaml`, with more of its `spec`, indented by 2. */
export function base(spec = "", volumes = ""): string {
  return `#- base/kustomization.yaml
resources:
  - web.yaml
#- base/web.yaml
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
${spec}  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
        - name: web
          image: nginx:1.29
${volumes}`;
}

/** Another object for the base: list it in the overlay as `../other.yaml`. */
export function other(kind: string, name: string): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
  labels:
    app: ${name}
spec:
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
        - name: ${name}
          image: nginx:1.29
`;
}

export interface KustomizeOptions extends CaseOptions {
  readonly moved?: readonly MovedVolume[];
  readonly choices?: Readonly<Record<string, string>>;
  /** StatefulSet by default. */
  readonly to?: WorkloadKind;
}

export interface KustomizeOutcome {
  /** The files that change, whole. */
  readonly files: Record<string, string>;
  readonly codes: readonly string[];
}

export function kustomized(
  source: string,
  { moved = [], choices = {}, to = "StatefulSet", ...options }: KustomizeOptions = {},
): KustomizeOutcome | { readonly refused: readonly string[] } {
  const { subject, workspace } = companionCase(source, options);
  const context: RolloutContext = {
    from: subject.workload.kind,
    to,
    replicas: mostReplicas(subject),
    version: targetVersion(subject),
    options: { choices: new Map(Object.entries(choices)) },
    recreate: false,
    hostPort: false,
  };
  const plan = retargetedKustomizations(subject, context, moved);
  if (plan.refusals.length > 0) return { refused: plan.refusals.map((one) => refusal(one, workspace)) };
  return {
    files: changedFiles(plan.changes, workspace),
    codes: plan.consequences.map((one) => placed(one, workspace)),
  };
}

/** The overlay's kustomization before and after; nothing else changes. */
export function expectOverlay(
  overlay: string,
  after: string,
  codes: readonly string[] = [],
  { around = base(), ...options }: KustomizeOptions & { readonly around?: string } = {},
): void {
  const outcome = kustomized(`${around}#- overlay/kustomization.yaml\n${overlay}`, options);
  expect(outcome).toEqual({ files: overlay === after ? {} : { "overlay/kustomization.yaml": after }, codes });
}
