// Many applications, each a claim, a Deployment that mounts it, and a Service: as documents, in as many files as there are of them.
import { flaggedOf, middleOf, times } from "./crowd";
import { claim, condition, deployment, service } from "./manifests";
import type { FieldName, ManifestFile, Probe } from "./shape";

/** What is typed on a Deployment that says how many replicas it has and mounts a claim. */
export const deploymentFields: readonly FieldName[] = ["replicas", "claimName"];

/** The first `n` of the documents claim, Deployment, Service, claim, Deployment, …: a Deployment never lacks its claim. */
export function applicationDocuments(n: number): ManifestFile[] {
  const count = deploymentsOf(n);
  return times(n, (place) => {
    const index = Math.floor(place / 3);
    const name = applicationName(index);
    switch (place % 3) {
      case 0:
        return { path: `claim-${index}.yaml`, text: claim(`files-${index}`) };
      case 1:
        return {
          path: `${name}.yaml`,
          text: deployment(name, { claim: `files-${index}`, ...condition(index, count) }),
        };
      default:
        return { path: `service-${index}.yaml`, text: service(name) };
    }
  });
}

/** How many of so many documents are Deployments. */
function deploymentsOf(n: number): number {
  return Math.floor((n + 1) / 3);
}

/** The Deployment in the middle, in its own file or in one that holds all. */
export function applicationProbe(n: number, file?: string): Probe {
  const name = applicationName(middleOf(deploymentsOf(n)));
  return { file: file ?? `${name}.yaml`, kind: "Deployment", name, meaningful: deploymentFields };
}

/** How many findings there are in so many documents. */
export function applicationFindings(n: number): number {
  return flaggedOf(deploymentsOf(n));
}

/** No number in a series: each with a claim of its own, they would be taken for the members of a set. */
export function applicationName(index: number): string {
  return `web-${index}-app`;
}
