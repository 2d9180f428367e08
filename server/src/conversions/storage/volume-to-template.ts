// The volumes that leave a Pod, and the claim templates that they become: the operations on the workload's own document.
import { podTemplatePath, workloadSelector } from "../../kubernetes/workload";
import { insert, type Operation, remove, replace, wrap } from "../../yaml/edit-script";
import { entry, type Fragment, item, literal, mapping, sequence, taken } from "../../yaml/fragment";
import { child, entryOf, itemsOf, stringAt } from "../../yaml/navigate";
import type { Node, Path } from "../../yaml/tree";
import type { ConversionOptions, Subject } from "../conversion";
import { claimTemplate } from "./claim-template";
import type { ClaimPlan, StoragePlan } from "./storage-plan";

export interface MovedVolume {
  readonly volume: string;
  /** Its place in the list of volumes. */
  readonly index: number;
  readonly node: Node;
}

/** The volumes that become templates, in the order of the list. */
export function movedVolumes({ workload }: Subject, { claims }: StoragePlan): MovedVolume[] {
  const names = new Set(
    claims.filter(({ moves }) => moves).flatMap(({ volumes }) => volumes.map(({ volume }) => volume)),
  );
  return itemsOf(child(workload.podSpec, "volumes")).flatMap((node, index) => {
    const volume = stringAt(node, "name");
    return volume !== undefined && names.has(volume) ? { volume, index, node } : [];
  });
}

/** What a Pod loses, and what its controller gets for it. */
export interface TemplatesPlan {
  readonly operations: readonly Operation[];
  /** The entry `volumeClaimTemplates`, where there is none yet. */
  readonly added: readonly Fragment[];
}

/** Takes the volumes out of the Pod and writes `volumeClaimTemplates`. */
export function volumesToTemplates(subject: Subject, storage: StoragePlan, options: ConversionOptions): TemplatesPlan {
  const moving = storage.claims.filter(({ moves }) => moves);
  if (moving.length === 0) return { operations: [], added: [] };
  const { resource, workload } = subject;
  const base: Path = resource.item === undefined ? [] : ["items", resource.item];
  const pod: Path = [...base, ...podTemplatePath(workload.kind), "spec"];
  const written = entryOf(workload.spec, "volumeClaimTemplates");
  const leaving = movedVolumes(subject, storage);
  const becoming = moving.map((claim) => template(subject, claim, leaving, [...pod, "volumes"], options));
  const templates = sequence(...becoming.map(({ fragment }) => fragment));
  const kept = new Set(becoming.flatMap(({ becomes }) => becomes ?? []));
  const operations = [
    ...leaving.filter((volume) => !kept.has(volume)).map(({ index }) => remove([...pod, "volumes", index])),
    ...becoming.flatMap(({ operations }) => operations),
    ...moving.flatMap(({ volumes }) =>
      renamedMounts(
        workload.podSpec,
        pod,
        volumes.map(({ volume }) => volume),
      ),
    ),
    ...(written ? [insert([...base, "spec", "volumeClaimTemplates"], "last", templates)] : []),
  ];
  return { operations, added: written ? [] : [entry("volumeClaimTemplates", templates)] };
}

interface Template {
  readonly fragment: Fragment;
  readonly operations: readonly Operation[];
  /** The volume that becomes it; undefined where it is written anew. */
  readonly becomes?: MovedVolume;
}

/** In block style the volume itself moves and changes: whatever people wrote about it stays with it. */
function template(
  { workload }: Subject,
  { volumes, object }: ClaimPlan,
  leaving: readonly MovedVolume[],
  list: Path,
  { choices }: ConversionOptions,
): Template {
  const name = volumes[0]?.volume ?? "";
  const { metadata, spec } = claimTemplate({
    claim: object,
    selector: workloadSelector(workload),
    keepDataSource: choices.get("data-source") === "keep",
  });
  const volume = leaving.find((candidate) => candidate.volume === name);
  if (!volume || !isPlain(volume.node)) {
    return {
      fragment: item(mapping(entry("metadata", mapping(entry("name", literal(nameText(name))), ...metadata)), spec)),
      operations: [],
    };
  }
  const path = [...list, volume.index];
  return {
    becomes: volume,
    fragment: taken(path),
    operations: [
      wrap(path, ["metadata"], { only: ["name"] }),
      ...metadata.map((part) => insert(path, { after: "name" }, part)),
      remove([...path, "persistentVolumeClaim"]),
      insert(path, "last", spec),
    ],
  };
}

/** What is no name for a volume stays the same word all the same. */
function nameText(name: string): string {
  return /^[a-z][a-z0-9-]*$/.test(name) ? name : JSON.stringify(name);
}

/** A volume in block style with nothing but its name and its claim, and nothing that is shown elsewhere. */
function isPlain(node: Node): boolean {
  return (
    node.type === "mapping" &&
    !node.flow &&
    node.anchor === undefined &&
    node.tag === undefined &&
    node.entries.length === 2 &&
    ["name", "persistentVolumeClaim"].every((key) =>
      node.entries.some((own) => own.key.type === "scalar" && own.key.text === key && own.value.anchor === undefined),
    )
  );
}

/** One claim under two volume names becomes one template: the mounts of the second name take the first. */
function renamedMounts(podSpec: Node | undefined, pod: Path, [first = "", ...others]: readonly string[]): Operation[] {
  if (others.length === 0) return [];
  return (["containers", "initContainers"] as const).flatMap((list) =>
    itemsOf(child(podSpec, list)).flatMap((container, index) =>
      (["volumeMounts", "volumeDevices"] as const).flatMap((field) =>
        itemsOf(child(container, field)).flatMap((mount, place) =>
          others.includes(stringAt(mount, "name") ?? "")
            ? replace([...pod, list, index, field, place, "name"], first)
            : [],
        ),
      ),
    ),
  );
}
