// A Deployment's progressDeadlineSeconds has to be longer than its minReadySeconds.
import type { Workload } from "../../../kubernetes/workload";
import { insert } from "../../../yaml/edit-script";
import { asScalar, child, isNullish } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";
import { valueFix } from "../../shared/value-fix";
import { isOwn, ownFix, ownPath } from "../../shared/written";

export const raiseTitle = "Raise progressDeadlineSeconds above minReadySeconds";

/** What the API server fills in, in apps/v1. */
const DEFAULT_DEADLINE = 600;
/** The greatest number of the field. */
const LONGEST = 2_147_483_647;

export function checkDeadline(context: RuleContext, { spec, resource }: Workload): void {
  const deadlineNode = asScalar(child(spec, "progressDeadlineSeconds"));
  const readyNode = asScalar(child(spec, "minReadySeconds"));
  const isDefault = isNullish(deadlineNode);
  if (isDefault && resource.apiVersion !== "apps/v1") return;
  const deadline = isDefault ? DEFAULT_DEADLINE : deadlineNode?.value;
  const ready = isNullish(readyNode) ? 0 : readyNode?.value;
  if (typeof deadline !== "number" || typeof ready !== "number" || deadline > ready) return;
  const token = isDefault ? readyNode : deadlineNode;
  if (!token) return;
  const written = isDefault ? `${deadline} by default` : `${deadline}`;
  context.report(
    token,
    `progressDeadlineSeconds is ${written}, not above minReadySeconds, ${ready}: the API server rejects it. Raise it.`,
    {
      related:
        !isDefault && readyNode
          ? [{ message: `minReadySeconds of Deployment "${resource.name}"`, node: readyNode }]
          : [],
      fixes: ready + DEFAULT_DEADLINE > LONGEST ? [] : fixes(context, { deadlineNode, readyNode, ready }),
    },
  );
}

interface Deadline {
  readonly deadlineNode: ReturnType<typeof asScalar>;
  readonly readyNode: ReturnType<typeof asScalar>;
  readonly ready: number;
}

/** The time that a Pod has by default to become ready, and on top of it the time that it has to stay so. */
function fixes(context: RuleContext, { deadlineNode, readyNode, ready }: Deadline): Fix[] {
  const text = `${ready + DEFAULT_DEADLINE}`;
  if (deadlineNode) return valueFix(context, raiseTitle, deadlineNode, text);
  if (!readyNode || !isOwn(context, readyNode)) return [];
  const line = `progressDeadlineSeconds: ${text}`;
  return [ownFix(context, raiseTitle, () => [insert(ownPath(context, "spec"), { after: "minReadySeconds" }, line)])];
}
