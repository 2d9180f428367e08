// What is special about a StatefulSet: its governing Service, and a volume for each Pod.

import { insert, type Operation, replace } from "../../yaml/edit-script";
import { asScalar, child, entryOf, itemsOf, stringAt } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Path } from "../../yaml/tree";
import { rewrittenUsers } from "../companions/claim-users";
import { type GoverningService, governingService } from "../companions/headless-service";
import { monitored } from "../companions/monitors";
import { nodeUses } from "../consequences/node-uses";
import { isRefused, type Refused, type Subject } from "../conversion";
import { rolloutPlan } from "../rollout/rollout-plan";
import { placeOf } from "../shape/places";
import { isForOneNode } from "../storage/kept-claims";
import { isTakenOver, storageConsequences } from "../storage/storage-consequences";
import { type StoragePlan, storagePlan } from "../storage/storage-plan";
import { movedVolumes, volumesToTemplates } from "../storage/volume-to-template";
import { oneReplica } from "./one-replica";
import { type Lifted, type Lowered, nothingSpecial, type Target } from "./target";

export const statefulSet: Target = {
  lower(lifted) {
    const { subject, options } = lifted;
    const storage = storagePlan(subject, options);
    const service = governingService(subject);
    const refusals = [...storage.refusals, ...templateClashes(subject, storage)];
    if (isRefused(service)) return { ...nothingSpecial, refusals: [...refusals, service] };
    return { ...planned(lifted, storage, service), refusals };
  },
};

function planned(lifted: Lifted, storage: StoragePlan, service: GoverningService): Lowered {
  const { subject, options } = lifted;
  const templates = volumesToTemplates(subject, storage, options);
  const governed = serviceName(lifted, service.name);
  const both = storage.claims.find(
    (plan) => (!plan.moves || isTakenOver(subject, plan)) && isForOneNode(subject, plan.volumes, true),
  );
  return {
    ...nothingSpecial,
    additions: {
      first: [...governed.added, ...oneReplica(lifted)],
      beforeTemplate: [],
      last: templates.added,
    },
    operations: [...governed.operations, ...templates.operations],
    consequences: subject.refusalsOnly
      ? []
      : [
          ...storageConsequences(subject, storage, options),
          ...service.consequences,
          ...(service.create ? monitored(subject, service.create) : []),
          ...nodeUses(lifted),
        ],
    created: service.create && !subject.refusalsOnly ? [service.create] : [],
    changes: rewrittenUsers(subject, storage, options),
    moved: movedVolumes(subject, storage),
    shared: {
      ...(both ? { claim: both.claim } : {}),
      data: storage.claims.some(({ moves }) => moves),
      service: service.name,
    },
  };
}

/** A template of the volume's name that is written already, though the kind has none. */
function templateClashes({ workload }: Subject, { claims }: StoragePlan): Refused[] {
  const written = itemsOf(child(workload.spec, "volumeClaimTemplates")).map((node) =>
    stringAt(node, "metadata", "name"),
  );
  const [clash] = claims.filter(({ moves, volumes }) => moves && written.includes(volumes[0]?.volume));
  if (!clash) return [];
  return [{ refused: "R-CLASH", message: `There is a claim template "${clash.volumes[0]?.volume}" already.` }];
}

interface Governed {
  readonly operations: readonly Operation[];
  readonly added: readonly string[];
}

/**
 * `serviceName`, first in the `spec`. Where the strategy goes and people wrote comments in it, it takes that place: they then do
 * not stand above a field that was there before, and that they would seem to be about.
 */
function serviceName(lifted: Lifted, name: string): Governed {
  const { subject, part, from } = lifted;
  const { workload, document } = subject;
  // Whatever the workload is called: a name of two words, or one like a number, is a name.
  const line = `serviceName: ${quoted(name, "plain", false)}`;
  const place = placeOf("controller", from);
  const spec: Path = [...part.base, ...(place ?? ["spec"])];
  const known = entryOf(workload.spec, "serviceName");
  if (known) {
    const isSame = asScalar(known.value)?.text === name;
    return { operations: isSame ? [] : [replace([...spec, "serviceName"], name)], added: [] };
  }
  if (!place) return { operations: [], added: [line] };
  const strategy = entryOf(workload.spec, "strategy");
  const { operations } = rolloutPlan(part.root, part.base, { ...lifted, recreate: false, hostPort: false }, false);
  const goes = operations.some(
    ({ op, path }) => op === "remove" && path.length === spec.length + 1 && path.at(-1) === "strategy",
  );
  const block =
    strategy && goes ? document.text.slice(strategy.key.start, lineEnd(document.text, strategy.value.end)) : "";
  if (!/\s#/.test(block)) return { operations: [], added: [line] };
  return { operations: [insert(spec, { after: "strategy" }, line)], added: [] };
}

function lineEnd(text: string, offset: number): number {
  const end = text.indexOf("\n", offset);
  return end === -1 ? text.length : end;
}
