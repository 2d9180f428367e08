// Random patches of objects that are known: strategic merge and JSON 6902, with and without targets.
import type { Choices } from "../choices";
import { documents, type Fields, isFields, Raw, type Value, written } from "./yaml-writer";

/** Entries of the three fields of patches, and the files that they name. */
export interface PatchSet {
  readonly patches: Value[];
  readonly patchesStrategicMerge: Value[];
  readonly patchesJson6902: Value[];
  readonly files: Map<string, string>;
}

export function randomPatches(choices: Choices, objects: readonly Fields[]): PatchSet {
  const set: PatchSet = { patches: [], patchesStrategicMerge: [], patchesJson6902: [], files: new Map() };
  for (let count = choices.below(4); count > 0; count--) addPatch(set, choices, pickFrom(objects, choices), objects);
  return set;
}

function addPatch(set: PatchSet, choices: Choices, object: Fields, objects: readonly Fields[]): void {
  switch (choices.below(6)) {
    case 0:
      add(set, "patchesStrategicMerge", mergePatch(choices, object), undefined, choices);
      return;
    case 1: {
      const options = choices.chance(15) ? { [choices.pick("allowNameChange", "allowKindChange")]: true } : undefined;
      const second = choices.chance(20) ? [mergePatch(choices, pickFrom(objects, choices))] : [];
      add(set, "patches", documents([mergePatch(choices, object), ...second], choices), { options }, choices);
      return;
    }
    case 2: {
      const changes = choices.chance(20) ? { allowNameChange: true, allowKindChange: choices.chance(50) } : undefined;
      add(
        set,
        "patches",
        targetedMerge(choices, object, changes !== undefined),
        { target: target(choices, object), options: changes },
        choices,
      );
      return;
    }
    case 3: {
      const selected = { kind: text(object.kind), name: nameOf(object) };
      add(set, "patchesJson6902", operations(choices, object), { target: selected }, choices);
      return;
    }
    default:
      add(set, "patches", operations(choices, object), { target: target(choices, object) }, choices);
  }
}

/** As a file or in the kustomization itself. */
function add(
  set: PatchSet,
  field: "patches" | "patchesStrategicMerge" | "patchesJson6902",
  patch: Fields | string,
  more: Readonly<Record<string, Value | undefined>> | undefined,
  choices: Choices,
): void {
  const content = typeof patch === "string" ? patch : written(patch, choices);
  const file = choices.chance(50) ? `patch-${field}-${set.files.size}.yaml` : undefined;
  if (file !== undefined) set.files.set(file, content);
  if (field === "patchesStrategicMerge") {
    set[field].push(file ?? content);
    return;
  }
  const rest = Object.fromEntries(Object.entries(more ?? {}).filter(([, value]) => value !== undefined)) as Fields;
  set[field].push({ ...(file === undefined ? { patch: content } : { path: file }), ...rest });
}

/** What selects the object, and perhaps others. */
function target(choices: Choices, object: Fields): Fields {
  const name = nameOf(object);
  const labels = isFields(object.metadata) ? object.metadata.labels : undefined;
  return choices.pick<Fields>(
    { kind: text(object.kind), name },
    { kind: text(object.kind) },
    { kind: `${text(object.kind).slice(0, 3)}.*`, name: `(${name}|other)` },
    { name: `.*${name.slice(-2)}`, kind: "Deployment|StatefulSet|Service" },
    { group: "apps", version: "v[0-9]+" },
    labels
      ? { labelSelector: choices.pick("app=web", "app in (web, db)", "app,!tier", "app!=db") }
      : { kind: text(object.kind) },
    { kind: text(object.kind), annotationSelector: choices.pick("note", "!note", "port=8080") },
    { kind: text(object.kind), namespace: choices.pick("default", "one", "") },
  );
}

function targetedMerge(choices: Choices, object: Fields, isRenaming: boolean): Fields {
  const body = mergePatch(choices, object);
  const metadata = isFields(body.metadata) ? body.metadata : {};
  if (!isRenaming) return { ...body, kind: "Any", metadata: { ...metadata, name: "any" } };
  return {
    ...body,
    kind: text(object.kind) === "Deployment" ? choices.pick("StatefulSet", "Deployment") : text(object.kind),
    metadata: { ...metadata, name: choices.pick(`${nameOf(object)}-renamed`, "renamed") },
  };
}

/** A strategic merge patch that names the object. */
function mergePatch(choices: Choices, object: Fields): Fields {
  const metadata = isFields(object.metadata) ? object.metadata : {};
  const names: Fields = {
    name: text(metadata.name),
    ...(metadata.namespace === undefined ? {} : { namespace: metadata.namespace }),
  };
  if (choices.chance(6))
    return { apiVersion: text(object.apiVersion), kind: text(object.kind), metadata: names, $patch: "delete" };
  return {
    apiVersion: text(object.apiVersion),
    kind: text(object.kind),
    metadata: { ...names, ...(choices.chance(40) ? metadataPatch(choices) : {}) },
    ...bodyPatch(choices, object),
  };
}

function metadataPatch(choices: Choices): Fields {
  return choices.pick<Fields>(
    { labels: { added: "1", app: choices.pick<Value>("web", null, "db") } },
    { annotations: { note: choices.pick<Value>("y", null, new Raw("yes"), 5) } },
    { annotations: null },
    { labels: null },
    { labels: { $patch: choices.pick("replace", "delete"), only: "1" } },
    { finalizers: ["e/f", "a/b"] },
    { finalizers: [{ $patch: choices.pick("delete", "replace") }, "x/y"] },
    { annotations: { $patch: "replace", fresh: "1" } },
  );
}

function bodyPatch(choices: Choices, object: Fields): Fields {
  const body = Object.entries(object).filter(([key]) => !["apiVersion", "kind", "metadata"].includes(key));
  return Object.fromEntries(
    body.filter(() => choices.chance(80)).map(([key, value]) => [key, changed(value, choices, 0)]),
  );
}

/** A random patch for a value, of its own shape. */
function changed(value: Value, choices: Choices, depth: number): Value {
  if (Array.isArray(value)) return changedList(value, choices, depth);
  if (!isFields(value)) return choices.chance(12) ? null : scalarFor(value, choices);
  if (choices.chance(4)) return null;
  const kept = Object.entries(value).filter(() => choices.chance(depth < 3 ? 70 : 45));
  const entries = kept.map(([key, inner]): [string, Value] => [key, changed(inner, choices, depth + 1)]);
  return {
    ...(choices.chance(4) ? { $patch: choices.pick("replace", "merge", "delete") } : {}),
    ...Object.fromEntries(entries),
    ...(choices.chance(15)
      ? { [choices.pick("added", "extra")]: choices.pick<Value>("x", { a: 1, b: null }, [1], {}) }
      : {}),
  };
}

function changedList(list: readonly Value[], choices: Choices, depth: number): Value {
  if (choices.chance(4)) return null;
  const items = list.filter(() => choices.chance(60)).map((item) => changedItem(item, choices, depth));
  const added = choices.chance(40) && list[0] !== undefined ? [newItem(list[0], choices)] : [];
  const directive = choices.chance(6) ? [{ $patch: choices.pick("replace", "delete", "merge") }] : [];
  return choices.chance(50) ? [...items, ...added, ...directive] : [...directive, ...added, ...items.reverse()];
}

/** The keys by which elements are told apart stay mostly. */
function changedItem(item: Value, choices: Choices, depth: number): Value {
  if (!isFields(item)) return choices.chance(50) ? item : "changed";
  const keys = ["name", "containerPort", "port", "protocol", "mountPath", "ip", "topologyKey", "whenUnsatisfiable"];
  const kept = Object.fromEntries(Object.entries(item).filter(([key]) => keys.includes(key) && choices.chance(92)));
  if (choices.chance(8)) return { ...kept, $patch: choices.pick("delete", "replace") };
  const rest = Object.fromEntries(Object.entries(item).filter(([key]) => !keys.includes(key)));
  return { ...(changed(rest, choices, depth + 1) as Fields | null), ...kept };
}

function newItem(item: Value, choices: Choices): Value {
  if (!isFields(item)) return "new";
  if ("containerPort" in item)
    return { containerPort: choices.pick(80, 9090), ...(choices.chance(50) ? { protocol: "TCP" } : {}) };
  if ("port" in item)
    return {
      port: choices.pick(80, 81),
      ...(choices.chance(50) ? { protocol: choices.pick("TCP", "UDP") } : {}),
      name: "new",
    };
  if ("mountPath" in item) return { name: "v0", mountPath: choices.pick("/new", "/m/0") };
  if ("topologyKey" in item) return { topologyKey: "zone", maxSkew: 2 };
  return { name: choices.pick("new", "E1", "main"), value: choices.pick<Value>("1", null, "z"), image: "fresh:1" };
}

function scalarFor(value: Value, choices: Choices): Value {
  if (typeof value === "number") return choices.pick<Value>(value + 1, 7, new Raw('"9"'));
  return choices.pick<Value>("patched", "1", 5, true, new Raw("no"), value);
}

/** A JSON patch of what the object says. */
function operations(choices: Choices, object: Fields): string {
  const places = placesIn(object, "").filter(({ path }) => !/^\/(?:apiVersion|kind|metadata\/name)/.test(path));
  const made = Array.from({ length: 1 + choices.below(2) }, () =>
    operation(choices, object, pickFrom(places, choices)),
  );
  return choices.chance(50) ? written(made, choices) : JSON.stringify(made.map(plain), undefined, 1);
}

interface PlaceIn {
  readonly path: string;
  readonly value: Value;
}

function operation(choices: Choices, object: Fields, { path, value }: PlaceIn): Fields {
  const next = choices.pick<Value>("json", 3, true, { a: "b" }, [1, "2"], 1234567, new Raw("yes"), null);
  if (choices.chance(60)) return safeOperation(choices, object);
  if (Array.isArray(value) && choices.chance(70))
    return { op: "add", path: `${path}/${choices.pick("-", "0", "-1")}`, value: value[0] ?? "x" };
  if (isFields(value) && choices.chance(75))
    return {
      op: choices.pick("add", "add", "replace"),
      path: `${path}/${choices.pick("added", "x~1y", "z~0")}`,
      value: next,
    };
  switch (choices.below(9)) {
    case 0:
      return { op: "remove", path };
    case 1:
      return { op: "test", path, value };
    case 2:
      // With its annotations the notes of Kustomize would be copied.
      if (path.startsWith("/metadata") && path.split("/").length < 4) return { op: "remove", path };
      return { op: choices.pick("copy", "move"), from: path, path: "/metadata/moved" };
    case 3:
      return { op: "add", path: "/metadata/annotations/json", value: "1" };
    default:
      return {
        op: "replace",
        path,
        value: isFields(value) || Array.isArray(value) ? value : scalarFor(value, choices),
      };
  }
}

/** One that hardly any patch before it can stop. */
function safeOperation(choices: Choices, { metadata, spec, data }: Fields): Fields {
  const value = choices.pick<Value>("json", 3, true, { a: "b" }, [1, "2"], 1234567, null, "2024-01-02", "yes");
  const fields = [
    "/metadata",
    ...(isFields(metadata) && isFields(metadata.labels) ? ["/metadata/labels"] : []),
    ...(isFields(spec) ? ["/spec", "/spec"] : []),
    ...(isFields(data) ? ["/data"] : []),
  ];
  const field = pickFrom(fields, choices);
  const key = field === "/spec" ? choices.pick("replicas", "added", "x~1y") : choices.pick("added", "app", "port");
  return { op: choices.pick("add", "replace"), path: `${field}/${key}`, value: field === "/spec" ? value : "json" };
}

function placesIn(value: Value, path: string): PlaceIn[] {
  const own = path === "" ? [] : [{ path, value }];
  if (Array.isArray(value)) return [...own, ...value.flatMap((item, index) => placesIn(item, `${path}/${index}`))];
  if (!isFields(value)) return own;
  const inner = Object.entries(value).flatMap(([key, one]) =>
    placesIn(one, `${path}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`),
  );
  return [...own, ...inner];
}

/** JSON knows no words without quotes. */
function plain(value: Value): unknown {
  if (value instanceof Raw) return /^"|^$/.test(value.text) ? value.text.replaceAll('"', "") : value.text;
  if (Array.isArray(value)) return value.map(plain);
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]));
}

export function nameOf(object: Fields): string {
  return isFields(object.metadata) ? text(object.metadata.name) : "";
}

export function text(value: Value | undefined): string {
  return typeof value === "string" ? value : "";
}

export function pickFrom<T>(items: readonly T[], choices: Choices): T {
  return items[choices.below(items.length)] as T;
}
