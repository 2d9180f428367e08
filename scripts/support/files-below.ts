// Lists the files below a folder whose names fit, sorted in each folder.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";

/** YAML and JSON. */
const MANIFESTS = /\.(?:ya?ml|json)$/;

export function filesBelow(folder: string, pattern = MANIFESTS): string[] {
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesBelow(path, pattern) : pattern.test(name) ? [path] : [];
    });
}
