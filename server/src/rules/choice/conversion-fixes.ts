// The fixes of claim findings that make a StatefulSet of the workload.
import type { ConversionFix } from "../rule";

export function volumePerPodFix(): ConversionFix {
  return {
    title: "Convert to StatefulSet with a volume per Pod",
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
