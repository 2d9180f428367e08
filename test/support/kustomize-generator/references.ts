// Random replacements, variables and configurations of a kustomization.
import type { Choices } from "../choices";
import { nameOf, pickFrom, text } from "./patches";
import { type Fields, isFields, type Value, written } from "./yaml-writer";

/** @param files those of the kustomization, to which some are added */
export function randomReferences(choices: Choices, objects: readonly Fields[], files: Map<string, string>): Fields {
  return {
    ...(choices.chance(30) ? replacements(choices, objects, files) : {}),
    ...(choices.chance(8) ? configurations(choices, files) : {}),
  };
}

function replacements(choices: Choices, objects: readonly Fields[], files: Map<string, string>): Fields {
  const made = Array.from({ length: 1 + choices.below(2) }, () => replacement(choices, objects));
  if (!choices.chance(30)) return { replacements: made };
  files.set("replacements.yaml", written(choices.chance(50) ? made : (made[0] ?? {}), choices));
  return { replacements: [{ path: "replacements.yaml" }] };
}

function replacement(choices: Choices, objects: readonly Fields[]): Fields {
  const source = pickFrom(objects, choices);
  const data = isFields(source.data) && Object.keys(source.data)[0];
  const path = data ? `data.${data}` : choices.pick("metadata.name", "metadata.name", "kind");
  // What a ConfigMap holds may be no name.
  const isName = !data;
  const splits = choices.chance(15);
  return {
    source: {
      kind: text(source.kind),
      name: nameOf(source),
      ...(choices.chance(80) ? { fieldPath: path } : {}),
      ...(splits ? { options: { delimiter: choices.pick(".", ":", "/", "e"), index: choices.chance(8) ? 1 : 0 } } : {}),
    },
    // A target that changed the source would change what the next one gets.
    targets: Array.from({ length: 1 + choices.below(2) }, () =>
      target(
        choices,
        objects.filter(({ kind }) => kind !== source.kind),
        isName,
      ),
    ),
  };
}

function target(choices: Choices, objects: readonly Fields[], isName: boolean): Fields {
  const nothing: Fields = { kind: "Nothing", metadata: { name: "nothing" } };
  const object = objects.length > 0 ? pickFrom(objects, choices) : nothing;
  const container = "spec.template.spec.containers";
  const hasPods = isFields(object.spec) && isFields(object.spec.template);
  const paths = hasPods
    ? [`${container}.[name=main].image`, `${container}.*.image`, `${container}.0.name`, `${container}.[name=m.*].image`]
    : ["metadata.name"];
  const created = [
    "metadata.annotations.[made.by/it]",
    "spec.made.deep",
    "metadata.labels.made",
    `${container}.[name=new].image`,
  ];
  const creates = choices.chance(50) || (!hasPods && !isName);
  return {
    select: { kind: text(object.kind), ...(choices.chance(70) ? { name: nameOf(object) } : {}) },
    ...(choices.chance(20)
      ? { reject: [choices.pick<Fields>({ name: "web" }, { labelSelector: "app=web" }, { kind: "Job" })] }
      : {}),
    fieldPaths: [creates ? pickFrom(hasPods ? created : created.slice(0, 3), choices) : pickFrom(paths, choices)],
    ...(creates || choices.chance(25)
      ? {
          options: {
            ...(creates ? { create: true } : {}),
            ...(choices.chance(40) ? { delimiter: choices.pick(":", "/", "-"), index: choices.pick(0, 1, -1, 9) } : {}),
          },
        }
      : {}),
  };
}

/** Names of variables that objects write: each may be said once in a build. */
export function randomVariables(choices: Choices, objects: readonly Fields[]): Fields {
  const vars = ["CONF", "SVC", "PORT"].flatMap((name): Value[] => {
    if (!choices.chance(60)) return [];
    const object = pickFrom(objects, choices);
    const path = choices.pick("metadata.name", ...variablePaths(object));
    return [
      {
        name,
        objref: { apiVersion: text(object.apiVersion), kind: text(object.kind), name: nameOf(object) },
        ...(choices.chance(80) ? { fieldref: { fieldpath: path } } : {}),
      },
    ];
  });
  return vars.length > 0 ? { vars } : {};
}

/** Fields of the object besides its name that a variable may stand for. */
function variablePaths({ metadata, data, spec }: Fields): string[] {
  return [
    ...(isFields(metadata) && metadata.namespace !== undefined ? ["metadata.namespace"] : []),
    ...(isFields(data) && data.a !== undefined ? ["data.a"] : []),
    ...(isFields(spec) && spec.replicas !== undefined ? ["spec.replicas"] : []),
    ...(isFields(spec) && Array.isArray(spec.ports) ? ["spec.ports[0].port", "spec.ports.0.name"] : []),
  ];
}

function configurations(choices: Choices, files: Map<string, string>): Fields {
  const content: Fields = choices.pick<Fields>(
    {
      varReference: [
        { path: "spec/containers/image", kind: "Widget" },
        { path: "data", kind: "ConfigMap" },
      ],
    },
    { nameReference: [{ kind: "Service", version: "v1", fieldSpecs: [{ path: "spec/parts/name", kind: "Widget" }] }] },
    {
      nameReference: [{ kind: "Deployment", fieldSpecs: [{ path: "spec/scaleTargetRef/name", kind: "ScaledObject" }] }],
    },
    { commonLabels: [{ path: "spec/nested/labels", create: true, kind: "Widget" }] },
    { commonAnnotations: [{ path: "spec/notes", create: true, kind: "Widget" }] },
    { images: [{ path: "spec/nested/spec/containers[]/image", kind: "Widget" }] },
    { namePrefix: [{ path: "spec/title", create: true, kind: "Widget" }] },
    { namespace: [{ path: "spec/where", create: true, kind: "Widget" }] },
    { replicas: [{ path: "spec/size", create: true, kind: "Widget" }] },
    { labels: [{ path: "spec/words", create: true, kind: "Widget" }] },
  );
  files.set("configuration.yaml", written(content, choices));
  return { configurations: ["configuration.yaml"] };
}
