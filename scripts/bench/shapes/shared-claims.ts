// Shapes in which many workloads mount one claim.
import { applicationName, deploymentFields } from "./applications";
import { flaggedOf, isFlagged, middleOf, times } from "./crowd";
import { claim, deployment, kustomization } from "./manifests";
import type { ManifestFile, Probe, Shape } from "./shape";

export const sharedInFolder: Shape = {
  name: "shared-claim-folder",
  summary: "one folder of `n` Deployments that mount one claim",
  growth: "flat",
  files: filesInFolder,
  probe: (n) => userProbe(n, ""),
  findings: flaggedOf,
};

export const sharedInKustomization: Shape = {
  name: "shared-claim-kustomization",
  summary: "one kustomization of `n` Deployments that mount one claim",
  growth: "flat",
  files: (n) => {
    const files = filesInFolder(n);
    return [{ path: "kustomization.yaml", text: kustomization(files.map(({ path }) => path)) }, ...files];
  },
  probe: (n) => userProbe(n, ""),
  findings: flaggedOf,
};

export const sharedByFolders: Shape = {
  name: "shared-claim-folders",
  summary: "`n` folders, each with a Deployment that mounts one claim, which lies above them",
  growth: "flat",
  files: (n) => [
    { path: "claim.yaml", text: claim("files") },
    ...times(n, (index) => ({ path: `part-${index}/${applicationName(index)}.yaml`, text: user(index, n) })),
  ],
  probe: (n) => userProbe(n, `part-${middleOf(n)}/`),
  findings: flaggedOf,
};

/** Whoever changes it changes the answer for all that mount it. */
export const sharedItself: Shape = {
  name: "shared-claim-itself",
  summary: "one folder of `n` Deployments that mount one claim, typing in the claim",
  growth: "flat",
  files: filesInFolder,
  probe: () => ({
    file: "claim.yaml",
    kind: "PersistentVolumeClaim",
    name: "files",
    meaningful: ["accessModes"],
  }),
  findings: flaggedOf,
};

function filesInFolder(n: number): ManifestFile[] {
  return [
    { path: "claim.yaml", text: claim("files") },
    ...times(n, (index) => ({ path: `${applicationName(index)}.yaml`, text: user(index, n) })),
  ];
}

/** All Pods are kept on one node: that they share the volume is no fault of theirs. */
function user(index: number, count: number): string {
  const flagged = isFlagged(index, count);
  return deployment(applicationName(index), {
    claim: "files",
    replicas: flagged ? 2 : 1,
    recreate: !flagged,
    node: "node-1",
  });
}

function userProbe(n: number, folder: string): Probe {
  const name = applicationName(middleOf(n));
  return { file: `${folder}${name}.yaml`, kind: "Deployment", name, meaningful: deploymentFields };
}
