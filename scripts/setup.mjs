// Installs the packages of package-lock.json where they are missing or others. Imports nothing that it would have to install first.
import * as fs from "node:fs";
import * as path from "node:path";
import { npm } from "./vscode/npm.mjs";

const root = path.resolve(import.meta.dirname, "..");

/**
 * Does nothing where node_modules is as the lockfile says, so a set-up that is there costs milliseconds.
 * @param {AbortSignal} [signal] stops an installation
 */
export async function installPackages(signal) {
  const reason = staleness();
  if (reason === undefined) return;
  console.error(`installing packages: ${reason}`);
  // --include=dev: NODE_ENV=production would leave out all that we need.
  await npm(root, ["ci", "--include=dev", "--no-audit", "--no-fund"], { signal });
}

/** Why packages must be installed, undefined where they need not. npm notes in node_modules/.package-lock.json what it has installed. */
function staleness() {
  const wanted = packages(path.join(root, "package-lock.json"));
  const present = packages(path.join(root, "node_modules/.package-lock.json"));
  if (wanted === undefined) throw new Error("package-lock.json is missing or cannot be read");
  if (present === undefined) return "node_modules is missing or incomplete";
  for (const [name, { version, optional, devOptional, peer }] of Object.entries(wanted)) {
    if (name === "") continue; // the project itself
    const installed = present[name];
    // Packages for other platforms are optional and absent.
    if (installed === undefined && (optional || devOptional || peer)) continue;
    if (installed?.version !== version) return `${name} is ${installed?.version ?? "absent"}, wanted is ${version}`;
  }
  const extra = Object.keys(present).find((name) => wanted[name] === undefined);
  return extra === undefined ? undefined : `${extra} is not wanted any more`;
}

/** @returns {Record<string, { version: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> | undefined} */
function packages(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8")).packages;
  } catch {
    return undefined;
  }
}
