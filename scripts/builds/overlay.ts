// An overlay over a generated workspace that changes its workload in the ways in which people do.
import * as path from "node:path";
import { stringify } from "yaml";
import type { Choices } from "../../test/support/choices";
import { type Fields, written } from "../../test/support/conversion-generator/style";
import type { CorpusFile } from "../corpus/repository";
import { wordAt } from "./built-objects";
import { drawnPatch } from "./patches";
import { kustomizationIn } from "./reach";

/** The workload as the overlay finds it. */
interface Subject {
  readonly name: string;
  /** After the prefix of the overlay below. */
  readonly builtName: string;
  /** As it is written. */
  readonly namespace: string | undefined;
}

/** Lists of a kustomization that several changes add to. */
type Change = Readonly<Record<string, readonly Fields[] | readonly string[]>>;

const FOLDER = "/delivery";
const COMPONENT = "/components/tuning";
const WITHOUT = "/without";
/** Another Deployment. */
const OTHER = "frontend";

/**
 * @param files of a workspace; without a kustomization its folder gets one
 * @param subject `Deployment/[namespace/]name`, and its file
 * @returns the same files, and those of the overlay
 */
export function withOverlay(
  files: readonly CorpusFile[],
  { path: file, object }: { readonly path: string; readonly object: string },
  choices: Choices,
): CorpusFile[] {
  const [, ...names] = object.split("/");
  const name = names.at(-1) ?? "";
  const all = [...files, ...missing(files, path.posix.dirname(`/${file}`))];
  const base = all.filter((one) => path.basename(one.path) === "kustomization.yaml").at(-1);
  if (!base) return all;
  const below = kustomizationIn(base.text);
  const subject = {
    name,
    builtName: wordAt(below, "namePrefix") + name,
    namespace: names.length > 1 ? names[0] : undefined,
  };
  return [...all, ...new Overlay(subject, choices).files(path.posix.dirname(base.path))];
}

/** A kustomization of all that lies in the folder. */
function missing(files: readonly CorpusFile[], folder: string): CorpusFile[] {
  if (files.some((one) => path.basename(one.path) === "kustomization.yaml")) return [];
  const resources = files.filter((one) => path.dirname(one.path) === folder).map((one) => path.basename(one.path));
  return [{ path: `${folder}/kustomization.yaml`, text: stringify({ resources }) }];
}

class Overlay {
  readonly #subject: Subject;
  readonly #choices: Choices;
  readonly #beside: CorpusFile[] = [];
  /** Is there another Deployment, which a target without a name means too? */
  readonly #hasOther: boolean;

  constructor(subject: Subject, choices: Choices) {
    this.#subject = subject;
    this.#choices = choices;
    this.#hasOther = choices.chance(40);
  }

  /** @param base the folder whose kustomization it builds on */
  files(base: string): CorpusFile[] {
    const choices = this.#choices;
    const inComponent = choices.chance(25);
    const folder = inComponent ? COMPONENT : FOLDER;
    const changes = Array.from({ length: choices.pick(1, 2, 3) }, () => this.#change(folder));
    const lists = merged(changes);
    const resources = [path.posix.relative(FOLDER, base), ...(this.#hasOther ? [this.#other()] : [])];
    const component = path.posix.relative(FOLDER, COMPONENT);
    const whole = this.#whole();
    const own: Fields = inComponent ? { resources, components: [component] } : { resources, ...lists };
    const kustomizations = [
      kustomization(FOLDER, { apiVersion: "kustomize.config.k8s.io/v1beta1", kind: "Kustomization", ...own, ...whole }),
      ...(inComponent
        ? [kustomization(COMPONENT, { apiVersion: "kustomize.config.k8s.io/v1alpha1", kind: "Component", ...lists })]
        : []),
      ...(choices.chance(15) ? [this.#without(base)] : []),
    ];
    return [
      ...this.#beside,
      ...kustomizations.map(({ file, content }) => ({ path: file, text: written([content], "documents", choices) })),
    ];
  }

  /** What changes all objects. */
  #whole(): Fields {
    return this.#choices.pick<Fields>(
      {},
      {},
      {},
      { namePrefix: "eu-" },
      { nameSuffix: "-2" },
      { labels: [{ pairs: { region: "eu" }, includeSelectors: true }] },
      { labels: [{ pairs: { region: "eu" }, includeTemplates: true }] },
      { commonAnnotations: { "example.com/region": "eu" } },
      { namespace: "europe" },
    );
  }

  #change(folder: string): Change {
    const choices = this.#choices;
    const { name, builtName } = this.#subject;
    return choices.pick<() => Change>(
      () => ({ patches: [this.#patch(folder)] }),
      () => ({ patches: [this.#patch(folder)] }),
      () => ({ patches: [this.#targeted(folder)] }),
      () => ({ patches: [this.#targeted(folder)] }),
      () => ({ patches: [this.#targeted(folder)] }),
      () => ({ patchesStrategicMerge: [this.#oldPatch(folder)] }),
      () => ({ patchesJson6902: [this.#operations(folder, this.#exactTarget())] }),
      () => ({ images: [{ name: "registry.example/server", newTag: "4.0" }] }),
      () => ({ replicas: [{ name: choices.pick(name, builtName), count: choices.pick(1, 2) }] }),
      () => this.#replacement(folder),
      () => this.#variable(),
      () => ({ patches: [this.#claims()] }),
    )();
  }

  /** Means the workload by what it says itself. */
  #patch(folder: string): Fields {
    const text = this.#strategic(true);
    return this.#choices.chance(50) ? { path: this.#file(folder, "patch", "yaml", text) } : { patch: inline(text) };
  }

  #oldPatch(folder: string): string {
    const text = this.#strategic(true);
    return this.#choices.chance(50) ? this.#file(folder, "patch", "yaml", text) : inline(text);
  }

  #targeted(folder: string): Fields {
    const target = this.#choices.chance(50) ? this.#exactTarget() : this.#looseTarget();
    if (this.#choices.chance(60)) return this.#operations(folder, target);
    const text = this.#strategic(this.#choices.chance(60));
    return this.#choices.chance(50)
      ? { target, path: this.#file(folder, "patch", "yaml", text) }
      : { patch: inline(text), target };
  }

  #operations(folder: string, target: Fields): Fields {
    const { operations } = drawnPatch(this.#choices);
    const asJson = this.#choices.chance(40);
    const text = asJson ? `${JSON.stringify(operations, null, 2)}\n` : stringify(operations);
    return this.#choices.chance(40)
      ? { target, path: this.#file(folder, "operations", asJson ? "json" : "yaml", text) }
      : { target, patch: text.trimEnd() };
  }

  /** The claims of this overlay are larger than those below. */
  #claims(): Fields {
    const value = "50Gi";
    const target = { kind: "PersistentVolumeClaim" };
    const spec = { resources: { requests: { storage: value } } };
    const content = { apiVersion: "v1", kind: target.kind, metadata: { name: "any" }, spec };
    return this.#choices.chance(50)
      ? { target, patch: stringify([{ op: "replace", path: "/spec/resources/requests/storage", value }]).trimEnd() }
      : { target, patch: inline(written([content], "documents", this.#choices)) };
  }

  /** Another overlay, which takes the workload out. */
  #without(base: string): ReturnType<typeof kustomization> {
    const { name, namespace } = this.#subject;
    const content = { $patch: "delete", apiVersion: "apps/v1", kind: "Deployment", metadata: { name, namespace } };
    const text = written([content], "documents", this.#choices);
    const patch = this.#choices.pick<Fields>(
      { patch: inline(text) },
      { path: this.#file(WITHOUT, "removal", "yaml", text) },
      { patch: inline(text), target: this.#exactTarget() },
    );
    return kustomization(WITHOUT, { resources: [path.posix.relative(WITHOUT, base)], patches: [patch] });
  }

  #exactTarget(): Fields {
    const { name, builtName } = this.#subject;
    const kind = { kind: "Deployment", name: this.#choices.pick(name, builtName) };
    return this.#choices.chance(50) ? { group: "apps", version: "v1", ...kind } : kind;
  }

  /** Patterns, and what means more than the workload. */
  #looseTarget(): Fields {
    const { name } = this.#subject;
    return this.#choices.pick<Fields>(
      { kind: "Deployment" },
      { kind: "Deployment", labelSelector: `app.kubernetes.io/name=${name}` },
      { kind: "Deployment", name: `${name}|${OTHER}` },
      { kind: "Deploy.*", name },
      { kind: "Deployment|StatefulSet" },
      { group: "apps", name: `.*${name}` },
    );
  }

  /** @param isNamed else only its target says what it means */
  #strategic(isNamed: boolean): string {
    const { name, builtName, namespace } = this.#subject;
    const { metadata, spec } = drawnPatch(this.#choices).merged;
    const own = isNamed ? { name: this.#choices.pick(name, builtName), namespace } : { name: "any" };
    const content = { apiVersion: "apps/v1", kind: "Deployment", metadata: { ...own, ...metadata }, spec };
    return written([content], "documents", this.#choices);
  }

  /** From the workload to something else, or the other way. */
  #replacement(folder: string): Change {
    const choices = this.#choices;
    const { name } = this.#subject;
    const map = { kind: "ConfigMap", name: "endpoints" };
    const content = { apiVersion: "v1", kind: map.kind, metadata: { name: map.name }, data: { host: "db.example" } };
    const mapFile = this.#file(folder, map.name, "yaml", written([content], "documents", choices));
    const workload = choices.pick<Fields>(
      { kind: "Deployment", name },
      { kind: "Deployment" },
      { group: "apps", version: "v1", kind: "Deployment", name },
    );
    const options = { create: true };
    const value = choices.pick<Fields>(
      {
        source: { ...map, fieldPath: "data.host" },
        targets: [{ select: workload, fieldPaths: ["metadata.annotations.host"], options }],
      },
      {
        source: { kind: "Deployment", name, fieldPath: "metadata.name" },
        targets: [{ select: map, fieldPaths: ["data.workload"], options }],
      },
      {
        source: { ...map, fieldPath: "data.host" },
        targets: [
          {
            select: { kind: "Deployment" },
            reject: [{ kind: "Deployment", name: choices.pick(name, OTHER) }],
            fieldPaths: ["metadata.annotations.host"],
            options,
          },
        ],
      },
    );
    const listed = choices.chance(30) ? { path: this.#file(folder, "replacement", "yaml", stringify(value)) } : value;
    return { resources: [mapFile], replacements: [listed] };
  }

  #variable(): Change {
    const { name } = this.#subject;
    const objref = { apiVersion: "apps/v1", kind: "Deployment", name };
    return { vars: [{ name: "WORKLOAD", objref, fieldref: { fieldpath: "metadata.name" } }] };
  }

  #other(): string {
    const labels = { app: OTHER };
    const container = { name: "main", image: "registry.example/server:2.1", ports: [{ containerPort: 80 }] };
    const template = { metadata: { labels }, spec: { containers: [container] } };
    const spec = { selector: { matchLabels: labels }, template };
    const content = { apiVersion: "apps/v1", kind: "Deployment", metadata: { name: OTHER, labels }, spec };
    return this.#file(FOLDER, OTHER, "yaml", written([content], "documents", this.#choices));
  }

  /** Writes a file beside the kustomization. @returns its name */
  #file(folder: string, name: string, extension: string, text: string): string {
    const same = this.#beside.filter((one) => path.basename(one.path).startsWith(`${name}-`)).length;
    const file = `${name}-${same + 1}.${extension}`;
    this.#beside.push({ path: `${folder}/${file}`, text });
    return file;
  }
}

function kustomization(folder: string, content: Fields): { readonly file: string; readonly content: Fields } {
  return { file: `${folder}/kustomization.yaml`, content };
}

/** As the value of a block scalar, which has line ends of its own. */
function inline(text: string): string {
  return text.replaceAll("\r\n", "\n").trimEnd();
}

function merged(changes: readonly Change[]): Fields {
  const lists: Record<string, (Fields | string)[]> = {};
  for (const [field, entries] of changes.flatMap((change) => Object.entries(change))) {
    lists[field] = [...(lists[field] ?? []), ...entries];
  }
  return lists;
}
