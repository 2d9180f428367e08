// The first steps, whatever the way: names and what is there now, a look, a backup, the files.
import { isPlaceholder } from "../kubernetes/template-markers";
import type { MigratedClaim } from "./claims";
import { isScalable } from "./companions";
import { keep, kept, keptAs, keptName, kubectl, object, shows, volumeOf } from "./live";
import { code, listed, prose } from "./markdown";
import type { Migration } from "./migration";
import { planned } from "./request";
import { fileName, word } from "./shell";
import { bash, type Part, type Step } from "./step";

/** What the server writes by itself, and with which an object could not be applied over a live one. */
const CLEAN =
  "jq 'del(.status) | .metadata |= del(.uid, .resourceVersion, .generation, .creationTimestamp, .managedFields)'";

/** So many names of Pods that are still to come are looked at. */
const ORDINALS = 5;

export function names(migration: Migration): Step {
  const { from, name, namespace, claims, companions } = migration;
  const folder = namespace === undefined ? `migration-$NS-${fileName(name)}` : fileName("migration", namespace, name);
  const written = [name, namespace ?? "", ...claims.flatMap(({ claim, volume }) => [claim, volume])];
  const open = [...new Set(written.filter(isPlaceholder))];
  const autoscalers = companions.scalers.filter(({ kind }) => kind === "HorizontalPodAutoscaler");
  return {
    title: "Names, and what is there now",
    parts: [
      ...(namespace === undefined ? ["Fill in `<namespace>`: no manifest says it."] : []),
      ...(open.length > 0
        ? [`Fill in ${listed(open.map(code))} wherever it stands: the manifests leave it open.`]
        : []),
      bash(
        "set -euo pipefail",
        `NS=${namespace === undefined ? "<namespace>" : word(namespace)}`,
        `WORK="$HOME/${folder}"`,
        'mkdir -p "$WORK"',
        `keep() { [ -s "$WORK/$1.json" ] || ${kubectl} get "$2" -o json | ${CLEAN} > "$WORK/$1.json"; }`,
        keep(from, object(from, name)),
        ...(isScalable(from) ? [`REPLICAS=$(jq .spec.replicas ${kept(from)})`] : []),
        ...claims.flatMap((claim) => keptWithVolume(migration, claim)),
        ...autoscalers.map((scaler) => keep(`hpa-${scaler.name}`, object("hpa", scaler.name))),
      ),
      "`$WORK` holds what the way back needs; what was kept once is never written over. In a new shell run this step again.",
    ],
  };
}

function keptWithVolume(migration: Migration, claim: MigratedClaim): string[] {
  const own = keep(keptName(migration, claim, "claim"), object("pvc", claim.claim));
  if (!claim.moves) return [own];
  const variable = volumeOf(migration, claim);
  return [
    own,
    `${variable}=$(jq -r .spec.volumeName ${keptAs(migration, claim, "claim")})`,
    keep(keptName(migration, claim, "volume"), `"pv/$${variable}"`),
  ];
}

export function look(migration: Migration): Step {
  const { claims, to } = migration;
  return {
    title: "Look before you begin",
    parts: [
      ...claims.filter(({ moves }) => moves).flatMap((claim) => lookAtClaim(migration, claim)),
      ...stayingClaims(claims, to),
      bash(
        `${kubectl} get hpa,pdb`,
        `${kubectl} get scaledobjects 2>/dev/null || true   # alone: without KEDA the whole command would fail`,
      ),
      "What else they list for these Pods must be kept still as well, in its own step below.",
    ],
  };
}

function lookAtClaim(migration: Migration, claim: MigratedClaim): Part[] {
  const { claims, to } = migration;
  const { size, storageClass, modes, volumeMode, taken: path } = claim;
  const live = object("pvc", claim.claim);
  const variable = volumeOf(migration, claim);
  const users = (list: string, volumes: string) =>
    `${kubectl} get ${list} -o json | jq -r --arg claim ${word(claim.claim)} '.items[] | select(any(${volumes}[]?; .persistentVolumeClaim.claimName == $claim)) | .metadata.name'`;
  const several = claims.filter(({ moves }) => moves).length > 1;
  const asked = [
    ...(size === undefined ? [] : [code(size)]),
    ...(storageClass === undefined ? [] : [storageClass === "" ? "no class" : `class ${code(storageClass)}`]),
    ...modes.map(code),
    ...(volumeMode === undefined ? [] : [code(volumeMode)]),
  ];
  return [
    ...(several ? [`**Claim ${code(claim.claim)}**`] : []),
    bash(
      `${kubectl} ${shows(live, "{.status.phase} {.spec.volumeName} {.spec.resources.requests.storage} {.spec.storageClassName} {.spec.accessModes[*]} {.spec.volumeMode}")}`,
      `[ "$(${kubectl} get ${live} -o jsonpath='{.spec.volumeName}')" = "$${variable}" ]   # else $WORK is left over from another time: empty it`,
      `kubectl ${shows(`"pv/$${variable}"`, "{.spec.persistentVolumeReclaimPolicy} {.spec.storageClassName} {.spec.capacity.storage} {.spec.nodeAffinity}")}`,
      users("pods", ".spec.volumes"),
      users("cronjobs", ".spec.jobTemplate.spec.template.spec.volumes"),
      ...(to === "StatefulSet" ? [`${kubectl} get ${nextNames(migration, claim)} --ignore-not-found`] : []),
    ),
    [
      asked.length > 0
        ? `- The claim: ${code("Bound")}, its volume, ${listed(asked)}. What differs from that is live and not in the manifest: the commands below must say what is live.`
        : `- The claim: ${code("Bound")}, its volume, and what it asks for.`,
      "- The volume: what becomes of it when its claim goes (`Delete`: the data go too), its class, its size, and the nodes that it can be on.",
      "- The Pods and CronJobs that use the claim: those of this workload and no others.",
      ...(to === "StatefulSet" ? ["- Nothing more: the set would take over a claim of such a name as it is."] : []),
    ].join("\n"),
    ...(path === undefined ? [] : [`A manifest of ${code(claim.next)} is in ${code(path)}.`]),
  ];
}

/** The names of the claims that the set will look for. */
function nextNames({ name, replicas }: Migration, { volume }: MigratedClaim): string {
  const count = Math.min(Math.max(replicas.hi, 1), ORDINALS);
  return Array.from({ length: count }, (_, ordinal) => object("pvc", `${volume}-${name}-${ordinal}`)).join(" ");
}

function stayingClaims(claims: readonly MigratedClaim[], to: string): string[] {
  return claims
    .filter(({ moves }) => !moves)
    .map(({ claim, reason }) => {
      const why = reason === undefined ? "" : ` ${prose(reason)}`;
      return `Claim ${code(claim)} stays an ordinary volume of the ${to}: its name and its data do not change.${why}`;
    });
}

export function backup(): Step {
  return {
    title: "A backup that does not need this disk",
    parts: [
      "Take a dump with the application's own tools, restore it somewhere else once, and look at what came back. A snapshot of the disk is good besides, and no substitute. Go on only with a backup that was restored.",
    ],
  };
}

export function files(migration: Migration): Step {
  const { to, name, files: paths, applier, replicas, situation, request } = migration;
  const shown = listed(paths.map((path) => code(request.named(path))));
  const { appliedIn } = situation.lookups;
  const others = request.subject.situations.filter(({ lookups }) => lookups.appliedIn !== appliedIn);
  const builds = listed(others.map(({ lookups }) => code(request.named(lookups.appliedIn.folder) || ".")));
  const isOne = to === "StatefulSet" && replicas.hi > 1 && migration.claims.some(({ moves }) => moves);
  return {
    title: "The converted manifests",
    parts: [
      `This changes ${shown}. Do it on a branch, and apply or merge nothing yet:`,
      bash(convertCommand(migration)),
      ...(others.length > 0
        ? [
            `The build of ${builds} has these files too, and is converted with them: where that has been done already, leave the command out. Keep still what applies them before anything is merged; each has a runbook of its own.`,
          ]
        : []),
      ...toKnow(migration),
      `What is applied by hand below is taken out of them: the ${to}${to === "StatefulSet" ? ", and the headless Service that it names" : " alone"}.${isOne ? " The first start is with one Pod." : ""}`,
      bash(
        `${rendered(migration)} > "$WORK/converted.json"`,
        `jq -s --arg kind ${to} --arg name ${word(name)} '${taken(to, isOne)}' "$WORK/converted.json" > "$WORK/switch.json"`,
        `${kubectl} apply --dry-run=server -f "$WORK/switch.json"`,
      ),
      `Must print ${code(`${group(to)}/${name} created (server dry run)`)}${to === "StatefulSet" ? ", and the headless Service before it where it is new" : ""}.`,
      ...(applier.deliveries.some(({ changes }) => changes)
        ? ["What the tool that applies it lays over the files is not in this: compare both before you go on."]
        : []),
    ],
  };
}

/** What of the claims must be looked at in the converted manifests. */
function toKnow({ request, storage }: Migration): Part[] {
  const messages = planned(request, storage)
    .consequences.filter(({ code: own }) => own === "W-PVC-MISSING" || own === "W-CLAIM" || own === "W-PVCNAME")
    .map(({ message }) => `- ${prose(message)}`);
  return messages.length === 0 ? [] : [`Before you go on:\n\n${messages.join("\n")}`];
}

function group(kind: string): string {
  return kind === "Pod" ? "pod" : `${kind.toLowerCase()}.${/Job/.test(kind) ? "batch" : "apps"}`;
}

/** The Service that the set names, then the set; of any other kind the object alone. */
function taken(to: string, isOne: boolean): string {
  const only = "map(select(.kind == $kind and .metadata.name == $name)) | first";
  if (to !== "StatefulSet") return only;
  const set = isOne ? "($new | .spec.replicas = 1)" : "$new";
  return `(${only}) as $new | (.[] | select(.kind == "Service" and .metadata.name == $new.spec.serviceName)), ${set}`;
}

/** The command that converts the files in this way. */
export function convertCommand({ request, storage, from, to, claims }: Migration): string {
  const { subject, options, named } = request;
  const { resource, document } = subject;
  const parts = [from, ...(resource.namespace === undefined ? [] : [resource.namespace]), resource.name];
  const choices = [...options.choices].map(([name, value]) => ` --choose ${word(`${name}=${value}`)}`).join("");
  const place = options.newResources === "sameFile" ? "" : ` --new-resources ${options.newResources}`;
  const kind = to === "StatefulSet" && claims.length > 0 ? ` --storage ${storage}` : "";
  const flags = request.flags.map(({ option, value }) => ` --${option} ${word(value)}`).join("");
  return `rightkind convert ${path(named(document.path))} --to ${to} --object ${word(parts.join("/"))}${kind}${choices}${place}${flags} --write`;
}

/** All objects that are applied with it, as JSON. */
function rendered(migration: Migration): string {
  const create = `kubectl create --dry-run=client -o json${namespaceFlag(migration)}`;
  const { folder } = migration.applier;
  return folder === undefined
    ? `${create} ${fileFlags(migration)}`
    : `kubectl kustomize ${path(folder)} | ${create} -f -`;
}

/** Applies all of it. */
export function applyAll(migration: Migration): string {
  const { folder } = migration.applier;
  const where = folder === undefined ? fileFlags(migration) : `-k ${path(folder)}`;
  return `kubectl${namespaceFlag(migration)} apply ${where}`;
}

function fileFlags({ files: paths, request }: Migration): string {
  return paths.map((one) => `-f ${path(request.named(one))}`).join(" ");
}

/** Left out where an object has a namespace of its own that differs: kubectl would refuse it. */
function namespaceFlag({ files: paths, namespace, situation, applier }: Migration): string {
  if (applier.folder !== undefined && namespace !== undefined) return "";
  const written = paths
    .flatMap((one) => situation.lookups.files.documentsOf(one))
    .flatMap(({ objects }) => objects.flatMap(({ facts }) => facts.namespace ?? []));
  return written.every((one) => one === namespace) ? ' -n "$NS"' : "";
}

/** A path is no option. */
function path(text: string): string {
  return word(text.startsWith("-") ? `./${text}` : text);
}
