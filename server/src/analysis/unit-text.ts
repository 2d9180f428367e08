// In words: what an object is applied together with, and why rules are silent about a document.
import type { Assumptions } from "../config/assumptions";
import type { Document } from "../workspace/document";
import type { Membership } from "../workspace/units/unit";
import type { Workspace } from "../workspace/workspace";
import type { Analysis } from "./analysis";
import type { PlaceNames } from "./location";

/** The unit of a file, and whether something else may be applied with it. */
export function unitText(
  workspace: Workspace,
  { unit, layers }: Membership,
  assumptions: Assumptions,
  names: PlaceNames,
): string {
  const count = workspace.units.memberCountOf(unit);
  const files = `${count} ${count === 1 ? "file" : "files"}`;
  const folder = names.path(unit.folder);
  const what = {
    kustomization: `The build of the kustomization in ${folder}, ${files}`,
    chart: `The Helm chart in ${folder}`,
    directory: `The files of the folder ${folder}, ${files}`,
  }[unit.kind];
  const through = layers.map(({ path }) => `- through ${names.path(path)}`);
  return [`${what}. ${openText(unit, assumptions)}`, through.join("\n")].filter((part) => part !== "").join("\n\n");
}

function openText({ kind, complete }: Membership["unit"], { closed }: Assumptions): string {
  if (closed) return "Nothing else is applied with it.";
  if (kind === "kustomization" && complete) return "All that it names was read.";
  if (kind === "kustomization") return "Some of what it names was not read: what is missing here may be there.";
  return "More may be applied with it: what is missing here may be elsewhere.";
}

/** Why nothing is said about the objects of a document; undefined where rules speak about them. */
export function notGuided(analysis: Analysis, document: Document, names: PlaceNames): string | undefined {
  if (analysis.isGuided(document)) return undefined;
  const { workspace } = analysis;
  const users = workspace.units.patchUsersOf(document.path).map(({ path }) => names.path(path));
  switch (workspace.units.roleOf(document.path)) {
    case "chart-template":
      return "None: this is a template of a Helm chart. Check what Helm renders from it.";
    case "chart":
    case "chart-values":
      return "None: this file belongs to a Helm chart and holds no objects.";
    case "kustomize-patch":
      return `None: this is a patch of ${users.join(", ")}. The object that it changes is checked with it.`;
    case "kustomize-data": {
      const into = workspace.units.dataUsersOf(document.path).map(({ path }) => names.path(path));
      return `None: ${into.join(", ")} puts this file into a ConfigMap or Secret. Nothing applies it.`;
    }
    case "plain":
      break;
  }
  if (document.broken) return "None: the document is no valid YAML.";
  if (document.content === "template") return "None: this is a template. Check what is rendered from it.";
  if (document.content === "patch") return "None: this is a piece that is laid over another object, not a whole one.";
  return "None: this is no object that rules speak about.";
}
