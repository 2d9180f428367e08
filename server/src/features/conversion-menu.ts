// Conversions as code actions of one answer: what refuses them is known without a trial, or they are offered.
import type { CodeAction } from "vscode-languageserver-types";
import type { Analysis } from "../analysis/analysis";
import { knownRefusals, untriedConversion } from "../analysis/conversion";
import type { ConversionTarget, NotConverted } from "../analysis/conversion-outcome";
import type { StorageChoice } from "../guidance/conversion-request";
import type { WorkloadKind } from "../kubernetes/kinds";
import { type ConversionData, cannotCreate, outcomeOf, reasonOf, targetOf, waysOf, withOutcome } from "./conversions";
import { previewAction } from "./preview-action";
import type { Snapshot, VersionOf } from "./snapshot";
import type { FoundWorkload } from "./workloads";

export interface WantedAction {
  readonly title: string;
  readonly kind: string;
  readonly to: WorkloadKind;
  readonly storage: StorageChoice;
}

/** The conversions of one answer. What refuses them is asked once for each way, and nothing is tried that can be resolved later. */
export class ConversionMenu {
  readonly #snapshot: Snapshot;
  readonly #versionOf: VersionOf;
  readonly #refusals = new Map<string, NotConverted | undefined>();

  constructor(snapshot: Snapshot, versionOf: VersionOf) {
    this.#snapshot = snapshot;
    this.#versionOf = versionOf;
  }

  /** Refactorings of some workloads; those that are known to be impossible say why. */
  refactorings(workloads: readonly FoundWorkload[]): CodeAction[] {
    return workloads.flatMap((found) => {
      return waysOf(this.#snapshot, found).flatMap(({ title, to, storage }) =>
        this.actions(found, { title, to, storage, kind: `refactor.rewrite.rightkind.${to}` }),
      );
    });
  }

  /** An action, and below it in our client what shows it beforehand. */
  actions(found: FoundWorkload, wanted: WantedAction): CodeAction[] {
    const action = this.#action(found, wanted);
    const { to, storage } = wanted;
    const request = { uri: this.#snapshot.uris.uriOf(found.document.path), position: found.range.start, to, storage };
    return [action, ...previewAction(this.#snapshot, action, request)];
  }

  /** An action without its edit; `disabled` with the code and the reason where it is known that it cannot be done. */
  #action(found: FoundWorkload, wanted: WantedAction): CodeAction {
    const { title, kind, to, storage } = wanted;
    const { resource } = found.workload;
    const { uris, client, analysis } = this.#snapshot;
    const { path } = found.document;
    const data: ConversionData = {
      uri: uris.uriOf(path),
      version: this.#versionOf(path),
      to,
      storage,
      object: [resource.kind, resource.namespace, resource.name].filter((part) => part !== undefined).join("/"),
      line: found.range.start.line,
    };
    const action: CodeAction = { title, kind, data };
    if (!client.resolvesEdits) {
      const outcome = outcomeOf(this.#snapshot, found, { to, storage });
      if ("refused" in outcome) return { ...action, disabled: { reason: reasonOf(outcome) } };
      return withOutcome(this.#snapshot, action, outcome, this.#versionOf);
    }
    // Whoever asks for one way will ask for the others.
    this.#ask(found, [{ to, storage }, ...waysOf(this.#snapshot, found)]);
    const refusal = this.#refusals.get(wayKey(found, { to, storage }));
    if (refusal) return { ...action, disabled: { reason: reasonOf(refusal) } };
    const target = targetOf(this.#snapshot, found, { to, storage });
    if (!client.createFiles && needsFile(analysis, target)) return { ...action, ...cannotCreate };
    analysis.trials.want(target);
    return action;
  }

  #ask(found: FoundWorkload, ways: readonly Pick<WantedAction, "to" | "storage">[]): void {
    const byKey = new Map(ways.map((way) => [wayKey(found, way), way]));
    const unasked = [...byKey].flatMap(([key, way]) => (this.#refusals.has(key) ? [] : way));
    const targets = unasked.map((way) => targetOf(this.#snapshot, found, way));
    const answers = unasked.length === 0 ? [] : knownRefusals(this.#snapshot.analysis, found, targets);
    for (const [index, way] of unasked.entries()) this.#refusals.set(wayKey(found, way), answers[index]);
  }
}

function needsFile(analysis: Analysis, target: ConversionTarget): boolean {
  const planned = untriedConversion(analysis, target);
  return !("refused" in planned) && planned.created.length > 0;
}

function wayKey({ document, index }: FoundWorkload, { to, storage }: Pick<WantedAction, "to" | "storage">): string {
  return `${document.id}.${index} ${to} ${storage}`;
}
