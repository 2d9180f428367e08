// Texts of `.rightkind.yaml`: right ones, and some with faults.
import { stringify } from "yaml";
import type { Choices } from "../choices";
import { application, ruleId } from "./words";

export function configuration(choices: Choices): string {
  const value = {
    ...(choices.chance(20) ? { profile: choices.pick("minimal", "strict", "recommended", "none") } : {}),
    ...(choices.chance(25) ? { kubernetesVersion: choices.pick("1.34", "1.37", "soon") } : {}),
    ...(choices.chance(40) ? { rules: { [ruleId(choices)]: choices.pick("off", "hint", "error", "loud") } } : {}),
    ...(choices.chance(40) ? { ignore: [ignoreEntry(choices)] } : {}),
    ...(choices.chance(25) ? { defaultNamespace: choices.pick("prod", "dev") } : {}),
    ...(choices.chance(25) ? { closed: [choices.pick("**", "apps/**", "base")] } : {}),
    ...(choices.chance(20) ? { cluster: { nodes: choices.pick(1, 3) } } : {}),
    ...(choices.chance(15) ? { storageClasses: { fast: { enforcesReadWriteOnce: false } } } : {}),
    ...(choices.chance(15) ? { statefulImages: ["registry.example/*"] } : {}),
    ...(choices.chance(15) ? { singletons: [application(choices)] } : {}),
    ...(choices.chance(5) ? { unknownKey: 1 } : {}),
  };
  const text = stringify(value);
  return choices.chance(5) ? `${text}rules: {\n` : text;
}

function ignoreEntry(choices: Choices): object {
  return {
    ...choices.pick<object>(
      { name: application(choices) },
      { path: "apps/**" },
      { kind: "Deployment" },
      { rule: ruleId(choices) },
    ),
    ...(choices.chance(85) ? { reason: "on purpose" } : {}),
    ...(choices.chance(15) ? { until: choices.pick("2025-01-01", "2099-01-01") } : {}),
  };
}
