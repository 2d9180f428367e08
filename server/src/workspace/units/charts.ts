// Helm charts by their folders, and what a file is in the chart that it lies in.
import { folderOf, isWithin, nameOf } from "../paths";
import type { FileRole } from "./unit";

export class Charts {
  readonly #folders = new Set<string>();

  /** @returns whether the file makes or was a chart of its folder */
  add(path: string): boolean {
    if (nameOf(path) !== "Chart.yaml") return false;
    this.#folders.add(folderOf(path));
    return true;
  }

  /** @returns whether the file makes or was a chart of its folder */
  delete(path: string): boolean {
    return nameOf(path) === "Chart.yaml" && this.#folders.delete(folderOf(path));
  }

  /** The chart of which a file is a part; undefined where it only lies below one. */
  unitOf(path: string): string | undefined {
    const chart = this.#chartOf(path);
    return chart !== undefined && (isWithin(path, `${chart}/templates`) || folderOf(path) === chart)
      ? chart
      : undefined;
  }

  /** Undefined where the file is nothing special. */
  roleOf(path: string): FileRole | undefined {
    const chart = this.#chartOf(path);
    if (chart === undefined) return undefined;
    if (isWithin(path, `${chart}/templates`)) return "chart-template";
    const name = nameOf(path);
    if (name === "Chart.yaml" || name === "Chart.lock") return "chart";
    return folderOf(path) === chart && /^values.*\.ya?ml$/.test(name) ? "chart-values" : undefined;
  }

  #chartOf(path: string): string | undefined {
    if (this.#folders.size === 0) return undefined;
    for (let folder = folderOf(path); ; folder = folderOf(folder)) {
      if (this.#folders.has(folder)) return folder;
      if (folder === "" || folder === folderOf(folder)) return undefined;
    }
  }
}
