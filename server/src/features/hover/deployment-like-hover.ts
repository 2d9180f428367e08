// The hover on `kind` of a Rollout or a DeploymentConfig: what it is, and what it is here.
import type { Situation } from "../../analysis/situation";
import { kindFacts } from "../../kubernetes/kind-facts";
import { type Block, joined, rich, strong } from "./rich-text";

/** @returns undefined where the object is not read like a Deployment */
export function deploymentLikeHover(situations: readonly Situation[]): readonly Block[] | undefined {
  const [situation] = situations;
  if (!situation?.runner || situation.workload) return undefined;
  const { kind, name } = situation.resource;
  const summary = kindFacts(kind)?.summary ?? "";
  return [{ lines: [joined([rich`${strong(`${kind} ${name}`)}`, [summary]], " · ")] }];
}
