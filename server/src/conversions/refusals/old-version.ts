// An API that the target version has no longer: what an object means there must be settled before it changes its kind.
import { workloadKind } from "../../kubernetes/kinds";
import { apiState } from "../../kubernetes/versions";
import { asMapping, child } from "../../yaml/navigate";
import type { Refused, Subject } from "../conversion";
import { targetVersion } from "../target-version";

/** The older groups of apps have other defaults, in whatever release. */
export function oldVersion(subject: Subject): Refused[] {
  const { apiVersion, kind, root } = subject.resource;
  if (workloadKind(apiVersion, kind) === undefined || !asMapping(child(root, "spec"))) return [];
  const state = apiState(apiVersion, kind, targetVersion(subject));
  const isOfOldGroup = /^(?:extensions|apps)\//.test(apiVersion) && apiVersion !== "apps/v1";
  if (state?.state !== "removed" && !isOfOldGroup) return [];
  const since = state?.removed ?? "1.16";
  const successor = state?.replacement ?? "apps/v1";
  const message = `${apiVersion} is gone since Kubernetes ${since}: change it to ${successor} first.`;
  return [{ refused: "R-APIVERSION", message }];
}
