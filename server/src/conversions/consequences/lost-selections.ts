// Who selects the Pods by a label that the old kind gives them, and the new one does not.
import type { Labels } from "../../kubernetes/labels";
import { described } from "../../kubernetes/resource";
import { podLabels } from "../../kubernetes/workload";
import { SHOWN } from "../../workspace/answer";
import { distinct } from "../../workspace/objects/workspace-object";
import type { Consequence, SubjectSituation } from "../conversion";
import { withoutGenerated } from "../fields/dropped-fields";
import type { Lifted } from "../targets/target";

/** Services and budgets that find no Pod any more: `job-name` in their selector, or the hash of an exported ReplicaSet. */
export function lostSelections({ from, subject }: Lifted): Consequence[] {
  const lost = distinct(
    subject.situations.flatMap((situation) => {
      const written = podLabels(situation.workload) ?? {};
      const { name } = situation.resource;
      const given = from === "Job" ? { "job-name": name, "batch.kubernetes.io/job-name": name } : {};
      const kept = new Set(selecting(situation, withoutGenerated(written)));
      return selecting(situation, { ...written, ...given }).filter((object) => !kept.has(object));
    }),
  );
  return lost.slice(0, SHOWN).map((object) => {
    const message = `${described(object.facts)} selects the Pods by a label that goes with the ${from}: it finds none of the new ones.`;
    return { code: "W-IDENTITY", message, at: { place: { object, path: ["spec", "selector"], part: "key" } } };
  });
}

function selecting({ lookups }: SubjectSituation, labels: Labels) {
  return [...lookups.services.selecting(labels), ...lookups.pods.budgetsSelecting(labels)];
}
