// The fixes that make a Job a hook, which its tool deletes before it makes it again.
import { insert } from "../../../yaml/edit-script";
import { entry, literal } from "../../../yaml/fragment";
import { asMapping, at, child } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import { ownFix, ownPath } from "../../shared/written";
import type { Reapplied } from "./reapplied";

const helm = ["helm.sh/hook: post-install,post-upgrade", "helm.sh/hook-delete-policy: before-hook-creation"].join("\n");
const argo = ["argocd.argoproj.io/hook: Sync", "argocd.argoproj.io/hook-delete-policy: BeforeHookCreation"].join("\n");

/** Only that of the tool that applies it: no other one reads the annotations. */
export function hookFixes(context: RuleContext, by: Reapplied): Fix[] {
  if (by.helm) return annotationFix(context, "Add Helm hook annotations", helm);
  return by.argo ? annotationFix(context, "Add Argo CD hook annotations", argo) : [];
}

function annotationFix(context: RuleContext, title: string, text: string): Fix[] {
  const metadata = at(context.own.root, "metadata");
  if (!asMapping(metadata)) return [];
  const isThere = asMapping(child(metadata, "annotations")) !== undefined;
  return [
    ownFix(context, title, () => [
      isThere
        ? insert(ownPath(context, "metadata", "annotations"), "last", text)
        : insert(ownPath(context, "metadata"), "last", entry("annotations", literal(text))),
    ]),
  ];
}
