// What the transformers of one kustomization do to an object, in their order.
//
// Source: Kustomize 5.5.0, api/internal/target/kusttarget_configplugin.go, configureBuiltinTransformers. Replacements come last;
// they need other objects.
import type { Scalar } from "../yaml/tree";
import { defaultFields, type FieldConfiguration } from "./default-fields";
import type { FieldSpec } from "./field-spec";
import { isOfType } from "./identity";
import { withImages } from "./images";
import type { ObjectState } from "./object-state";
import type { Patch } from "./patches";
import type { PatchField, SourceDocument } from "./source-document";
import type { Step } from "./steps";
import { keepsName, withName, withNamespace, withPairs, withReplicas } from "./transformers";

export function transform<D extends SourceDocument>(state: ObjectState<D>, step: Step<D>): void {
  const configuration = step.configuration ?? defaultFields;
  applyPatches(state, step, "patchesStrategicMerge");
  applyPatches(state, step, "patches");
  if (state.deleted) return;
  changeNames(state, step, configuration);
  addWords(state, step, configuration);
  applyPatches(state, step, "patchesJson6902");
  if (state.deleted) return;
  const { fields } = step.layer;
  for (const { entry, count } of fields.replicas) {
    state.change((root, { note }) => withReplicas(root, state.identities, entry, count, { configuration, note }));
  }
  state.change((root, changes) => withImages(root, fields.images, configuration.images, changes));
}

function applyPatches<D extends SourceDocument>(state: ObjectState<D>, { layer }: Step<D>, field: PatchField): void {
  if (layer.patches(field).length === 0) return;
  let next = 0;
  let waiting = layer.patchesFor(field, state.identities);
  for (let at = 0; at < waiting.length && !state.deleted; at++) {
    const patch = waiting[at];
    if (!patch || patch.order < next) continue;
    next = patch.order + 1;
    if (!isMeant(state, patch)) continue;
    const { kind, name } = state.resource;
    state.patch(patch, layer);
    if (state.resource.kind === kind && state.resource.name === name) continue;
    // Under its new name it may be meant by others.
    waiting = layer.patchesFor(field, state.identities);
    at = -1;
  }
}

function isMeant<D extends SourceDocument>(state: ObjectState<D>, { target, identity, origin }: Patch<D>): boolean {
  // A file that is listed as a patch of itself changes nothing.
  if (!origin.inline && origin.path === state.path) return false;
  if (target) return target.selects(state.identities, state.resource.root);
  return identity !== undefined && state.isNamed(identity);
}

/** Namespace, and what is put before and behind the name. */
function changeNames<D extends SourceDocument>(
  state: ObjectState<D>,
  { layer }: Step<D>,
  configuration: FieldConfiguration,
): void {
  const { namespace, prefix, suffix } = layer.fields;
  if (namespace) {
    state.storeName();
    state.change((root, { note }) => withNamespace(root, namespace, configuration, note));
  }
  if (prefix) rename(state, "prefix", prefix, configuration.namePrefix);
  if (suffix) rename(state, "suffix", suffix, configuration.nameSuffix);
}

function rename<D extends SourceDocument>(
  state: ObjectState<D>,
  place: "prefix" | "suffix",
  affix: Scalar,
  specs: readonly FieldSpec[],
): void {
  const { first } = state;
  if (keepsName(first)) return;
  const { text } = affix;
  const add = (name: string) => (place === "prefix" ? text + name : name + text);
  for (const spec of specs) {
    if (!isOfType(first, spec)) continue;
    if (spec.path === "metadata/name") {
      state.storeAffix(place, text);
      state.storeName();
    }
    state.change((root, changes) => withName(root, [spec], add, { ...changes, like: affix }));
  }
}

/** Labels and annotations. */
function addWords<D extends SourceDocument>(
  state: ObjectState<D>,
  { layer }: Step<D>,
  configuration: FieldConfiguration,
): void {
  const { labels, annotations } = layer.fields;
  for (const { pairs, specs } of labels)
    state.change((root, changes) => withPairs(root, specs(configuration), pairs, changes));
  if (annotations)
    state.change((root, changes) => withPairs(root, configuration.commonAnnotations, annotations, changes));
}
