// Which object of a scenario stands in which file: with the workload, in an overlay of it, or in another unit.
import type { Choices } from "../choices";
import { claimDocument, volumeDocument } from "./claims";
import { scalerDocument, serviceDocuments } from "./companions";
import { hasReachingScaler, type Overlay, prefixes, type Scenario } from "./scenario";
import type { Fields } from "./style";
import { type ClaimVolume, isClaim } from "./volumes";
import { deployment, userDocument } from "./workload";

/** An object, and the path of its file without the extension. */
export interface Placed {
  readonly object: Fields;
  readonly file: string;
}

/** The folder of the workload. */
export function homeOf({ layout, name }: Scenario): string {
  return layout.type === "overlays" ? "base" : `apps/${name}`;
}

export function subjectFile(scenario: Scenario): string {
  return `${homeOf(scenario)}/${scenario.name}`;
}

export function overlayFolder({ name }: Overlay): string {
  return `overlays/${name}`;
}

/** Is there an autoscaler that is applied with the workload? */
export function hasScalerInUnit(scenario: Scenario): boolean {
  return scenario.scaler?.place !== "outside" && hasReachingScaler(scenario);
}

/** Where the autoscaler of the unit stands. */
export function scalerFile(scenario: Scenario): string {
  const { layout, scaler, name } = scenario;
  const [first] = layout.type === "overlays" ? layout.overlays : [];
  return `${scaler?.place === "overlay" && first ? overlayFolder(first) : homeOf(scenario)}/${name}-scaling`;
}

/** All objects, in the order in which they stand in their files. */
export function placed(scenario: Scenario, choices: Choices): Placed[] {
  return [...ownObjects(scenario, choices), ...objectsElsewhere(scenario), ...objectsBeside(scenario)];
}

/** Those of the workload's unit. */
function ownObjects(scenario: Scenario, choices: Choices): Placed[] {
  const { layout, name, beside, volumes, scaler, namespace, hasAdoptable, hasNamesake } = scenario;
  const home = homeOf(scenario);
  const own = (object: Fields) => inNamespace(object, scenario);
  const subject = subjectFile(scenario);
  const apart = choices.pick(100, 50, 0);
  const fileFor = (file: string): string => {
    if (!choices.chance(apart)) return subject;
    // Below a kustomization folders divide nothing; without one they would.
    const isDeeper = layout.type === "kustomization" && beside === "nothing" && choices.chance(20);
    return isDeeper ? `${home}/more/${file}` : `${home}/${file}`;
  };
  const [overlay] = layout.type === "overlays" ? layout.overlays : [];
  const before: Placed[] = [];
  const after: Placed[] = [];
  const add = (file: string, ...objects: readonly Fields[]): void => {
    (choices.chance(50) ? before : after).push(...objects.map((object) => ({ object, file })));
  };
  for (const volume of volumes) {
    if (!isClaim(volume)) {
      if (volume.type === "configMap") add(fileFor("settings"), own(configMap(`${volume.name}-settings`)));
      continue;
    }
    const { claim, names, document, bound, users } = volume;
    const file = fileFor(choices.pick("storage", claim));
    if (document === "unit") {
      const written = claimDocument(volume, name);
      // Under a prefix, Kustomize takes two namespaces, of which one is not written, for two.
      add(file, choices.chance(10) && prefixes(scenario).every((prefix) => prefix === "") ? written : own(written));
      if (bound === "claimRef") add(file, volumeDocument(volume, namespace));
    }
    for (const user of users) {
      const place = overlay && choices.chance(40) ? `${overlayFolder(overlay)}/${user.name}` : fileFor(user.name);
      add(place, own(userDocument(user, volume)));
    }
    if (volume !== volumes.find(isClaim)) continue;
    if (hasAdoptable) {
      add(
        file,
        own(claimDocument({ ...volume, claim: `${names[0]}-${name}-0`, bound: undefined }, name, ["ReadWriteOnce"])),
      );
    }
    if (hasNamesake) add(fileFor("others"), ...namesakes(volume, name));
  }
  // The Services stand together: which of them is nearer is no question of the conversion.
  add(fileFor("service"), ...serviceDocuments(scenario).map(own));
  if (scaler && scaler.place !== "outside") add(scalerFile(scenario), own(scalerDocument(scaler, name)));
  return [...before, { object: own(deployment(scenario)), file: subject }, ...after];
}

/** The same claim in another namespace, and a workload that uses it there. */
function namesakes(volume: ClaimVolume, workload: string): Fields[] {
  const namespace = { namespace: "elsewhere", namespaceIn: "objects" } as const;
  return [
    inNamespace(claimDocument({ ...volume, bound: undefined }, workload, ["ReadWriteMany"]), namespace),
    inNamespace(userDocument({ kind: "CronJob", name: `${volume.names[0]}-elsewhere` }, volume), namespace),
  ];
}

/** Claims that lie in another unit, where the workload finds them all the same. */
function objectsElsewhere(scenario: Scenario): Placed[] {
  return scenario.volumes.filter(isClaim).flatMap((volume): Placed[] => {
    const { claim, document, bound } = volume;
    const as = (modes: ClaimVolume["modes"] = volume.modes) =>
      inNamespace(claimDocument(volume, scenario.name, modes), scenario);
    if (document === "ambiguous") {
      return [
        { object: as(["ReadWriteOnce"]), file: `storage/${claim}-disk` },
        { object: as(["ReadWriteMany"]), file: `storage/${claim}-share` },
      ];
    }
    if (document !== "elsewhere") return [];
    const reserved = bound === "claimRef" ? [volumeDocument(volume, scenario.namespace)] : [];
    return [as(), ...reserved].map((object) => ({ object, file: `storage/${claim}` }));
  });
}

/** What lies in a folder that is another unit. */
function objectsBeside(scenario: Scenario): Placed[] {
  const { beside, name, volumes, scaler, namespace } = scenario;
  if (beside === "sameNames") return sameNames(scenario);
  if (beside === "nothing") return [];
  const users = volumes
    .filter(isClaim)
    .flatMap((volume) => (volume.outsider ? [userDocument(volume.outsider, volume)] : []));
  const outside = scaler?.place === "outside" ? [scalerDocument(scaler, name)] : [];
  return [...users, ...outside].map((object) => ({
    object: inNamespace(object, { namespace, namespaceIn: "objects" }),
    file: `jobs/${outside.includes(object) ? "scaling" : "reports"}`,
  }));
}

/** The workload once more, with claims of its own that have other access modes, and an autoscaler. */
function sameNames(scenario: Scenario): Placed[] {
  const { name, volumes, services, layout } = scenario;
  const folder = layout.type === "directory" ? `${homeOf(scenario)}/old` : "archive";
  const copied = volumes.filter((volume) => !isClaim(volume) || volume.document === "unit");
  const claims = copied
    .filter(isClaim)
    .map((volume) =>
      claimDocument(volume, name, [volume.modes.includes("ReadWriteMany") ? "ReadWriteOnce" : "ReadWriteMany"]),
    );
  const scaler = { kind: "HorizontalPodAutoscaler", min: 2, max: 6, place: "outside", namesKind: true } as const;
  const headless: Scenario = { ...scenario, services: { fitting: ["headless"], taken: 0 } };
  // Where the workload has no Service at all, this one would be the nearest.
  const own = services.fitting.length > 0 ? serviceDocuments(headless) : [];
  return [
    ...claims,
    deployment({ ...scenario, replicas: undefined }, copied),
    ...own,
    scalerDocument(scaler, name),
  ].map((object) => ({ object: inNamespace(object, scenario), file: `${folder}/${name}` }));
}

function configMap(name: string): Fields {
  return { apiVersion: "v1", kind: "ConfigMap", metadata: { name }, data: { "log-level": "info" } };
}

/** With the namespace behind the name, where the scenario writes it in the objects. */
function inNamespace(object: Fields, { namespace, namespaceIn }: Pick<Scenario, "namespace" | "namespaceIn">): Fields {
  const { metadata } = object;
  if (namespace === undefined || namespaceIn === "kustomization" || typeof metadata !== "object") return object;
  const { name, ...others } = metadata as Fields;
  return { ...object, metadata: { name, namespace, ...others } };
}
