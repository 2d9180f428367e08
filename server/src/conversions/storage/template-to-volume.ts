// The claim templates of a StatefulSet whose Pods lose them: which claim each becomes (kubernetes.md 2.7).
import { accessModes, claimClass } from "../../kubernetes/claim";
import { firstOrdinal } from "../../kubernetes/workload";
import { SHOWN } from "../../workspace/answer";
import { distinct } from "../../workspace/objects/workspace-object";
import { replicasRange } from "../../workspace/replicas-range";
import { insert, type Operation, remove, replace } from "../../yaml/edit-script";
import { entry, entrySlice, type Fragment, item, mapping, sequence, taken } from "../../yaml/fragment";
import { asMapping, asScalar, child, entriesOf, entryOf, integerAt, itemsOf, stringAt } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Node, Path } from "../../yaml/tree";
import { choiceWords } from "../choices";
import { backupsOfClaims } from "../companions/backups";
import type { Consequence, Refused, Subject, SubjectSituation } from "../conversion";
import { documentText } from "../created/document-text";
import { placeOf } from "../shape/places";
import type { Lifted, NewObject } from "../targets/target";
import { volumeFrom } from "./volume-entry";

export interface VolumesPlan {
  readonly refusals: readonly Refused[];
  readonly operations: readonly Operation[];
  readonly consequences: readonly Consequence[];
  readonly created: readonly NewObject[];
  /** The number of Pods that is left, where it is another. */
  readonly replicas?: number;
  /** May one node or Pod at a time have one of the claims? */
  readonly forOneNode: boolean;
  /** A claim that the old Pods have too. */
  readonly shared?: string;
  /** Do the new Pods begin without data? */
  readonly empty: boolean;
}

const nothing: VolumesPlan = {
  refusals: [],
  operations: [],
  consequences: [],
  created: [],
  forOneNode: false,
  empty: false,
};

/** `reuse`: the claim that the set's controller has made for its first Pod; the others are choices. */
type Way = "reuse" | "new-claim" | "one-replica" | "shared-claim" | "ephemeral";

const severalWays: readonly Way[] = ["one-replica", "shared-claim", "ephemeral"];

export function templatesToVolumes(lifted: Lifted): VolumesPlan {
  const { from, to, subject, options, replicas } = lifted;
  const templates = templatesOf(lifted);
  if (from !== "StatefulSet") return nothing;
  if (templates.length === 0) return withoutList(lifted);
  const chosen = (options.choices.get("claim-templates") ?? "reuse") as Way;
  const several = to === "Deployment" && replicas > 1;
  if (several && (chosen === "reuse" || chosen === "new-claim")) {
    const count = Number.isFinite(replicas) ? `${replicas} ` : "";
    const message = `The ${count}Pods have a volume each, and those of a Deployment share theirs (choice claim-templates: ${choiceWords(severalWays)}).`;
    const choice = { name: "claim-templates", values: severalWays };
    return { ...nothing, refusals: [{ refused: "R-VCT-REPLICAS", message, choice }] };
  }
  const way = chosen === "one-replica" || to === "Pod" ? "reuse" : chosen;
  const names = new Set(subject.situations.map(({ resource }) => resource.name));
  if (way === "reuse" && names.size > 1) {
    const message = `The set has several names in its builds (${[...names].join(", ")}), and so have the claims of its Pods: no name in the Deployment would fit all.`;
    return { ...nothing, refusals: [{ refused: "R-PATCH", message }] };
  }
  const one = several && chosen === "one-replica" ? oneReplica(lifted) : undefined;
  if (one && "refused" in one) return { ...nothing, refusals: [one] };
  const [builtName = subject.resource.name] = names;
  const plan = carriedOut(lifted, templates, way, builtName);
  return one ? { ...plan, operations: [...plan.operations, one], replicas: 1 } : plan;
}

/** An empty list says nothing. */
function withoutList({ part, subject }: Lifted): VolumesPlan {
  if (!entryOf(subject.workload.spec, "volumeClaimTemplates")) return nothing;
  return { ...nothing, operations: [remove([...part.base, "spec", "volumeClaimTemplates"])] };
}

interface Template {
  readonly name: string;
  readonly node: Node;
  readonly index: number;
}

/** Of several of one name the last counts (kubernetes.md 1.6.4). */
function templatesOf({ subject: { workload } }: Lifted): Template[] {
  const all = itemsOf(child(workload.spec, "volumeClaimTemplates")).map((node, index) => ({
    name: stringAt(node, "metadata", "name") ?? "",
    node,
    index,
  }));
  return [...new Map(all.map((template) => [template.name, template])).values()];
}

/** Only where nothing else says how many there are. */
function oneReplica({ subject }: Lifted): Operation | Refused {
  const { workload, resource, situations } = subject;
  const written = integerAt(workload.spec, "replicas");
  const isOwn = situations.every(({ workload: view, lookups }) => {
    const { hi, scalers } = replicasRange(view, lookups);
    return scalers.length === 0 && hi === written;
  });
  if (!isOwn) {
    const message = `Something else than the set says how many Pods there are (an autoscaler, or a kustomization): make it one there first.`;
    return { refused: "R-VCT-REPLICAS", message };
  }
  const base: Path = resource.item === undefined ? [] : ["items", resource.item];
  return replace([...base, "spec", "replicas"], "1");
}

function carriedOut(lifted: Lifted, templates: readonly Template[], way: Way, builtName: string): VolumesPlan {
  const { subject, part, from } = lifted;
  const list: Path = [...part.base, "spec", "volumeClaimTemplates"];
  const volumes: Path = [...part.base, ...(placeOf("pod", from) ?? []), "volumes"];
  const plans = templates.map((template) => volumePlan(lifted, template, way, builtName, [...list, template.index]));
  const names = new Set(templates.map(({ name }) => name));
  const held = child(subject.workload.podSpec, "volumes");
  const kept = new Set(templates.map(({ index }) => index));
  const doubled = itemsOf(child(subject.workload.spec, "volumeClaimTemplates")).flatMap((_, index) =>
    kept.has(index) ? [] : remove([...list, index]),
  );
  // A template has taken the place of a volume of its name all along.
  const shadowed = itemsOf(held).flatMap((volume, index) =>
    names.has(stringAt(volume, "name") ?? "") ? remove([...volumes, index]) : [],
  );
  const added = sequence(...plans.map(({ volume }) => volume));
  const isListed = itemsOf(held).length > 0;
  const operations = [
    ...doubled,
    ...shadowed,
    ...plans.flatMap((plan) => plan.operations),
    isListed ? insert(volumes, "last", added) : insert(volumes.slice(0, -1), "last", entry("volumes", added)),
    ...(held && !isListed ? [remove(volumes)] : []),
  ];
  const isSingle = ({ node }: Template) => /^single-/.test(claimClass(accessModes(node)));
  const single = templates.find(isSingle);
  const reused = way === "reuse" && single ? claimName(lifted, single, builtName) : undefined;
  return {
    ...nothing,
    operations,
    consequences: [
      ...plans.map(({ consequence }) => consequence),
      ...(way === "reuse" ? [] : templates.flatMap((template) => leftBehind(lifted, template))),
    ],
    created: plans.flatMap(({ created }) => created ?? []),
    forOneNode: single !== undefined && (way === "reuse" || way === "new-claim"),
    ...(reused === undefined ? {} : { shared: reused }),
    empty: way !== "reuse",
  };
}

interface VolumePlan {
  readonly volume: Fragment;
  readonly operations: readonly Operation[];
  readonly consequence: Consequence;
  readonly created?: NewObject;
}

function volumePlan(lifted: Lifted, template: Template, way: Way, builtName: string, path: Path): VolumePlan {
  const { subject, to } = lifted;
  const { node, name } = template;
  const place = { node: entryOf(child(node, "metadata"), "name")?.value ?? node };
  if (way === "ephemeral") {
    const own = labelsAndAnnotations(node, path).map((way) => taken(way, { collapse: false }));
    const metadata = own.length > 0 ? [entry("metadata", mapping(...own))] : [];
    const claim = mapping(...metadata, taken([...path, "spec"], { collapse: false }));
    const volume = item(
      mapping(`name: ${quoted(name, "plain", false)}`, entry("ephemeral", entry("volumeClaimTemplate", claim))),
    );
    const message = `Volume "${name}" goes with its Pod: nothing that is written there is kept, and what is in the claims of the set stays there${butLost(subject, "they go")}`;
    return { volume, operations: [remove(path)], consequence: { code: "W-DATA", message, at: place } };
  }
  if (way === "reuse") {
    const claim = claimName(lifted, template, builtName);
    const source = `persistentVolumeClaim:\n  claimName: ${quoted(claim, "plain", false)}`;
    const { volume, operations } = volumeFrom(node, path, source);
    const choice = to === "Deployment" ? { choice: { name: "claim-templates", values: ["new-claim"] } } : {};
    const consequence = {
      code: "W-REUSE",
      message: reuseWords(subject, claim, to),
      at: place,
      ...choice,
    };
    return { volume, operations, consequence };
  }
  const claim = `${subject.resource.name}-${name}`;
  const source = `persistentVolumeClaim:\n  claimName: ${quoted(claim, "plain", false)}`;
  const { volume, operations } = volumeFrom(node, path, source);
  const others =
    way === "shared-claim"
      ? `the claims of all ordinals, to be merged by hand${butLost(subject, "they go")}`
      : `claim "${claimName(lifted, template, builtName)}"${butLost(subject, "the claim goes")}`;
  const message = `No data moves: the Pods ask for the new, empty claim "${claim}"; the data stay in ${others}`;
  const text = claimText(lifted, template, path, claim, way === "shared-claim");
  return {
    volume,
    operations,
    consequence: { code: "W-DATA", message, at: place },
    created: { name: claim, text },
  };
}

/** Who saves the claims of the set, or mounts them, does not see what the Pods write from then on. */
function leftBehind(lifted: Lifted, { name }: Template): Consequence[] {
  const { subject, replicas } = lifted;
  const first = firstOrdinal(subject.workload).value ?? 0;
  const ordinals = Array.from({ length: Math.min(Math.max(replicas, 1), 100) }, (_, index) => first + index);
  const claimsIn = ({ resource }: SubjectSituation) => ordinals.map((ordinal) => `${name}-${resource.name}-${ordinal}`);
  const saving = backupsOfClaims(subject, [name], claimsIn).map(({ words, at }): Consequence => {
    const message = `${words} a claim of template "${name}", which the Pods no longer use: what they write from then on is not in it.`;
    return { code: "W-BACKUP", message, at };
  });
  const users = subject.situations.flatMap((situation) =>
    claimsIn(situation).flatMap((claim) => [...situation.lookups.claims.sharersOf(claim).all()]),
  );
  const mounting = distinct(users).map(({ facts }): Consequence => {
    const message = `A claim of template "${name}" is also used by ${facts.kind}/${facts.name}, which is not changed and keeps to the old data.`;
    return { code: "W-PVC-SHARED", message };
  });
  return [...saving, ...mounting.slice(0, SHOWN)];
}

/** What the controller has called the claim of the first Pod. */
function claimName({ subject: { workload } }: Lifted, { name }: Template, set: string): string {
  return `${name}-${set}-${firstOrdinal(workload).value ?? 0}`;
}

function reuseWords(subject: Subject, claim: string, to: string): string {
  const mounts = `The ${to} mounts claim "${claim}", which the set's controller made`;
  const loss = lossWords(subject, "the claim goes");
  return loss === undefined
    ? `${mounts}: check that whenDeleted and whenScaled are Retain before the set goes. Its other claims stay, unused.`
    : `${mounts}: ${loss}`;
}

/** The end of a sentence that has said that the data stay. */
function butLost(subject: Subject, go: string): string {
  const loss = lossWords(subject, go);
  return loss === undefined ? "." : `. But ${loss}`;
}

/** What takes the claims of the set, and their data, although nobody deletes them (executed); undefined where they stay. */
function lossWords({ workload, situations }: Subject, go: string): string | undefined {
  const specs = [workload, ...situations.map((situation) => situation.workload)].map(({ spec }) => spec);
  const isDelete = (policy: string) =>
    specs.some((spec) => stringAt(spec, "persistentVolumeClaimRetentionPolicy", policy) === "Delete");
  const [deleted, scaled] = [isDelete("whenDeleted"), isDelete("whenScaled")];
  if (deleted && scaled)
    return `whenDeleted and whenScaled are Delete, so ${go} with the set, and when it is scaled down. Set both to Retain on the live set first.`;
  if (deleted) return `whenDeleted is Delete, so ${go} with the set. Set it to Retain on the live set first.`;
  if (scaled)
    return `whenScaled is Delete, so ${go} when the set is scaled down. Set it to Retain on the live set first.`;
  return undefined;
}

/** The controller gives them to each claim, and tools are told by them what to save. */
function labelsAndAnnotations(node: Node, path: Path): Path[] {
  return entriesOf(child(node, "metadata")).flatMap(({ key, value }): Path[] => {
    const word = asScalar(key)?.text ?? "";
    return (word === "labels" || word === "annotations") && asMapping(value) ? [[...path, "metadata", word]] : [];
  });
}

function claimText({ part, subject }: Lifted, { node }: Template, path: Path, name: string, forMany: boolean): string {
  const { namespace } = subject.resource;
  const fields = entriesOf(child(node, "spec")).flatMap(({ key }): (Fragment | string)[] => {
    const word = asScalar(key)?.text ?? "";
    if (word === "accessModes" && forMany) return ["accessModes: [ReadWriteMany]"];
    return [entrySlice(part.text, [...path, "spec", word])];
  });
  const metadata = [
    `name: ${quoted(name, "plain", false)}`,
    ...(namespace === undefined ? [] : [`namespace: ${quoted(namespace, "plain", false)}`]),
    ...labelsAndAnnotations(node, path).map((way) => entrySlice(part.text, way)),
  ];
  return documentText(
    mapping(
      "apiVersion: v1\nkind: PersistentVolumeClaim",
      entry("metadata", mapping(...metadata)),
      entry("spec", mapping(...fields)),
    ),
  );
}
