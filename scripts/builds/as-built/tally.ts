// Counts builds of which the same is said as of their output, and says where it is not.
import type { JudgedBuild, JudgedWorkspace } from "./judge";

export class AsBuiltTally {
  passed = 0;
  failed = 0;
  #builds = 0;
  #refused = 0;
  #objects = 0;
  #findings = 0;
  #verdicts = 0;
  #refusals = 0;
  #stays = 0;
  #trials = 0;
  #explained = 0;
  readonly #log: (line: string) => void;

  /** @param log told of every difference */
  constructor(log: (line: string) => void) {
    this.#log = log;
  }

  get builds(): number {
    return this.#builds;
  }

  /** Each build is a check, and what is said of the files of the workspace is another one. */
  add(name: string, { builds, refused, sources }: JudgedWorkspace): void {
    this.#refused += refused;
    for (const build of builds) this.addBuild(name, build);
    if (builds.length === 0 && sources.length === 0) return;
    for (const difference of sources) this.#log(`✗ ${name}: ${difference}`);
    if (sources.length === 0) this.passed++;
    else this.failed++;
  }

  /** @param explained how many differences there were besides, each for a known reason */
  addBuild(name: string, build: JudgedBuild, explained = 0): void {
    this.#builds++;
    this.#objects += build.objects;
    this.#findings += build.findings;
    this.#verdicts += build.verdicts;
    this.#refusals += build.refusals;
    this.#stays += build.stays;
    this.#trials += build.doubts.length;
    this.#explained += explained;
    if (build.differences.length === 0) this.passed++;
    else this.failed++;
    for (const { aspect, identity, built, rendered } of build.differences) {
      this.#log(`✗ ${name}${build.folder}: ${identity}: ${aspect}: built ${built}; rendered ${rendered}`);
    }
  }

  refuse(): void {
    this.#refused++;
  }

  fail(line: string): void {
    this.failed++;
    this.#log(`✗ ${line}`);
  }

  /** What was counted, for people. */
  lines(): string[] {
    return [
      `${this.#builds} builds compared with their output, of ${this.#objects} objects`,
      `${this.#findings} findings, ${this.#verdicts} verdicts and ${this.#refusals} conversions in them`,
      `${this.#stays} conversions refused otherwise: a claim stays that the build changes`,
      `${this.#trials} conversions whose trials differ were carried out and built`,
      ...(this.#explained > 0 ? [`${this.#explained} differences, each explained in docs/built-differences.md`] : []),
      `${this.#refused} builds not compared: Kustomize refuses them`,
    ];
  }
}
