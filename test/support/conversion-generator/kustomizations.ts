// The kustomizations of a scenario, and the patches by which an overlay changes the workload.
import { homeOf, overlayFolder } from "./placement";
import type { Overlay, Scenario } from "./scenario";
import type { Fields } from "./style";

export interface KustomizeFile {
  readonly path: string;
  /** A text is written as it is. */
  readonly content: Fields | string;
  /** Must it change when the workload becomes another kind? */
  readonly namesWorkload: boolean;
}

/** @param resources the paths of all files with objects */
export function kustomizeFiles(scenario: Scenario, resources: readonly string[]): KustomizeFile[] {
  const { layout, namespace, namespaceIn } = scenario;
  if (layout.type === "directory") return [];
  const home = homeOf(scenario);
  const shared = namespaceIn === "kustomization" ? namespace : undefined;
  const listed = (folder: string) =>
    resources.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
  const own = kustomization(home, {
    namespace: layout.type === "overlays" ? undefined : shared,
    resources: listed(home),
  });
  if (layout.type === "kustomization") return [own];
  return [
    own,
    ...layout.overlays.flatMap((overlay) => {
      const folder = overlayFolder(overlay);
      const { fields, file } = changeOf(overlay, scenario);
      const content = {
        namespace: shared,
        namePrefix: overlay.prefix,
        resources: ["../../base", ...listed(folder)],
        ...fields,
      };
      return [
        { ...kustomization(folder, content), namesWorkload: JSON.stringify(fields).includes("Deployment") },
        ...file,
      ];
    }),
  ];
}

/** Where the kustomization that lists the workload's file is. */
export function listingFile(scenario: Scenario): string | undefined {
  return scenario.layout.type === "directory" ? undefined : `${homeOf(scenario)}/kustomization.yaml`;
}

function kustomization(folder: string, fields: Fields): KustomizeFile {
  const content = { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", ...fields };
  return { path: `${folder}/kustomization.yaml`, content, namesWorkload: false };
}

/** What stands in the overlay's kustomization, and in a file beside it. */
function changeOf(
  overlay: Overlay,
  scenario: Scenario,
): { readonly fields: Fields; readonly file: readonly KustomizeFile[] } {
  const { change } = overlay;
  const { name, namespace, namespaceIn } = scenario;
  const target = { kind: "Deployment", name };
  const patch = (path: string, content: KustomizeFile["content"], namesWorkload: boolean): KustomizeFile[] => [
    { path: `${overlayFolder(overlay)}/${path}`, content, namesWorkload },
  ];
  if (!change) return { fields: {}, file: [] };
  if (change.by === "volume") {
    const operation = `- op: add\n  path: /spec/template/spec/volumes/${change.index}/emptyDir/sizeLimit\n  value: 1Gi`;
    return { fields: { patches: [{ target, patch: operation }] }, file: [] };
  }
  const { by, replicas } = change;
  switch (by) {
    case "entry":
      return { fields: { replicas: [{ name, count: replicas }] }, file: [] };
    case "strategic": {
      const metadata = { name, namespace: namespaceIn === "objects" ? namespace : undefined };
      const content = { apiVersion: "apps/v1", kind: "Deployment", metadata, spec: { replicas } };
      return { fields: { patches: [{ path: "replicas.yaml" }] }, file: patch("replicas.yaml", content, true) };
    }
    case "operations": {
      const content = `${JSON.stringify([{ op: "add", path: "/spec/replicas", value: replicas }], null, 2)}\n`;
      return { fields: { patches: [{ path: "replicas.json", target }] }, file: patch("replicas.json", content, false) };
    }
    case "operationsInPlace": {
      const operation = `- op: add\n  path: /spec/replicas\n  value: ${replicas}`;
      return { fields: { patches: [{ target, patch: operation }] }, file: [] };
    }
  }
}
