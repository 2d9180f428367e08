// The hover on `kind` of a Rollout or a DeploymentConfig: what it is.
import { kindFacts } from "../../kubernetes/kind-facts";
import { isDeploymentLike } from "../../kubernetes/kinds";
import type { Resource } from "../../kubernetes/resource";
import { type Block, joined, rich, strong } from "./rich-text";

/** @returns undefined where the object is not read like a Deployment */
export function deploymentLikeHover({ apiVersion, kind, name }: Resource): readonly Block[] | undefined {
  if (!isDeploymentLike(apiVersion, kind)) return undefined;
  return [{ lines: [joined([rich`${strong(`${kind} ${name}`)}`, [kindFacts(kind)?.summary ?? ""]], " · ")] }];
}
