// Random fields of a kustomization other than its resources and patches.
import type { Choices } from "../choices";
import { nameOf, pickFrom, text } from "./patches";
import { imagesInUse } from "./pods";
import { type Fields, isFields, type Value } from "./yaml-writer";

/** What may be asked of a kustomization that has gathered some objects. */
export function randomTransformers(choices: Choices, objects: readonly Fields[]): Fields {
  return {
    ...(choices.chance(30) ? { namespace: choices.pick("one", "two", "default") } : {}),
    ...(choices.chance(35) ? { namePrefix: choices.pick("a-", "b-") } : {}),
    ...(choices.chance(20) ? { nameSuffix: choices.pick("-x", "-y") } : {}),
    ...(choices.chance(25) ? { labels: labels(choices) } : {}),
    ...(choices.chance(15) ? { commonLabels: { team: choices.pick("blue", "1") } } : {}),
    ...(choices.chance(20) ? { commonAnnotations: { owner: choices.pick("me", "true"), note: "common" } } : {}),
    ...(choices.chance(25) ? { images: images(choices) } : {}),
    ...(choices.chance(20) ? replicas(choices, objects) : {}),
  };
}

function labels(choices: Choices): Value {
  const entry = (key: string): Fields => ({
    pairs: { [key]: choices.pick("1", "2024-01-02", "x"), ...(choices.chance(30) ? { app: "labelled" } : {}) },
    ...(choices.chance(30) ? { includeSelectors: true } : {}),
    ...(choices.chance(30) ? { includeTemplates: true } : {}),
    ...(choices.chance(20) ? { fields: [{ path: "spec/words", create: true, kind: "Widget" }] } : {}),
  });
  return choices.chance(40) ? [entry("one"), entry("two")] : [entry("one")];
}

function images(choices: Choices): Value {
  return Array.from({ length: 1 + choices.below(2) }, (): Fields => {
    const image = pickFrom(imagesInUse, choices);
    const name = /^(.*?\/)?[^:@/]+/.exec(image)?.[0] ?? image;
    return {
      name: choices.pick(name, name, name, `${name.slice(0, 3)}.*`, "n[a-z]+x"),
      ...choices.pick<Fields>(
        { newTag: "9.9" },
        { newName: "mirror.example.com/other" },
        { digest: "sha256:cccc" },
        { newName: "redis", newTag: "1.0" },
        { newTag: "2", digest: "sha256:dddd" },
        { tagSuffix: "-debug" },
      ),
    };
  });
}

function replicas(choices: Choices, objects: readonly Fields[]): Fields {
  const scalable = objects.filter(({ kind }) =>
    /^(?:Deployment|StatefulSet|ReplicaSet|ReplicationController)$/.test(text(kind)),
  );
  if (scalable.length === 0) return {};
  return { replicas: [{ name: nameOf(pickFrom(scalable, choices)), count: choices.below(6) }] };
}

/** Generators; those of `known` names change what is there. */
export function randomGenerators(choices: Choices, objects: readonly Fields[], files: Map<string, string>): Fields {
  if (!choices.chance(30)) return {};
  const known = objects.filter(({ kind }) => kind === "ConfigMap" || kind === "Secret");
  const changes = known.length > 0 && choices.chance(50) ? pickFrom(known, choices) : undefined;
  const field =
    (changes?.kind ?? choices.pick("ConfigMap", "Secret")) === "Secret" ? "secretGenerator" : "configMapGenerator";
  const metadata = isFields(changes?.metadata) ? changes.metadata : {};
  files.set("app.properties", "a=1\nb=two\n");
  files.set("values.env", "# comment\nX=1\nY=a=b\n\nEMPTY\n");
  const entry: Fields = {
    name: changes ? nameOf(changes) : choices.pick("made", "conf", "env"),
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
    ...(changes ? { behavior: choices.pick("merge", "replace") } : {}),
    ...(choices.chance(70) ? { literals: ["k=v", "a='quoted'", "port=8080"] } : {}),
    ...(choices.chance(40) ? { files: ["app.properties", "renamed.txt=app.properties"] } : {}),
    ...(choices.chance(30) ? { envs: ["values.env"] } : {}),
    ...(choices.chance(30) ? { options: options(choices) } : {}),
    ...(field === "secretGenerator" && choices.chance(30) ? { type: "example.com/special" } : {}),
  };
  return {
    [field]: [entry],
    ...(choices.chance(25) ? { generatorOptions: options(choices) } : {}),
  };
}

function options(choices: Choices): Fields {
  return {
    ...(choices.chance(50) ? { disableNameSuffixHash: true } : {}),
    ...(choices.chance(40) ? { labels: { generated: "yes", app: "gen" } } : {}),
    ...(choices.chance(30) ? { annotations: { note: "generated" } } : {}),
    ...(choices.chance(20) ? { immutable: true } : {}),
  };
}
