// What the rules say of the objects of a document, before configuration and suppression: kept as long as what they looked at stays.
import type { Resource } from "../kubernetes/resource";
import type { Rule } from "../rules/rule";
import type { Span } from "../text/span";
import type { Document, DocumentPart } from "../workspace/document";
import { keys } from "../workspace/keys";
import { relative } from "../workspace/paths";
import type { Workspace } from "../workspace/workspace";
import { type AskedRules, RuleChoice } from "./asked-rules";
import type { Configurations } from "./configurations";
import type { Finding } from "./finding";
import { isKustomization, kustomizationFindings } from "./kustomization-check";
import { movedFindings, pointsWithin } from "./moved-findings";
import { type Fault, situationFindings, type UnitFindings, worstOfUnits } from "./object-check";
import { documentSuppressions, type Header, headerOf, sameHeader } from "./placed-suppressions";
import { withRefusals } from "./refused-fixes";
import { type Situation, situationsOf } from "./situation";

export interface RawFindingsOptions {
  readonly workspace: Workspace;
  readonly rules: readonly Rule[];
  readonly configurations: Configurations;
  readonly onFault: Fault;
}

interface ObjectFindings {
  readonly findings: readonly Finding[];
  /** Where the object started in its document. */
  readonly start: number;
}

/** Of an object that is gone. */
const nowhere: Span = { start: 0, end: 0 };

export class RawFindings {
  readonly #workspace: Workspace;
  readonly #configurations: Configurations;
  readonly #onFault: Fault;
  readonly #knownRules: ReadonlySet<string>;
  readonly #choice: RuleChoice;
  /** How many objects were checked so far. */
  checkedResources = 0;
  /** How many times a rule was asked about an object so far. */
  askedRules = 0;

  constructor({ workspace, rules, configurations, onFault }: RawFindingsOptions) {
    this.#workspace = workspace;
    this.#configurations = configurations;
    this.#onFault = onFault;
    this.#knownRules = new Set(rules.map(({ id }) => id));
    this.#choice = new RuleChoice(rules);
  }

  /**
   * None where the document is neither a manifest to its neighbours nor a kustomization.
   * @param plain without what refuses the conversions that they offer: for who compares what rules say
   */
  ofDocument(document: Document, { plain = false } = {}): readonly Finding[] {
    const workspace = this.#workspace;
    if (workspace.isManifest(document))
      return document.resources().flatMap(({ root }, index) => {
        const { findings, start } = this.#ofObject(document, index, plain);
        return movedFindings(findings, root.start - start, () => this.#check(document, index, plain));
      });
    if (!isKustomization(workspace, document)) return [];
    return kustomizationFindings(workspace, this.#configurations, document, this.#askedOf(document), this.#onFault);
  }

  /** The beginning of a file. One answer for all its documents: what stands below it concerns none of them. */
  headerOf(path: string): Header {
    const { tracker } = this.#workspace;
    return tracker.ask(
      `header ${path}`,
      () => {
        tracker.read(keys.first(path));
        const file = this.#workspace.file(path);
        return file ? headerOf(file, this.#knownRules) : { first: undefined, suppressions: [] };
      },
      sameHeader,
    );
  }

  /**
   * What the rules say of one object in all its units, where it stood when they were asked. It rests on the text of the object
   * alone, unless more of its document was looked at or is pointed to: then on all of that.
   */
  #ofObject(document: Document, index: number, plain: boolean): ObjectFindings {
    const { tracker } = this.#workspace;
    return tracker.ask(`${plain ? "plain " : ""}findings ${document.id}.${index}`, () => {
      tracker.read(keys.object(document, index));
      const onRead = (part: DocumentPart) =>
        tracker.read(part === "all" ? keys.document(document) : keys.object(document, part));
      return document.reading(onRead, () => {
        const findings = this.#check(document, index, plain);
        const span = document.resource(index)?.root ?? nowhere;
        if (!pointsWithin(findings, document, span)) onRead("all");
        return { findings, start: span.start };
      });
    });
  }

  #check(document: Document, index: number, plain: boolean): readonly Finding[] {
    const workspace = this.#workspace;
    this.checkedResources++;
    const resource = document.resource(index);
    if (!resource) return [];
    const asked = this.#askedOf(document);
    const situations = situationsOf(workspace, this.#configurations, document, index);
    const units = situations.map((situation) => this.#inUnit(document, { index, resource, situation }, asked));
    const findings = worstOfUnits(units);
    if (plain) return findings;
    // A refusal rests on what objects say: of their texts only scripts are made, which nobody carries out here.
    return document.withoutText(() => withRefusals(findings, { document, resource, situations }, this.#onFault));
  }

  #inUnit(
    document: Document,
    {
      index,
      resource,
      situation,
    }: { readonly index: number; readonly resource: Resource; readonly situation: Situation },
    asked: AskedRules,
  ): UnitFindings {
    const { unit, layers } = situation.object;
    const { group, kind } = situation.resource;
    const rules = asked.of(situation.workload?.kind ?? `${group}/${kind}`);
    this.askedRules += rules.length;
    return {
      name: relative(this.#workspace.rootOf(document.path) ?? "", unit.folder) || ".",
      path: unit.kind === "kustomization" ? layers.at(-1)?.path : undefined,
      findings: situationFindings(document, index, resource, situation, rules, this.#onFault),
    };
  }

  /** The rules that may be heard in the file, and those that suppressions there name: one answer for all objects of a document. */
  #askedOf(document: Document): AskedRules {
    return this.#workspace.tracker.ask(`rules asked in ${document.id}`, () => this.#computeAsked(document));
  }

  #computeAsked(document: Document): AskedRules {
    const { tracker } = this.#workspace;
    const { path } = document;
    tracker.read(keys.document(document));
    const heard = tracker.ask(`rules heard in ${path}`, () => {
      tracker.read(keys.configuration);
      return this.#choice.heard(this.#configurations.effective(path));
    });
    const { first, suppressions } = this.headerOf(path);
    const own = documentSuppressions(document, document === first, this.#knownRules);
    return this.#choice.withSuppressed(heard, [...suppressions, ...own]);
  }
}
