// `replacements` and `vars` of a kustomization that name the workload by its kind.
import { groupOf, type WorkloadKind } from "../../kubernetes/kinds";
import type { Document } from "../../workspace/document";
import type { Lookups } from "../../workspace/lookups/lookups";
import { joined } from "../../workspace/paths";
import { insert, type Operation, replace } from "../../yaml/edit-script";
import { entry, entrySlice, item, mapping } from "../../yaml/fragment";
import { asScalar, asSequence, at, child, entriesOf, itemsOf, stringAt } from "../../yaml/navigate";
import { quoted } from "../../yaml/quoting";
import type { Node, Path } from "../../yaml/tree";
import { movedSteps } from "../shape/moved-steps";
import { apiVersionOf } from "../shape/places";
import { isAffected, type PatchedList } from "./json-patch-change";
import type { PatchObstacle } from "./kustomize-patches";
import type { Kustomization, Others } from "./kustomize-reach";
import { retargeting, selectorScript, selectorTarget } from "./kustomize-selectors";

export interface ReferenceContext {
  readonly patched: PatchedList;
  readonly name: string;
  /** All that the workload is called. */
  readonly names: ReadonlySet<string>;
  readonly others: Others;
}

export interface ReferenceChange {
  readonly document: Document;
  readonly script: readonly Operation[];
  /** Fields that will not be there any more. */
  readonly obstacles: readonly PatchObstacle[];
}

/** What a kustomization, and the files of replacements that it lists, must say afterwards. */
export function changedReferences(
  { layer, document }: Kustomization,
  lookups: Lookups,
  context: ReferenceContext,
): ReferenceChange[] {
  const { root } = document.tree();
  const own = new References(document, context);
  for (const [index, node] of itemsOf(child(root, "vars")).entries()) own.variable(node, ["vars", index]);
  const changes = [own];
  for (const [index, node] of itemsOf(child(root, "replacements")).entries()) {
    const file = joined(layer.folder, stringAt(node, "path") ?? "");
    if (!child(node, "path")) own.replacement(node, ["replacements", index]);
    else if (file !== undefined)
      changes.push(...lookups.files.documentsOf(file).map((listed) => listedReplacements(listed, context)));
  }
  return changes;
}

function listedReplacements(document: Document, context: ReferenceContext): References {
  const references = new References(document, context);
  const { root } = document.tree();
  if (asSequence(root)) for (const [index, node] of itemsOf(root).entries()) references.replacement(node, [index]);
  else if (root) references.replacement(root, []);
  return references;
}

class References implements ReferenceChange {
  readonly script: Operation[] = [];
  readonly obstacles: PatchObstacle[] = [];
  readonly document: Document;
  readonly #context: ReferenceContext;

  constructor(document: Document, context: ReferenceContext) {
    this.document = document;
    this.#context = context;
  }

  get #kinds(): { readonly from: WorkloadKind; readonly to: WorkloadKind } {
    return this.#context.patched;
  }

  variable(node: Node, path: Path): void {
    const object = child(node, "objref");
    if (!this.#means(object) || stringAt(object, "kind") !== this.#kinds.from || !child(object, "name")) return;
    for (const key of ["fieldpath", "fieldPath"])
      this.#followField(at(node, "fieldref", key), [...path, "fieldref", key], false);
    const { to } = this.#kinds;
    const apiVersion = stringAt(object, "apiVersion");
    if (apiVersion !== undefined && groupOf(apiVersion) !== groupOf(apiVersionOf(to)))
      this.script.push(replace([...path, "objref", "apiVersion"], apiVersionOf(to)));
    this.script.push(replace([...path, "objref", "kind"], to));
  }

  replacement(node: Node, path: Path): void {
    const source = child(node, "source");
    if (this.#means(source)) {
      this.#followField(child(source, "fieldPath"), [...path, "source", "fieldPath"], false);
      this.#select(source, [...path, "source"], () => []);
    }
    for (const [index, target] of itemsOf(child(node, "targets")).entries())
      this.#target(target, [...path, "targets"], index);
  }

  #target(target: Node, list: Path, index: number): void {
    const select = child(target, "select");
    if (!this.#means(select)) return;
    const rejected = itemsOf(child(target, "reject"));
    // What names the old kind does not select the workload any more, which it has left out before, too.
    if (stringAt(select, "kind") === this.#kinds.from && rejected.some((reject) => this.#rejects(reject))) return;
    const path = [...list, index];
    for (const [place, field] of itemsOf(child(target, "fieldPaths")).entries())
      this.#followField(field, [...path, "fieldPaths", place], true);
    this.#select(select, [...path, "select"], () => {
      const own = entriesOf(target).flatMap(({ key }) =>
        key.type === "scalar" && key.text !== "select" ? entrySlice(this.document.text, [...path, key.text]) : [],
      );
      return [insert(list, { after: index }, item(mapping(entry("select", this.#exactly()), ...own)))];
    });
    for (const [place, reject] of rejected.entries()) {
      if (!this.#means(reject)) continue;
      const rejects = [...path, "reject"];
      this.#select(reject, [...rejects, place], () => [insert(rejects, { after: place }, item(this.#exactly()))]);
    }
  }

  /** Is it certain? Labels are not looked at. */
  #rejects(selector: Node): boolean {
    return this.#means(selector) && !child(selector, "labelSelector") && !child(selector, "annotationSelector");
  }

  /** A selector of the workload alone. */
  #exactly(): string {
    return `kind: ${this.#kinds.to}\nname: ${quoted(this.#context.name, "plain", false)}`;
  }

  /** @param copy what to do where the selector must go on meaning others */
  #select(selector: Node | undefined, path: Path, copy: () => Operation[]): void {
    const { others, name } = this.#context;
    const { from, to } = this.#kinds;
    const change = retargeting({ target: selectorTarget(selector), patterns: false, from, to, others });
    if (change.how === "copy") this.script.push(...copy());
    else if (change.how === "changes") this.script.push(...selectorScript(selector, path, change, { to, name }));
  }

  /** By kind and name; without either it may mean anything. */
  #means(selector: Node | undefined): boolean {
    const kind = stringAt(selector, "kind");
    const name = stringAt(selector, "name");
    const isOurs = kind === undefined || kind === this.#kinds.from;
    return (
      (kind !== undefined || name !== undefined) && isOurs && (name === undefined || this.#context.names.has(name))
    );
  }

  /**
   * @param path the way to the field path in the document
   * @param isTarget is the field written, rather than read?
   */
  #followField(field: Node | undefined, path: Path, isTarget: boolean): void {
    const node = asScalar(field);
    const { patched } = this.#context;
    if (!node) return;
    const tokens = [...node.text.matchAll(/\[([^[\]]*)\]|((?:\\.|[^.[\]])+)/g)];
    const steps = tokens.map(([, condition, word]) => condition ?? (word ?? "").replaceAll("\\", ""));
    const named = /^name=(.*)$/.exec(steps[4] ?? "")?.[1];
    const isOther =
      steps[3] === "volumes" && named !== undefined && patched.moved.every(({ volume }) => volume !== named);
    const places = movedSteps(steps, patched.from, patched.to);
    const [place, other] = places ?? [];
    if ((!isOther && isAffected(steps, patched)) || !place || (other && isTarget)) {
      this.obstacles.push({ why: `the field ${node.text} will not be there any more`, node });
      return;
    }
    let same = 0;
    while (same < steps.length && same < place.length && steps.at(-1 - same) === place.at(-1 - same)) same++;
    const kept = tokens[steps.length - same];
    const start = place.slice(0, place.length - same).join(".");
    const rest = kept ? node.text.slice(kept.index) : "";
    const text = start === "" || rest === "" || rest.startsWith("[") ? start + rest : `${start}.${rest}`;
    if (text !== node.text) this.script.push(replace(path, quoted(text, "plain", false)));
  }
}
