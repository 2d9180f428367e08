// Builds kustomizations with kubectl, a few at a time.
import { execFile, spawnSync } from "node:child_process";

/** The objects that were built, each as its YAML, or what Kustomize says against it. */
export type Build = { readonly objects: readonly string[] } | { readonly error: string };

/** A CustomResourceDefinition alone may have a megabyte. */
const LARGEST_OUTPUT = 256 * 1024 * 1024;

export class Kustomize {
  /** What kubectl says of the Kustomize in it; undefined where there is no kubectl. */
  static version(): string | undefined {
    const { status, stdout } = spawnSync("kubectl", ["version", "--client"], { encoding: "utf8" });
    return status === 0 ? stdout.trim().replaceAll("\n", ", ") : undefined;
  }

  #free: number;
  readonly #waiting: (() => void)[] = [];

  /** @param atOnce processes at a time */
  constructor(atOnce: number) {
    this.#free = atOnce;
  }

  /** @param folder of a kustomization, on the disk */
  async build(folder: string): Promise<Build> {
    await this.#begin();
    try {
      return await run(folder);
    } finally {
      this.#end();
    }
  }

  async #begin(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The place goes to whoever waits the longest. */
  #end(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}

function run(folder: string): Promise<Build> {
  return new Promise((resolve) => {
    // A build ends before there is anything worth collecting: this halves its time.
    const env = { ...process.env, GOGC: "off" };
    execFile("kubectl", ["kustomize", folder], { env, maxBuffer: LARGEST_OUTPUT }, (error, stdout, stderr) => {
      // Before its own words kubectl puts the time and the place in its code.
      if (error) resolve({ error: stderr.trim().replace(/^E\d{4} .*? err=/, "") || error.message });
      else resolve({ objects: stdout.split(/^---\n/m).filter((text) => text.trim() !== "") });
    });
  });
}
