// StatefulSet → Deployment with one Pod: it takes over the claims that the set made; no surgery on volumes.
import { handBack } from "./afterwards";
import { gone, kept, kubectl, object, ready, shows, stopped } from "./live";
import { code, listed } from "./markdown";
import type { Migration } from "./migration";
import { word } from "./shell";
import { bash, type Step } from "./step";
import { downtimeEnds, downtimeStarts, sameVolumes, switched } from "./switch";
import { moving } from "./volumes";

const RETAIN = { spec: { persistentVolumeClaimRetentionPolicy: { whenDeleted: "Retain", whenScaled: "Retain" } } };

export function reversal(migration: Migration): Step[] {
  const { from, to, name } = migration;
  const claims = moving(migration);
  const set = object(from, name);
  const steps: Step[] = [];
  if (claims.length > 0) {
    steps.push({
      title: "The claims outlive the set",
      parts: [
        bash(
          `${kubectl} patch ${set} --type=merge -p ${word(JSON.stringify(RETAIN))}`,
          `${kubectl} ${shows(set, "{.spec.persistentVolumeClaimRetentionPolicy}")}   # must print Retain twice`,
          ...claims.map(
            ({ claim }) =>
              `until [ -z "$(${kubectl} get ${object("pvc", claim)} -o jsonpath='{.metadata.ownerReferences[?(@.kind=="StatefulSet")].name}')" ]; do sleep 1; done   # waits until the set no longer owns it`,
          ),
        ),
        "With `whenDeleted: Delete` the claims, and their disks, would go with the set. Before Kubernetes 1.27 there is no such policy, nothing is printed, and claims always stay.",
      ],
      back: ["Nothing depends on it. The policy that the set had before is in `$WORK`."],
    });
  }
  return [
    ...steps,
    {
      title: "Stop the set",
      parts: [downtimeStarts, bash(...stopped(migration))],
      back: [bash(`${kubectl} scale ${set} --replicas="$REPLICAS"`, ready(from, name)), "**Downtime ends.**"],
    },
    switched(migration, {
      parts: [...sameVolumes(migration), downtimeEnds],
      back: [
        "The set takes its claims again:",
        bash(
          `${kubectl} scale ${object(to, name)} --replicas=0`,
          ...gone(migration),
          `${kubectl} delete ${object(to, name)}`,
          `${kubectl} apply -f ${kept(from)}`,
          ready(from, name),
        ),
        "**Downtime ends.**",
      ],
    }),
    handBack(
      migration,
      claims.length > 0
        ? [
            `No manifest makes ${listed(claims.map(({ claim }) => code(claim)))}: the claim is there because the set has made it. A new cluster needs a document of it.`,
          ]
        : [],
      claims.length > 0
        ? [
            `Claims of further Pods (${listed(claims.map(({ volume }) => code(`${volume}-${name}-<ordinal>`)))}) stay with their data until somebody deletes them:`,
            bash(
              `${kubectl} get pvc -o name | grep -E ${word(`/(${claims.map(({ volume }) => escaped(`${volume}-${name}`)).join("|")})-[0-9]+$`)} || true`,
            ),
          ]
        : [],
    ),
  ];
}

/** As a part of an extended regular expression. */
function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
