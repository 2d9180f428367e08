// The object that was probably meant: one whose name differs in a letter or two, or that is in another namespace.
import { nearMiss } from "../../../config/near-miss";
import type { ReferenceTarget } from "../../../kubernetes/references/reference";
import { type WorkspaceObject, written } from "../../../workspace/objects/workspace-object";
import type { RuleContext } from "../../rule";

export interface NearObject {
  readonly object: WorkspaceObject;
  /** As one writes it; undefined where the name is right. */
  readonly name: string | undefined;
  /** Is it near by the names that are applied, which speaks for a mistake? A name may be near as it is written alone. */
  readonly isApplied: boolean;
  /** What to do, as a sentence. */
  readonly mend: string;
  readonly text: string;
}

/** So many letters may be wrong. */
const FARTHEST = 2;

export function nearObject({ lookups }: RuleContext, target: ReferenceTarget): NearObject | undefined {
  const { kind, name } = target;
  // The right name elsewhere is nearer than another one here.
  const [elsewhere] = lookups.unit.called(target);
  if (elsewhere?.namespace !== undefined) {
    const text = `${kind} "${name}" is in namespace "${elsewhere.namespace}"`;
    const mend = `There is one in namespace "${elsewhere.namespace}".`;
    return { object: elsewhere, name: undefined, isApplied: true, mend, text };
  }
  const all = lookups.unit.objects(target.group, kind);
  const applied = nearest(name, all, ({ facts }) => facts.name);
  const object = nearest(name, all, writtenName) ?? applied;
  if (!object) return undefined;
  // Where that is the name that is written, Kustomize renames the object and not this reference to it.
  const near = writtenName(object) === name ? object.facts.name : writtenName(object);
  const text = `${kind} "${near}" is the nearest name`;
  return { object, name: near, isApplied: applied !== undefined, mend: `Did you mean "${near}"?`, text };
}

function nearest(
  name: string,
  objects: readonly WorkspaceObject[],
  nameOf: (object: WorkspaceObject) => string,
): WorkspaceObject | undefined {
  const near = nearMiss(name, objects.map(nameOf));
  if (near === undefined || Math.abs(near.length - name.length) > FARTHEST) return undefined;
  return objects.find((object) => nameOf(object) === near);
}

/** What a kustomization generates gets a hash behind its name. */
function writtenName(object: WorkspaceObject): string {
  const { name } = written(object).facts;
  return object.index < 0 ? name.replace(/-[bcdfghkmt2456789]{10}$/, "") : name;
}
