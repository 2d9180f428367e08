// A workspace on the disk, where a conversion is written and put back.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

/** Texts by path, with a leading `/`. */
export type Texts = ReadonlyMap<string, string>;

export class Folder {
  readonly path = fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-builds-"));

  constructor(files: Texts) {
    this.#write(files);
  }

  /** Runs something while files have other texts. @param before those that are there already */
  async with<T>(
    { before, after }: { readonly before: Texts; readonly after: Texts },
    work: () => Promise<T>,
  ): Promise<T> {
    this.#write(after);
    try {
      return await work();
    } finally {
      for (const file of after.keys()) if (!before.has(file)) fs.rmSync(this.path + file);
      this.#write(before);
    }
  }

  remove(): void {
    fs.rmSync(this.path, { recursive: true });
  }

  #write(files: Texts): void {
    for (const [file, text] of files) {
      fs.mkdirSync(path.dirname(this.path + file), { recursive: true });
      fs.writeFileSync(this.path + file, text);
    }
  }
}
