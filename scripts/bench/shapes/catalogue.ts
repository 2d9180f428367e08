// All shapes, in the order in which they are measured.
import { brokenDocuments, brokenFiles } from "./broken";
import { autoscalers, folder, largeClaims, namespaces, services, statefulSets } from "./folders";
import { ignored } from "./ignored";
import { chain, listed, listItself, overlays, patches } from "./kustomizations";
import { sameNames } from "./same-names";
import type { Shape } from "./shape";
import { sharedByFolders, sharedInFolder, sharedInKustomization, sharedItself } from "./shared-claims";
import { documents, jsonList, suppressed, yamlList } from "./single-files";

export const shapes: readonly Shape[] = [
  sameNames,
  listed,
  listItself,
  folder,
  documents,
  yamlList,
  jsonList,
  largeClaims,
  overlays,
  sharedInFolder,
  sharedInKustomization,
  sharedByFolders,
  sharedItself,
  autoscalers,
  services,
  statefulSets,
  namespaces,
  chain,
  patches,
  brokenFiles,
  brokenDocuments,
  suppressed,
  ignored,
];
