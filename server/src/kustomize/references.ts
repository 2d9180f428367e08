// Names of other objects in a built object: Kustomize rewrites them at the end of a build, when those have got their last names.
//
// Source: Kustomize 5.5.0, api/filters/nameref/nameref.go, api/internal/accumulator/namereferencetransformer.go.

import { asMapping, asScalar, at, child, isNullish, itemsOf, resolved } from "../yaml/navigate";
import type { Mapping, Node, Scalar } from "../yaml/tree";
import type { Built } from "./built";
import { defaultFields } from "./default-fields";
import { withFields } from "./fields";
import { effectiveNamespace, type Identity, isClusterScoped, isOfType } from "./identity";
import type { NameReference } from "./reference-fields";
import { retexted } from "./scalars";
import type { SourceDocument } from "./source-document";
import { type Note, sequenceLike, stringLike, withEntry } from "./tree-change";

/** What a reference wants: an object of a kind that had this name before. */
export interface Wanted {
  /** Empty for any. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
}

/** How the other objects of the whole build are found, those that are local among them. */
export interface Referents<D extends SourceDocument = SourceDocument> {
  /** The objects that may be meant, in the order in which they are gathered; more may be given. */
  named(wanted: Wanted, referrer: Built<D>): readonly Built<D>[];
  /** Does an object that the reference may reach begin its build in the namespace? */
  beginsIn(namespace: string, isReached: (object: Built<D>) => boolean): boolean;
}

/** The object with the present names of those that it names. What is not found, or not to be told apart, stays as it is. */
export function withReferences<D extends SourceDocument>(
  referrer: Built<D>,
  referents: Referents<D>,
  references: readonly NameReference[] = defaultFields.nameReference,
): Built<D> {
  const [first] = referrer.identities;
  if (!first) return referrer;
  const hashed = new WeakSet<Scalar>();
  return references.reduce((renamed, reference) => {
    const paths = reference.fields.filter((spec) => isOfType(first, spec)).map(({ path }) => ({ path }));
    return paths.reduce(
      (one, spec) =>
        one.with((root, note) => {
          const renamer = new Renamer(one, referents, reference, { path: spec.path, note, hashed });
          return withFields(root, [spec], { set: (node) => renamer.renamed(node), like: root, note });
        }),
      renamed,
    );
  }, referrer);
}

/** Rewrites the names in one field of one object. */
class Renamer<D extends SourceDocument> {
  readonly #referrer: Built<D>;
  readonly #referents: Referents<D>;
  readonly #reference: NameReference;
  readonly #path: string;
  readonly #note: Note;
  /** Names that have got a hash, which is left off here: there is nothing that they were before. */
  readonly #hashed: WeakSet<Scalar>;

  constructor(
    referrer: Built<D>,
    referents: Referents<D>,
    reference: NameReference,
    { path, note, hashed }: { readonly path: string; readonly note: Note; readonly hashed: WeakSet<Scalar> },
  ) {
    this.#referrer = referrer;
    this.#referents = referents;
    this.#reference = reference;
    this.#path = path;
    this.#note = note;
    this.#hashed = hashed;
  }

  /** A name, a mapping with a name and perhaps a namespace, or a list of those. */
  renamed(node: Node): Node {
    if (isNullish(node)) return node;
    const target = resolved(node);
    if (target?.type === "scalar") return this.#renamedScalar(target, node);
    if (target?.type === "mapping") return this.#renamedMapping(target, node);
    if (target?.type !== "sequence") return node;
    const items = target.items.map((item) => (asMapping(item) || asScalar(item) ? this.renamed(item) : item));
    return items.every((item, index) => item === target.items[index]) ? node : sequenceLike(target, items, this.#note);
  }

  #renamedScalar(scalar: Scalar, node: Node): Node {
    if (this.#hashed.has(scalar)) return node;
    const found = this.#chosen(scalar.text, this.#candidates(scalar.text), nameOf);
    return found && (found.resource.name !== scalar.text || found.hashed) ? this.#nameOf(scalar, found) : node;
  }

  #nameOf(former: Scalar, { resource, hashed }: Built<D>): Scalar {
    const name = retexted(former, resource.name, this.#note);
    if (hashed) this.#hashed.add(name);
    return name;
  }

  #renamedMapping(mapping: Mapping, node: Node): Node {
    const name = asScalar(child(mapping, "name"));
    if (!name || this.#hashed.has(name)) return node;
    const namespace = child(mapping, "namespace");
    const candidates = this.#candidates(name.text);
    const inNamespace = namespace ? this.#of(candidates, asScalar(namespace)?.text ?? "") : candidates;
    const found = this.#chosen(name.text, inNamespace, (one) => `${one.resource.namespace ?? ""} ${one.resource.name}`);
    if (!found) return node;
    const isSame = found.resource.name === name.text && !found.hashed;
    if (isSame && found.resource.namespace === undefined) return node;
    const renamed = isSame ? mapping : this.#withWord(mapping, "name", this.#nameOf(name, found));
    if (found.resource.namespace === undefined) return renamed;
    const former = asScalar(namespace);
    if (former?.text === found.resource.namespace) return renamed === mapping ? node : renamed;
    return this.#withWord(renamed, "namespace", retexted(former ?? name, found.resource.namespace, this.#note));
  }

  #withWord(mapping: Mapping, key: string, value: Scalar): Mapping {
    return withEntry(mapping, stringLike(value, key, this.#note), value, this.#note);
  }

  #candidates(name: string): readonly Built<D>[] {
    const { group = "", kind } = this.#reference;
    return this.#referents.named({ group, kind, name }, this.#referrer).filter((one) => this.#isReached(one));
  }

  /** Those that began in a namespace; where nothing did, those that are in it now. */
  #of(candidates: readonly Built<D>[], namespace: string): readonly Built<D>[] {
    const isIn = (identity: Identity | undefined) =>
      identity !== undefined && !isClusterScoped(identity) && effectiveNamespace(identity) === namespace;
    const begins = this.#referents.beginsIn(namespace, (one) => this.#isReached(one));
    return candidates.filter(({ identities }) => isIn(begins ? identities[0] : identities.at(-1)));
  }

  /** May the referrer name the object at all, by their namespaces? */
  #isReached({ identities, resource }: Built<D>): boolean {
    const own = this.#referrer.identities.at(-1);
    const other = identities.at(-1);
    if (!own || !other) return false;
    if (isClusterScoped(own) || isClusterScoped(other)) return true;
    return (
      effectiveNamespace(own) === effectiveNamespace(other) || this.#subjectNamespaces().has(resource.namespace ?? "")
    );
  }

  /** A RoleBinding reaches into the namespaces of its ServiceAccounts. */
  #subjectNamespaces(): Set<string> {
    const { kind, root } = this.#referrer.resource;
    if (kind !== "RoleBinding") return new Set();
    const subjects = itemsOf(child(root, "subjects")).filter(
      (subject) => asScalar(child(subject, "kind"))?.text === "ServiceAccount",
    );
    return new Set(subjects.flatMap((subject) => asScalar(child(subject, "namespace"))?.text ?? []));
  }

  /** The one object that is meant. @param signature equal for objects of which any will do */
  #chosen(name: string, candidates: readonly Built<D>[], signature: (one: Built<D>) => string): Built<D> | undefined {
    const named = candidates.filter((one) => this.#isNamed(one, name) && this.#isBeside(one));
    if (named.length <= 1) return named[0];
    const alike = named.filter((one) => isAlike(one, this.#referrer, true));
    const exact = alike.length > 1 ? alike.filter((one) => isAlike(one, this.#referrer, false)) : alike;
    return exact.every((one) => signature(one) === signature(exact[0] ?? one)) ? exact[0] : undefined;
  }

  #isNamed(object: Built<D>, name: string): boolean {
    const former = formerNames(object);
    if (!former.some((identity) => identity.name === name)) return false;
    if (!former.some((identity) => isOfType(identity, this.#reference))) return false;
    if (!this.#path.endsWith("roleRef/name")) return true;
    const { root } = this.#referrer.resource;
    const group = asScalar(at(root, "roleRef", "apiGroup"))?.text;
    const kind = asScalar(at(root, "roleRef", "kind"))?.text;
    return group === undefined || kind === undefined || former.some((identity) => isOfType(identity, { group, kind }));
  }

  /** ServiceAccounts may be named from other namespaces, all else only from its own. */
  #isBeside({ identities, resource }: Built<D>): boolean {
    const own = this.#referrer.identities.at(-1);
    const other = identities.at(-1);
    if (!own || !other || isClusterScoped(own) || isClusterScoped(other)) return true;
    return resource.kind === "ServiceAccount" || effectiveNamespace(own) === effectiveNamespace(other);
  }
}

function nameOf<D extends SourceDocument>({ resource }: Built<D>): string {
  return resource.name;
}

/** What it was called before; the hash of what is generated makes the name before it a former one. */
function formerNames<D extends SourceDocument>({ identities, hashed }: Built<D>): readonly Identity[] {
  return hashed ? identities : identities.slice(0, -1);
}

/** Did both get the same before and behind their names, at their ends? Source: api/resource/resource.go, PrefixesSuffixesEquals. */
function isAlike<D extends SourceDocument>(one: Built<D>, other: Built<D>, allowEmpty: boolean): boolean {
  return (["prefixes", "suffixes"] as const).every((affixes) => {
    const [left, right] = [one[affixes], other[affixes]];
    return (allowEmpty && (left.length === 0 || right.length === 0)) || isSameEnding(left, right);
  });
}

function isSameEnding(left: readonly string[], right: readonly string[]): boolean {
  const [short, long] = left.length > right.length ? [right, left] : [left, right];
  if (short.length === 0) return long.length === 0;
  return short.every((text, index) => text === long[index + long.length - short.length]);
}
