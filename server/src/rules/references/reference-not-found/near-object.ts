// The object that was probably meant: one whose name differs in a letter or two, or that is in another namespace.
import { nearMiss } from "../../../config/near-miss";
import type { ReferenceTarget } from "../../../kubernetes/references/reference";
import { type WorkspaceObject, written } from "../../../workspace/objects/workspace-object";
import type { RuleContext } from "../../rule";

export interface NearObject {
  readonly object: WorkspaceObject;
  /** As one writes it; undefined where the name is right. */
  readonly name: string | undefined;
  /** What to do, as a sentence. */
  readonly mend: string;
  readonly text: string;
}

/** So many letters may be wrong. */
const FARTHEST = 2;

export function nearObject({ lookups }: RuleContext, target: ReferenceTarget): NearObject | undefined {
  const { kind, name } = target;
  const all = lookups.unit.objects(target.group, kind);
  const near = nearMiss(name, all.map(writtenName));
  if (near !== undefined && Math.abs(near.length - name.length) <= FARTHEST) {
    const object = all.find((other) => writtenName(other) === near);
    const text = `${kind} "${near}" is the nearest name`;
    if (object) return { object, name: near, mend: `Did you mean "${near}"?`, text };
  }
  const [elsewhere] = lookups.unit.called(target);
  if (elsewhere?.namespace === undefined) return undefined;
  const text = `${kind} "${name}" is in namespace "${elsewhere.namespace}"`;
  return { object: elsewhere, name: undefined, mend: `There is one in namespace "${elsewhere.namespace}".`, text };
}

/** What a kustomization generates gets a hash behind its name. */
function writtenName(object: WorkspaceObject): string {
  const { name } = written(object).facts;
  return object.index < 0 ? name.replace(/-[bcdfghkmt2456789]{10}$/, "") : name;
}
