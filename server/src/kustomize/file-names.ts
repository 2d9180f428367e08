// The files that Kustomize takes for kustomizations.

/** Of a folder at most one may be there. Source: kustomize api/konfig/general.go, RecognizedKustomizationFileNames. */
export const kustomizationFileNames = ["kustomization.yaml", "kustomization.yml", "Kustomization"] as const;

export function isKustomizationFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf("/") + 1);
  return kustomizationFileNames.some((known) => known === name);
}
