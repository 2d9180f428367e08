// Cases of companions: a workload in a small workspace, and what becomes of the files round it.
import { fileEdits } from "../../../server/src/analysis/changes";
import type { Consequence, ConsequencePlace, Refused, Subject } from "../../../server/src/conversions/conversion";
import { workload } from "../../../server/src/kubernetes/workload";
import { applyEdits } from "../../../server/src/text/edit";
import type { DocumentChange } from "../../../server/src/workspace/document-change";
import { textPlace } from "../../../server/src/workspace/place";
import type { Workspace } from "../../../server/src/workspace/workspace";
import { fixture } from "../../support/fixture";
import { memoryWorkspace, root } from "../../support/memory-workspace";

export interface Case {
  readonly subject: Subject;
  readonly workspace: Workspace;
}

export interface CaseOptions {
  readonly kind?: string;
  readonly name?: string;
  readonly version?: string;
  /** Text files beside the manifests, by path. */
  readonly texts?: Readonly<Record<string, string>>;
}

/** The first workload of the kind and name in a fixture. */
export function companionCase(
  source: string,
  { kind = "Deployment", name = "web", version = "1.36", texts = {} }: CaseOptions = {},
): Case {
  // The fixture's files are cut at line ends; here every file has one of its own.
  const files = fixture(source).files.map(({ path, text }) => ({
    path,
    text: text.endsWith("\n") ? text : `${text}\n`,
  }));
  const { workspace, analysis } = memoryWorkspace(files, { settings: { kubernetesVersion: version } });
  for (const { path } of files) {
    for (const document of workspace.file(`${root}/${path}`)?.documents ?? []) {
      const index =
        document.content === "manifest"
          ? document.resources().findIndex((one) => one.kind === kind && one.name === name)
          : -1;
      const resource = document.resource(index);
      const view = resource && workload(resource);
      if (!resource || !view) continue;
      const situations = analysis.situations(document, index).flatMap((situation) =>
        situation.workload
          ? {
              resource: situation.resource,
              workload: situation.workload,
              lookups: situation.lookups,
              patches: situation.built.patches,
            }
          : [],
      );
      const textFiles = Object.entries(texts).map(([path, text]) => ({ path: `${root}/${path}`, text }));
      return { workspace, subject: { document, resource, workload: view, situations, removals: [], texts: textFiles } };
    }
  }
  throw new Error(`The fixture holds no ${kind} "${name}".`);
}

/** The files that change, as they are afterwards, by path. */
export function changedFiles(changes: readonly DocumentChange[], workspace: Workspace): Record<string, string> {
  const edits = fileEdits(changes);
  if ("refused" in edits) throw new Error(`${edits.refused}: ${edits.why}`);
  return Object.fromEntries(
    edits.flatMap(({ path, edits: own }) => {
      const before = workspace.file(path)?.text ?? "";
      const after = applyEdits(before, own);
      return after === before ? [] : [[path.slice(root.length + 1), after]];
    }),
  );
}

/** `W-RECREATE overlay/kustomization.yaml "Recreate"`: the code, and the words that it stands at. */
export function placed({ code, at }: Pick<Consequence, "code" | "at">, workspace: Workspace): string {
  return at ? `${code} ${placeWords(at, workspace)}` : code;
}

export function refusal({ refused, message, at }: Refused, workspace: Workspace): string {
  return `${placed({ code: refused, ...(at ? { at } : {}) }, workspace)}: ${message}`;
}

function placeWords(at: ConsequencePlace, workspace: Workspace): string {
  if ("node" in at) return "a node of the workload";
  if ("path" in at) {
    const text = workspace.file(at.path)?.text;
    return `${at.path.slice(root.length + 1)} ${JSON.stringify(text?.slice(at.start, at.end) ?? `${at.start}-${at.end}`)}`;
  }
  const { document, span } = textPlace(at.place, workspace.builds) ?? {
    document: at.place.object.document,
    span: undefined,
  };
  return `${document.path.slice(root.length + 1)} ${JSON.stringify(document.text.slice(span?.start, span?.end))}`;
}
