// Measures one shape: small, single and double in turn, round after round.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { CodeAction } from "vscode-languageserver-protocol";
import * as commandLine from "./command-line";
import type { Amount, Sample } from "./figure";
import { Grid, type Rows, type SizeIndex, sizeIndexes } from "./grid";
import type { MeasureId } from "./measures";
import { MeasuredServer, type Used } from "./server";
import type { ManifestFile, Shape } from "./shapes/shape";
import { Typing } from "./typing";

export interface MeasureOptions {
  /** How large the shape is made, from small to large. */
  readonly sizes: readonly [number, number, number];
  readonly rounds: number;
  /** Milliseconds that one run of the command line, one start of the server, or one of its answers may take. */
  readonly limit: number;
  /** Rules to turn off: all. */
  readonly rules: readonly string[];
}

export interface Measured {
  readonly sizes: readonly [number, number, number];
  readonly rows: Rows;
  /** What failed, and what is not as the shape says: then the figures are those of something else. */
  readonly surprises: readonly string[];
}

/** Keys of one round: a whole number of turns through two fields, to another value and back. */
const KEYS: Amount = { most: 8, budget: 1000 };
/** Requests of one round: one turn. */
const REQUESTS: Amount = { most: 4, budget: 1000 };
/** Rounds before the first that counts, for the compiler of the engine. */
const WARM_UP = 3;

export async function measuredShape(shape: Shape, options: MeasureOptions): Promise<Measured> {
  const grid = new Grid();
  const subjects = sizeIndexes.map((size) => new Subject(shape, options.sizes[size], options.limit));
  const forEach = async (work: (subject: Subject, size: SizeIndex) => Promise<void>) => {
    for (const size of sizeIndexes) {
      const subject = subjects[size];
      if (subject) await work(subject, size);
    }
  };
  try {
    const surprises: string[] = [];
    await forEach(async (subject, size) => {
      surprises.push(...((await grid.try("check", size, () => subject.surprises())) ?? []));
    });
    for (let round = 0; round < options.rounds; round++) {
      await forEach((subject, size) => checkRound(grid, subject, size, options));
    }
    await forEach((subject, size) => grid.measure("start", size, () => subject.start()));
    for (const { id, sample } of requests) {
      for (let round = 0; round < WARM_UP; round++) {
        await forEach((subject, size) => grid.warmUp(id, size, () => sample(subject)));
      }
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const { id, sample } of requests) {
        await forEach((subject, size) => grid.measure(id, size, () => sample(subject)));
      }
    }
    await forEach((subject, size) => memoryAtTheEnd(grid, subject, size));
    return { sizes: options.sizes, rows: grid.rows(), surprises: [...surprises, ...grid.faults()] };
  } finally {
    for (const subject of subjects) subject.remove();
  }
}

async function checkRound(
  grid: Grid,
  { folder }: Subject,
  size: SizeIndex,
  { limit, rules }: MeasureOptions,
): Promise<void> {
  await grid.measure("check", size, async () => {
    const { cpu, wall, peak } = await commandLine.check(folder, limit);
    await grid.measure("checkPeak", size, async () => ({ value: peak }));
    return { value: cpu, wall };
  });
  await grid.measure("checkOff", size, async () => {
    const { cpu, wall } = await commandLine.withEveryRuleOff(folder, rules, () => commandLine.check(folder, limit));
    return { value: cpu, wall };
  });
}

async function memoryAtTheEnd(grid: Grid, subject: Subject, size: SizeIndex): Promise<void> {
  const memory = await grid.try("peak", size, async () => (await subject.server()).memory());
  if (!memory) return;
  await grid.measure("peak", size, async () => ({ value: memory.peak }));
  await grid.measure("settled", size, async () => ({ value: memory.present }));
}

/** One round of each measure that needs a running server. */
const requests: readonly {
  readonly id: MeasureId;
  readonly sample: (subject: Subject) => Promise<Sample | undefined>;
}[] = [
  { id: "harmlessKey", sample: async (subject) => sampleOf(await subject.keys("harmless")) },
  { id: "meaningfulKey", sample: async (subject) => sampleOf(await subject.keys("meaningful")) },
  { id: "hover", sample: (subject) => subject.average(() => subject.hover()) },
  { id: "codeAction", sample: (subject) => subject.average(async () => (await subject.codeActions()).used) },
  { id: "resolve", sample: (subject) => subject.average(() => subject.resolve()) },
];

/** A shape at one size: its folder, and a server on it that is started anew when one has been ended. */
class Subject {
  readonly folder: string;
  readonly #shape: Shape;
  readonly #n: number;
  readonly #limit: number;
  readonly #remove = (): void => fs.rmSync(this.folder, { recursive: true, force: true });
  #server: MeasuredServer | undefined;
  #typing: Typing | undefined;
  /** Where it does not start once, it is not tried for every measure again. */
  #failure: unknown;

  constructor(shape: Shape, n: number, limit: number) {
    this.#shape = shape;
    this.#n = n;
    this.#limit = limit;
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), `rightkind-growth-${shape.name}-${n}-`));
    process.once("exit", this.#remove);
    write(this.folder, shape.files(n));
  }

  /** What `check` finds where it should find something else. The folder is in the system's cache afterwards. */
  async surprises(): Promise<string[]> {
    const found = await commandLine.counts(this.folder, this.#limit);
    const wanted = { findings: this.#shape.findings(this.#n), errors: this.#shape.errors?.(this.#n) ?? 0 };
    const told = (what: keyof commandLine.Counts) =>
      found[what] === wanted[what]
        ? []
        : [`${this.#shape.name}, n = ${this.#n}: ${found[what]} ${what} instead of ${wanted[what]}`];
    return [...told("findings"), ...told("errors")];
  }

  async start(): Promise<Sample> {
    const probe = this.#shape.probe(this.#n);
    if (this.#failure) throw this.#failure;
    const { server, used } = await this.#started(probe.file);
    this.#server = server;
    this.#typing = new Typing(fs.readFileSync(path.join(this.folder, probe.file), "utf8"), probe);
    return sampleOf(used);
  }

  async server(): Promise<MeasuredServer> {
    if (!this.#server?.isAlive) await this.start();
    if (!this.#server) throw new Error("there is no server");
    return this.#server;
  }

  async keys(sort: "harmless" | "meaningful"): Promise<Used> {
    const server = await this.server();
    const typing = this.#typed();
    return server.keys(() => typing[sort](), KEYS);
  }

  async hover(): Promise<Used> {
    const server = await this.server();
    const typing = this.#typed();
    return server.hover(typing.meaningful(), typing.kind);
  }

  async codeActions(): Promise<{ actions: CodeAction[]; used: Used }> {
    const server = await this.server();
    const typing = this.#typed();
    return server.codeActions(typing.meaningful(), typing.kind);
  }

  /**
   * One to a StatefulSet where what is typed leaves one offered, now or a key later: others cost more or less, and figures of
   * different ones do not compare.
   * @returns undefined where no action is offered that has to be resolved
   */
  async resolve(): Promise<Used | undefined> {
    const offered = await this.#unresolved();
    const isWanted = ({ title }: CodeAction) => title.startsWith("Convert to StatefulSet");
    const isConversion = ({ title }: CodeAction) => title.startsWith("Convert to ");
    const wanted = offered.find(isWanted) ?? (await this.#unresolved()).find(isWanted);
    const action = wanted ?? (await this.#unresolved()).find(isConversion) ?? offered[0];
    return action && (await this.server()).resolve(action);
  }

  async #unresolved(): Promise<CodeAction[]> {
    const { actions } = await this.codeActions();
    return actions.filter(({ data, edit, disabled }) => data !== undefined && !edit && !disabled);
  }

  /** Several requests of one round as one sample. @returns undefined where there was none */
  async average(request: () => Promise<Used | undefined>): Promise<Sample | undefined> {
    const all: Used[] = [];
    const begin = performance.now();
    for (let asked = 0; asked < REQUESTS.most; asked++) {
      if (asked > 0 && performance.now() - begin > REQUESTS.budget) break;
      const used = await request();
      if (used) all.push(used);
    }
    const sum = all.reduce((total, { cpu, wall }) => ({ cpu: total.cpu + cpu, wall: total.wall + wall }), {
      cpu: 0,
      wall: 0,
    });
    return all.length === 0 ? undefined : { value: sum.cpu / all.length, wall: sum.wall / all.length };
  }

  remove(): void {
    this.#server?.stop();
    this.#remove();
    process.off("exit", this.#remove);
  }

  async #started(file: string): Promise<{ server: MeasuredServer; used: Used }> {
    try {
      return await MeasuredServer.start(this.folder, { file, limit: this.#limit });
    } catch (error) {
      this.#failure = error;
      throw error;
    }
  }

  #typed(): Typing {
    if (!this.#typing) throw new Error("no document is open");
    return this.#typing;
  }
}

function sampleOf({ cpu, wall }: Used): Sample {
  return { value: cpu, wall };
}

function write(folder: string, files: readonly ManifestFile[]): void {
  for (const { path: name, text } of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}
