// Somebody who runs the blocks of a runbook as they are written, and fills in what is left open.
import { spawn } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { type ReadStep, readRunbook } from "./document";
import type { Tally } from "./tally";

export interface PersonOptions {
  /** In which the commands run. */
  readonly folder: string;
  readonly kubeconfig: string;
  readonly tally: Tally;
  /** What stands in the place of `<…>`. */
  readonly fills: Readonly<Record<string, string>>;
}

interface Run {
  readonly code: number | null;
  readonly output: string;
}

export class Person {
  readonly #options: PersonOptions;
  readonly #steps: readonly ReadStep[];

  constructor(document: string, options: PersonOptions) {
    this.#options = options;
    this.#steps = readRunbook(document);
    const bin = path.join(options.folder, "..", "bin");
    fs.mkdirSync(bin, { recursive: true });
    const rightkind = `#!/bin/sh\nexec ${JSON.stringify(process.execPath)} ${JSON.stringify(path.resolve("dist/cli.js"))} "$@"\n`;
    fs.writeFileSync(path.join(bin, "rightkind"), rightkind, { mode: 0o755 });
    // The program of Flux patches the same field, and has no place here.
    fs.writeFileSync(path.join(bin, "flux"), '#!/bin/sh\necho "$@" >> "$HOME/flux.log"\n', { mode: 0o755 });
  }

  /** The number of the step whose title begins so. */
  step(title: string): number {
    const found = this.#steps.find((step) => step.title.startsWith(title));
    if (!found) throw new Error(`there is no step "${title}" among ${this.#steps.map((one) => one.title).join(", ")}`);
    return found.number;
  }

  get last(): number {
    return this.#steps.length;
  }

  /**
   * Runs some steps in one bash. Step 1 is run again first, as a new shell needs it.
   * @returns what they print
   */
  async does(from: number, to = from, way = "a"): Promise<string> {
    const steps = this.#steps.filter(({ number }) => number >= from && number <= to);
    const blocks = steps.flatMap((step) => [...step.blocks, ...(step.ways.get(way) ?? [])]);
    const titles = steps.map(({ number, title }) => `${number} ${title}`).join("; ");
    return this.#runs(`does: ${titles}`, blocks);
  }

  /** Goes back from a step. */
  async goesBack(from: number, block?: number): Promise<void> {
    const back = this.#steps.find(({ number }) => number === from)?.back ?? [];
    await this.#runs(`goes back from step ${from}`, block === undefined ? back : back.slice(block, block + 1));
  }

  async #runs(what: string, blocks: readonly string[]): Promise<string> {
    if (blocks.length === 0) throw new Error(`${what}: there is nothing to do`);
    const script = [...(this.#steps[0]?.blocks ?? []), ...blocks].map((block) => this.#filled(block)).join("\n");
    const { code, output } = await this.#bash(script);
    this.#options.tally.see(`${this.#name}: ${what}`, code === 0, output.slice(-2000));
    if (code !== 0) throw new Error(`${this.#name}: stopped at "${what}"`);
    return output;
  }

  get #name(): string {
    return path.basename(path.dirname(this.#options.folder));
  }

  /** As a person would; and without what no pretended node can do. */
  #filled(block: string): string {
    const { fills, tally } = this.#options;
    let text = block;
    for (const [open, value] of Object.entries(fills)) text = text.replaceAll(open, value);
    text = text.replace(/^kubectl -n "\$NS" exec (-i )?.*$/gm, (command, isInput) => {
      tally.unreal(command);
      return isInput === undefined ? 'echo dump > "$WORK/dump"' : "true";
    });
    // The Pod of a Job ends where an annotation says so.
    if (text.includes("kind: Job\n")) {
      tally.unreal("the bytes that a Job copies");
      text = text.replaceAll(/^ {2}template:\n/gm, '  template:\n    metadata: {annotations: {oracle/exit: "0"}}\n');
    }
    return text;
  }

  #bash(script: string): Promise<Run> {
    const { folder, kubeconfig } = this.#options;
    const home = path.join(folder, "..");
    const env = {
      ...process.env,
      HOME: home,
      KUBECONFIG: kubeconfig,
      PATH: `${path.join(home, "bin")}:${process.env.PATH}`,
    };
    return new Promise((resolve, reject) => {
      const bash = spawn("bash", ["-c", script], { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
      let output = "";
      const add = (chunk: unknown) => {
        output += chunk;
      };
      bash.stdout.on("data", add);
      bash.stderr.on("data", add);
      const timer = setTimeout(() => bash.kill(), 90_000);
      bash.once("error", reject);
      bash.once("close", (code) => {
        clearTimeout(timer);
        resolve({ code, output });
      });
    });
  }
}
