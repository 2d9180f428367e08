// The fixes that change the kind of a workload.
import { type WorkloadKind, workloadKinds } from "../../kubernetes/kinds";
import type { ConversionFix, RuleContext } from "../rule";

/**
 * Does the advisor name a kind that is neither the present one nor a StatefulSet? Then no StatefulSet is offered as a quick fix.
 * Refactor… and `convert` still do.
 */
export function isThirdKindNamed({ verdict, workload }: RuleContext): boolean {
  const judged = verdict();
  const named = judged?.leaning ?? judged?.recommended;
  return named !== undefined && named !== workload?.kind && thirdKinds.includes(named);
}

const thirdKinds: readonly WorkloadKind[] = workloadKinds.filter((kind) =>
  ["DaemonSet", "Job", "CronJob"].includes(kind),
);

/** Offered where its plan is not refused; every claim is decided by itself. */
export function convertFix(to: WorkloadKind): ConversionFix {
  return { title: `Convert to ${to}`, safe: false, conversion: { to, storage: "auto" } };
}

export function volumePerPodFix(): ConversionFix {
  return {
    title: "Convert to StatefulSet with a new volume per Pod",
    safe: false,
    conversion: { to: "StatefulSet", storage: "templates" },
  };
}

export function keepingClaimFix(claim: string): ConversionFix {
  return {
    title: `Convert to StatefulSet keeping claim '${claim}'`,
    safe: false,
    conversion: { to: "StatefulSet", storage: "keep" },
  };
}
