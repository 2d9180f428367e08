// Rendered output as `check -` takes it: one file alone, a closed unit, under the same configuration.
import { Analysis } from "../../../server/src/analysis/analysis";
import type { Finding } from "../../../server/src/analysis/finding";
import { DiskConfigurations } from "../../../server/src/cli/disk-configurations";
import { standardInputFolder, standardInputPath } from "../../../server/src/cli/standard-input";
import { rules } from "../../../server/src/rules/registry";
import { Workspace } from "../../../server/src/workspace/workspace";
import { type ToldObject, toldByUnit } from "./told";

const CONFIGURATION = "/.rightkind.yaml";

/** Whatever stands in rendered output, it stands in one unit. */
export function toldOfRendered(text: string, configuration: string | undefined): ToldObject[] {
  return [...toldByUnit(renderedAnalysis(text, configuration)).values()].flat();
}

/** What `check -` says of rendered output. */
export function findingsOfRendered(text: string, configuration: string | undefined): readonly Finding[] {
  return renderedAnalysis(text, configuration).findings(standardInputPath("/"));
}

function renderedAnalysis(text: string, configuration: string | undefined): Analysis {
  const workspace = new Workspace();
  const path = standardInputPath("/");
  if (configuration !== undefined) workspace.setFile(CONFIGURATION, configuration, { open: false });
  workspace.setFile(path, text, { open: false });
  workspace.roots = ["/", standardInputFolder("/")];
  workspace.ready = true;
  const configurations = new DiskConfigurations({
    workspace,
    knownRules: new Set(rules.map(({ id }) => id)),
    configurationPath: undefined,
    kubernetesVersion: undefined,
    closedPath: path,
    today: () => "2026-01-01",
  });
  return new Analysis({ workspace, rules, configurations });
}

/**
 * Rendered output with the names of generated objects as they were before Kustomize put a hash behind them.
 * @param generated kind and name of each generated object
 */
export function withoutHashes(
  texts: readonly string[],
  generated: readonly { readonly kind: string; readonly name: string }[],
): string {
  const whole = texts.join("---\n");
  const hashed = new Map<string, string>();
  for (const { kind, name } of generated) {
    const pattern = new RegExp(`^  name: ["']?(${escaped(name)}-[bcdfghkmt2456789]{10})["']?$`, "m");
    for (const text of texts) {
      if (!new RegExp(`^kind: ${kind}$`, "m").test(text)) continue;
      const found = pattern.exec(text)?.[1];
      if (found !== undefined) hashed.set(found, name);
    }
  }
  return [...hashed].reduce((text, [long, short]) => text.replaceAll(long, short), whole);
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
