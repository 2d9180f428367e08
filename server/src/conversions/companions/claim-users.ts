// Backup jobs of a claim that moves on purpose: they are pointed at the claim of the first Pod.
import { claimVolumes, podTemplatePath, workload } from "../../kubernetes/workload";
import type { DocumentChange } from "../../workspace/document-change";
import { distinct } from "../../workspace/objects/workspace-object";
import { replace } from "../../yaml/edit-script";
import { child, itemsOf, stringAt } from "../../yaml/navigate";
import type { ConversionOptions, Subject } from "../conversion";
import { claimIn } from "../storage/claim-name";
import type { StoragePlan } from "../storage/storage-plan";

/** Only with the choice `shared-claim: move`, and only what is in the unit. */
export function rewrittenUsers(
  subject: Subject,
  { claims }: StoragePlan,
  { choices }: ConversionOptions,
): DocumentChange[] {
  if (choices.get("shared-claim") !== "move") return [];
  const { situations } = subject;
  // All builds call the set the same, else the claim would not move.
  const [set] = situations.map(({ resource }) => resource.name);
  return claims
    .filter(({ moves }) => moves)
    .flatMap(({ claim, volumes }) => {
      const users = distinct(
        situations.flatMap((situation) => situation.lookups.claims.sharersOf(claimIn(situation, volumes)).all()),
      );
      const name = `${volumes[0]?.volume}-${set}-0`;
      return users.flatMap(({ document, index }) => {
        const own = document.resource(index);
        const view = own && workload(own);
        if (!own || !view) return [];
        const base = [
          ...(own.item === undefined ? [] : ["items", own.item]),
          ...podTemplatePath(view.kind),
          "spec",
          "volumes",
        ];
        const named = new Set(
          claimVolumes(view)
            .filter((volume) => volume.claim === claim)
            .map(({ volume }) => volume),
        );
        const script = itemsOf(child(view.podSpec, "volumes")).flatMap((volume, place) =>
          named.has(stringAt(volume, "name") ?? "")
            ? replace([...base, place, "persistentVolumeClaim", "claimName"], name)
            : [],
        );
        return [{ document, script }];
      });
    });
}
