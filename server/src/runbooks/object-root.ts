// An object of another document, as it is written.
import type { WorkspaceObject } from "../workspace/objects/workspace-object";
import type { Node } from "../yaml/tree";

export function rootOf(object: WorkspaceObject | undefined): Node | undefined {
  return object?.document.resource(object.index)?.root;
}
