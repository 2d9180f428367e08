// The command `explain`: the page of a rule or a kind, or why an object is reported or not.
import { explainedObject } from "../analysis/explain-object";
import { kindPage } from "../analysis/kind-page";
import type { PlaceNames } from "../analysis/location";
import { codeSpan } from "../analysis/markdown";
import { metaDiagnostics } from "../config/configuration";
import { nearMiss } from "../config/near-miss";
import { explainedKinds } from "../kubernetes/kind-facts";
import type { Rule } from "../rules/rule";
import type { Document } from "../workspace/document";
import { remarks, ruleFault } from "./check";
import type { ExplainInvocation, ObjectName } from "./invocation";
import { type Loaded, loadWorkspace } from "./load";
import { Shown } from "./shown";
import { type ExitCode, exitCodes, type Surroundings } from "./surroundings";

export async function explain(
  invocation: ExplainInvocation,
  rules: readonly Rule[],
  surroundings: Surroundings,
): Promise<ExitCode> {
  if ("topic" in invocation) return explainTopic(invocation.topic, rules, surroundings);
  const { workingDirectory, standardInput, today, say, write } = surroundings;
  const { object, path, context } = invocation;
  const loaded = await loadWorkspace({
    workingDirectory,
    paths: [path],
    context,
    rules,
    standardInput,
    today,
    onFault: (rule, error) => say(ruleFault(rule, error)),
  });
  const { analysis, standardInputPath, faults, brokenConfigurations } = loaded;
  const shown = new Shown({ workspace: analysis.workspace, workingDirectory, standardInputPath });
  const names: PlaceNames = {
    path: (file) => codeSpan(shown.file(file)),
    place: (document, span) => codeSpan(`${shown.file(document.path)}:${shown.range(document, span).start.line + 1}`),
  };
  for (const message of remarks(loaded, shown)) say(message);
  const found = objectsNamed(object, loaded);
  write(found.map(({ document, index }) => explainedObject(analysis, document, index, names)).join("\n"));
  if (found.length === 0 && faults.length === 0) say(notFound(object, path, loaded));
  const failed =
    found.length === 0 || brokenConfigurations.length > 0 || faults.some(({ code }) => code === "unreadable");
  return failed ? exitCodes.failed : exitCodes.fine;
}

function explainTopic(topic: string, rules: readonly Rule[], { rulePage, write, say }: Surroundings): ExitCode {
  const text = rulePage(topic) ?? kindPage(topic, rules);
  if (text !== undefined) {
    write(text);
    return exitCodes.fine;
  }
  const near = nearMiss(topic, [
    ...rules.map(({ id }) => id),
    ...metaDiagnostics.map(({ id }) => id),
    ...explainedKinds(),
  ]);
  const advice = near === undefined ? "'rightkind rules' lists the rules." : `Did you mean '${near}'?`;
  say(`There is no rule or kind '${topic}'. ${advice}`);
  return exitCodes.failed;
}

interface FoundObject {
  readonly document: Document;
  readonly index: number;
}

/** All that go by the name: overlays hold it several times. Those that rules speak about, if there are any. */
function objectsNamed({ kind, namespace, name }: ObjectName, { analysis, reported }: Loaded): FoundObject[] {
  const found = reported
    .flatMap((path) => analysis.workspace.file(path)?.documents ?? [])
    .flatMap((document) =>
      document.resources().flatMap((resource, index) => {
        const fits =
          resource.kind.toLowerCase() === kind.toLowerCase() &&
          resource.name === name &&
          (namespace === undefined || resource.namespace === namespace);
        return fits ? [{ document, index }] : [];
      }),
    );
  const guided = found.filter(({ document }) => analysis.isGuided(document));
  return guided.length > 0 ? guided : found;
}

function notFound({ kind, namespace, name }: ObjectName, path: string, { analysis, reported }: Loaded): string {
  const wanted = namespace === undefined ? `${kind}/${name}` : `${kind}/${namespace}/${name}`;
  const others = reported
    .flatMap((file) => analysis.workspace.file(file)?.documents ?? [])
    .flatMap((document) => document.resources().map((resource) => `${resource.kind}/${resource.name}`));
  const near = nearMiss(`${kind}/${name}`, others);
  return `There is no ${wanted} in '${path}'.${near === undefined ? "" : ` Did you mean ${near}?`}`;
}
