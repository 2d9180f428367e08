// Keeps the findings of all objects up to date. It is the only cache, used by the editor's features and the command line alike.
import type { Rule } from "../rules/rule";
import type { Document } from "../workspace/document";
import { keys } from "../workspace/object-index";
import { relative } from "../workspace/paths";
import type { SourceFile } from "../workspace/source-file";
import type { Workspace } from "../workspace/workspace";
import type { Configurations } from "./configurations";
import type { Finding, SuppressedFinding } from "./finding";
import { type Judged, judged } from "./judged";
import { type Fault, ObjectCheck, type Situation, situationFindings, worstOfUnits } from "./object-check";
import { withRefusals } from "./refused-fixes";

export interface AnalysisOptions {
  readonly workspace: Workspace;
  readonly rules: readonly Rule[];
  readonly configurations: Configurations;
  /** Called when a rule has thrown; the first time of each rule. */
  readonly onFault?: Fault;
}

export class Analysis {
  readonly workspace: Workspace;
  readonly configurations: Configurations;
  readonly rules: readonly Rule[];
  readonly #onFault: Fault;
  readonly #knownRules: ReadonlySet<string>;
  readonly #checks = new Map<Document, DocumentChecks>();
  /** Who must be woken by a key. */
  readonly #askers = new Map<string, Set<ObjectCheck>>();
  /** Changes that some checks have not seen yet. */
  readonly #suspects = new Map<ObjectCheck, Set<string>>();
  /** The documents of each file when it was last looked at. */
  readonly #documents = new Map<string, readonly Document[]>();
  readonly #faulty = new Set<string>();
  /** How many objects were checked so far. */
  checkedResources = 0;

  constructor({ workspace, rules, configurations, onFault }: AnalysisOptions) {
    this.workspace = workspace;
    this.rules = rules;
    this.#knownRules = new Set(rules.map(({ id }) => id));
    this.configurations = configurations;
    this.#onFault = (rule, error) => {
      if (this.#faulty.has(rule)) return;
      this.#faulty.add(rule);
      onFault?.(rule, error);
    };
  }

  /**
   * Takes note of what has changed in the workspace and the configuration.
   * @returns the files whose findings may be others now
   */
  sync(): Set<string> {
    const changes = this.workspace.takeChanges();
    if (this.configurations.takeChanged(changes)) changes.add(keys.configuration);
    const paths = new Set<string>();
    for (const key of changes) {
      for (const check of this.#askers.get(key) ?? []) {
        const suspicions = this.#suspects.get(check);
        if (suspicions) suspicions.add(key);
        else this.#suspects.set(check, new Set([key]));
        paths.add(check.document.path);
      }
    }
    return paths;
  }

  /** The findings of a file as its configuration wants them, suppressed ones apart; sorted by place, then rule. */
  judgedFindings(path: string): Judged {
    this.sync();
    const file = this.workspace.file(path);
    if (!file) return { findings: [], suppressed: [] };
    this.#forgetGone(file);
    const raw = file.documents.flatMap((document) => this.#documentFindings(document));
    return judged(file, raw, {
      configurations: this.configurations,
      knownRules: this.#knownRules,
      ready: this.workspace.ready,
      isGuided: (document) => this.isGuided(document),
    });
  }

  findings(path: string): readonly Finding[] {
    return this.judgedFindings(path).findings;
  }

  suppressed(path: string): readonly SuppressedFinding[] {
    return this.judgedFindings(path).suppressed;
  }

  /** Is the document one of whole objects that rules may speak about? */
  isGuided(document: Document): boolean {
    return document.content === "manifest" && !document.broken && this.workspace.roleOf(document.path) === "plain";
  }

  /** One object in each of its units, for the features that show more than findings. Nothing is remembered. */
  situations(document: Document, index: number): Situation[] {
    this.sync();
    const resource = document.resource(index);
    if (!resource) return [];
    return new ObjectCheck(document, index).situations(
      this.workspace,
      resource,
      this.configurations.effective(document.path).assumptions,
    );
  }

  #documentFindings(document: Document): Finding[] {
    if (!this.isGuided(document)) {
      this.#forget(document);
      return [];
    }
    const known = this.#checks.get(document);
    if (known?.revision !== document.revision) return this.#checkAnew(document);
    return known.checks.flatMap((check) => this.#upToDate(check).findings);
  }

  #checkAnew(document: Document): Finding[] {
    this.#forget(document);
    const checks = document.resources().map((_, index) => new ObjectCheck(document, index));
    this.#checks.set(document, { revision: document.revision, checks });
    return checks.flatMap((check) => this.#run(check).findings);
  }

  #upToDate(check: ObjectCheck): ObjectCheck {
    const suspicions = this.#suspects.get(check);
    if (!suspicions) return check;
    this.#suspects.delete(check);
    const before = check.keys();
    if (check.isStale(suspicions)) return this.#run(check, before);
    this.#listen(check, before);
    return check;
  }

  /** @param before the keys under which the check is registered; asking again has perhaps changed its own list already */
  #run(check: ObjectCheck, before: ReadonlySet<string> = check.keys()): ObjectCheck {
    this.checkedResources++;
    this.#suspects.delete(check);
    const { document, index } = check;
    const resource = document.resource(index);
    if (!resource) return check;
    const { assumptions } = this.configurations.effective(document.path);
    const situations = check.situations(this.workspace, resource, assumptions);
    const units = situations.map((situation) => ({
      unit: relative(this.workspace.rootOf(document.path) ?? "", situation.membership.unit.folder),
      findings: situationFindings(document, index, resource, situation, this.rules, this.#onFault),
    }));
    check.findings = withRefusals(worstOfUnits(units), { document, resource, situations }, this.#onFault);
    this.#listen(check, before);
    return check;
  }

  /** Registers a check under the keys that it rests on now. */
  #listen(check: ObjectCheck, before: ReadonlySet<string>): void {
    const now = check.keys();
    for (const key of before) if (!now.has(key)) this.#removeAsker(key, check);
    for (const key of now) {
      const askers = this.#askers.get(key);
      if (askers) askers.add(check);
      else this.#askers.set(key, new Set([check]));
    }
  }

  #removeAsker(key: string, check: ObjectCheck): void {
    const askers = this.#askers.get(key);
    askers?.delete(check);
    if (askers?.size === 0) this.#askers.delete(key);
  }

  #forget(document: Document): void {
    for (const check of this.#checks.get(document)?.checks ?? []) {
      for (const key of check.keys()) this.#removeAsker(key, check);
      this.#suspects.delete(check);
    }
    this.#checks.delete(document);
  }

  /** Drops what was known about documents that the file no longer has. */
  #forgetGone({ path, documents }: SourceFile): void {
    const before = this.#documents.get(path);
    if (before === documents) return;
    const present = new Set(documents);
    for (const document of before ?? []) if (!present.has(document)) this.#forget(document);
    this.#documents.set(path, documents);
  }
}

interface DocumentChecks {
  readonly revision: number;
  readonly checks: readonly ObjectCheck[];
}
