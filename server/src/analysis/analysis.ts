// Keeps the findings of open files up to date, and makes those of others when they are asked for.
import type { Rule } from "../rules/rule";
import type { Kept } from "../tracking/tracker";
import type { Document } from "../workspace/document";
import { keys } from "../workspace/keys";
import type { SourceFile } from "../workspace/source-file";
import type { Workspace } from "../workspace/workspace";
import type { Configurations } from "./configurations";
import type { Finding, SuppressedFinding } from "./finding";
import { documentJudgement, fileJudgement, type Judged, type JudgedDocument, type JudgedFile, joined } from "./judged";
import { isKustomization } from "./kustomization-check";
import type { Fault } from "./object-check";
import { RawFindings } from "./raw-findings";
import { type Situation, situationsOf } from "./situation";
import { Trials } from "./trials";

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
  readonly trials: Trials;
  /** Are findings of all files kept, rather than those of open ones? */
  keepsAll = false;
  readonly #knownRules: ReadonlySet<string>;
  readonly #raw: RawFindings;
  /** What is kept of each file, by document. */
  readonly #kept = new Map<string, Map<Document, Kept<JudgedDocument>>>();
  /** Files whose kept findings may be others now. */
  #doubtful = new Set<string>();
  readonly #faulty = new Set<string>();

  constructor({ workspace, rules, configurations, onFault }: AnalysisOptions) {
    this.workspace = workspace;
    this.trials = new Trials(workspace);
    this.rules = rules;
    this.#knownRules = new Set(rules.map(({ id }) => id));
    this.configurations = configurations;
    const faultOnce: Fault = (rule, error) => {
      if (this.#faulty.has(rule)) return;
      this.#faulty.add(rule);
      onFault?.(rule, error);
    };
    this.#raw = new RawFindings({ workspace, rules, configurations, onFault: faultOnce });
  }

  /** How many objects were checked so far. */
  get checkedResources(): number {
    return this.#raw.checkedResources;
  }

  /** How many times a rule was asked about an object so far. */
  get askedRules(): number {
    return this.#raw.askedRules;
  }

  /**
   * Takes note of what has changed in the workspace and the configuration.
   * @returns the files whose findings were kept and may be others now
   */
  sync(): Set<string> {
    this.#update();
    const doubtful = this.#doubtful;
    this.#doubtful = new Set();
    return doubtful;
  }

  #update(): void {
    const { workspace, configurations } = this;
    const changed = workspace.takeChangedFiles();
    if (configurations.takeChanged(changed)) {
      workspace.tracker.touch(keys.configuration);
      workspace.defaultNamespaces = (path) => configurations.effective(path).assumptions.defaultNamespace;
    }
    workspace.settle();
    for (const path of changed) this.#giveUpGone(path);
  }

  /** The findings of a file as its configuration wants them, suppressed ones apart; sorted by place, then rule. */
  judgedFindings(path: string): Judged {
    return joined(this.judgedFile(path));
  }

  /** The same by documents, for who keeps what he has made of each. */
  judgedFile(path: string): JudgedFile {
    this.#update();
    const file = this.workspace.file(path);
    if (!file) return { documents: [], ofFile: [] };
    if (file.open || this.keepsAll) return this.#judgedOf(file, (document) => this.#keptOf(file, document).get());
    return this.workspace.tracker.session(() => this.#judgedOf(file, (document) => this.#judged(file, document)));
  }

  findings(path: string): readonly Finding[] {
    return this.judgedFindings(path).findings;
  }

  /** The findings of one document as they are shown, without those about the whole file. */
  documentFindings(document: Document): readonly Finding[] {
    this.#update();
    const file = this.workspace.file(document.path);
    if (!file?.documents.includes(document)) return [];
    if (file.open || this.keepsAll) return this.#keptOf(file, document).get().findings;
    return this.workspace.tracker.session(() => this.#judged(file, document)).findings;
  }

  /** The findings of some documents alone, without those about whole files, and without what refuses the conversions that they offer. */
  findingsIn(documents: Iterable<Document>): Finding[] {
    this.#update();
    return this.workspace.tracker.session(() =>
      [...documents].flatMap((document) => {
        const file = this.workspace.file(document.path);
        return file ? [...this.#judged(file, document, { plain: true }).findings] : [];
      }),
    );
  }

  /** What is asked within it is worked out once for all that ask, and forgotten at its end. Nothing changes meanwhile. */
  together<T>(work: () => T): T {
    this.#update();
    return this.workspace.tracker.session(work);
  }

  /** Does something to the workspace that is taken back at its end: what is kept is true again afterwards. */
  trying<T>(trial: () => T): T {
    this.#update();
    const before = this.#doubtful;
    this.#doubtful = new Set();
    return this.trials.during(() => {
      try {
        return trial();
      } finally {
        this.#update();
        // What was in doubt for a moment would not be told of when it changes in earnest.
        for (const path of this.#doubtful) this.findings(path);
        this.#doubtful = before;
      }
    });
  }

  suppressed(path: string): readonly SuppressedFinding[] {
    return this.judgedFindings(path).suppressed;
  }

  /** Is the document one of whole objects that rules may speak about? */
  isGuided(document: Document): boolean {
    return this.workspace.isManifest(document);
  }

  /** One object in each of its units, for the features that show more than findings. Nothing is remembered. */
  situations(document: Document, index: number): Situation[] {
    this.#update();
    return this.isGuided(document) ? situationsOf(this.workspace, this.configurations, document, index) : [];
  }

  #judgedOf(file: SourceFile, judgedOf: (document: Document) => JudgedDocument): JudgedFile {
    return fileJudgement(file, file.documents.map(judgedOf), this.#raw.headerOf(file.path), this.#judgeOptions());
  }

  #keptOf(file: SourceFile, document: Document): Kept<JudgedDocument> {
    const { path } = file;
    const ofFile = this.#kept.get(path) ?? new Map<Document, Kept<JudgedDocument>>();
    this.#kept.set(path, ofFile);
    let kept = ofFile.get(document);
    if (!kept) {
      kept = this.workspace.tracker.keep(() => this.#judged(file, document), {
        onDoubt: () => this.#doubtful.add(path),
      });
      ofFile.set(document, kept);
    }
    return kept;
  }

  #judged(file: SourceFile, document: Document, { plain = false } = {}): JudgedDocument {
    const { tracker } = this.workspace;
    tracker.read(keys.configuration);
    tracker.read(keys.document(document));
    tracker.read(keys.part(file.path));
    const found = { raw: this.#raw.ofDocument(document, { plain }), header: this.#raw.headerOf(file.path) };
    return documentJudgement(file, document, found, this.#judgeOptions());
  }

  #judgeOptions() {
    return {
      configurations: this.configurations,
      knownRules: this.#knownRules,
      ready: this.workspace.ready,
      isGuided: (document: Document) => this.isGuided(document) || isKustomization(this.workspace, document),
    };
  }

  /** Gives up what was kept of documents that are gone, and of files that nobody has open any more. */
  #giveUpGone(path: string): void {
    if (!this.keepsAll && !this.workspace.file(path)?.open) this.trials.forget(path);
    const ofFile = this.#kept.get(path);
    if (!ofFile) return;
    const file = this.workspace.file(path);
    const present = file && (file.open || this.keepsAll) ? new Set(file.documents) : undefined;
    for (const [document, kept] of ofFile) {
      if (present?.has(document)) continue;
      kept.giveUp();
      ofFile.delete(document);
    }
    if (ofFile.size === 0) this.#kept.delete(path);
  }
}
