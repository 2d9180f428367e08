// What Kustomize says to the conversions of one workspace.
import * as path from "node:path";
import type { Consequence } from "../../server/src/conversions/conversion";
import { kustomizationFileNames } from "../../server/src/kustomize/file-names";
import { type Attempt, type AttemptOptions, attempts } from "../../test/support/conversion-attempts";
import { analysed, type Repository } from "../corpus/repository";
import { buildDifferences } from "./build-differences";
import { BuiltObjects } from "./built-objects";
import { Folder } from "./folder";
import type { Build, Kustomize } from "./kustomize";
import { kustomizations } from "./reach";

export interface Judgement {
  readonly name: string;
  /** Why the conversion is wrong; empty where it is right, or where nothing can be said. */
  readonly exceptions: readonly string[];
  /** Kustomizations that a changed file belongs to, and that could be built before: how many were compared. */
  readonly builds: number;
  /** Those that could not. */
  readonly broken: number;
  /** StatefulSets that have taken the place of the workload in these builds. */
  readonly sets: number;
}

/**
 * Builds the kustomizations of a workspace before and after every conversion to a StatefulSet that is not refused.
 * @param options which workloads are converted
 */
export async function judgements(
  { name, files }: Repository,
  kustomize: Kustomize,
  options: Pick<AttemptOptions, "withoutClaim">,
): Promise<Judgement[]> {
  const texts = new Map(files.map((file) => [file.path, file.text]));
  const reach = kustomizations(texts);
  if (reach.size === 0) return [];
  const { analysis, faults } = analysed(files);
  const [fault] = faults;
  if (fault !== undefined) throw new Error(`${name}: ${fault}`);
  const offered = attempts(analysis, options).filter(
    ({ outcome }) => !("refused" in outcome) && !outcome.consequences.some(namesLoss),
  );
  const folder = new Folder(texts);
  try {
    const builds = new WorkspaceBuilds(folder, kustomize, rootsOf(reach));
    const found: Judgement[] = [];
    // One after the other: they change the same files.
    for (const attempt of offered.filter((one, index) => !isSame(one, offered[index - 1]))) {
      const affected = [...reach].filter(([, read]) => [...attempt.after.keys()].some((file) => read.has(file)));
      found.push({ ...(await builds.judgement(attempt, new Map(affected))), name: `${name} ${attempt.name}` });
    }
    return found;
  } finally {
    folder.remove();
  }
}

/** The folders of kustomizations that no other one takes in. */
function rootsOf(reach: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const folders = [...reach.keys()];
  const isTakenIn = (folder: string) =>
    [...reach].some(
      ([other, read]) =>
        other !== folder && [...read].some((file) => isKustomization(file) && path.posix.dirname(file) === folder),
    );
  return new Set(folders.filter((folder) => !isTakenIn(folder)));
}

function isKustomization(file: string): boolean {
  return kustomizationFileNames.some((name) => path.posix.basename(file) === name);
}

/**
 * People are told that a build will not be the same: what names kinds beside patches is not rewritten, and what selects all of the
 * new kind means one more.
 */
function namesLoss({ code, message }: Consequence): boolean {
  return (
    code === "W-MENTION" &&
    (message.includes("Kustomize will leave the workload out") || message.includes("from then on this one, too"))
  );
}

/** Without a claim there is nothing to choose. */
function isSame(attempt: Attempt, other: Attempt | undefined): boolean {
  if (attempt.path !== other?.path || attempt.after.size !== other.after.size) return false;
  return [...attempt.after].every(([file, text]) => other.after.get(file) === text);
}

class WorkspaceBuilds {
  readonly #folder: Folder;
  readonly #kustomize: Kustomize;
  readonly #roots: ReadonlySet<string>;
  readonly #objects = new BuiltObjects();
  /** By the folder of the kustomization. */
  readonly #before = new Map<string, Promise<Build>>();

  /** @param roots folders of kustomizations that no other one takes in */
  constructor(folder: Folder, kustomize: Kustomize, roots: ReadonlySet<string>) {
    this.#folder = folder;
    this.#kustomize = kustomize;
    this.#roots = roots;
  }

  /** @param affected kustomizations and the files that they read */
  async judgement(
    attempt: Attempt,
    affected: ReadonlyMap<string, ReadonlySet<string>>,
  ): Promise<Omit<Judgement, "name">> {
    const before = await Promise.all([...affected.keys()].map((at) => this.#buildBefore(at)));
    const built = [...affected.keys()].flatMap((at, index) => {
      const build = before[index];
      return build && "objects" in build ? [{ at, objects: build.objects }] : [];
    });
    const results = await this.#folder.with(attempt, () =>
      Promise.all(built.map(async (one) => ({ ...one, after: await this.#build(one.at) }))),
    );
    const judged = results.map(({ at, objects, after }) => {
      if ("error" in after) return { sets: 0, exceptions: [`${at} was built, and now: ${after.error}`] };
      const { sets, exceptions } = buildDifferences(
        this.#objects.read(objects),
        this.#objects.read(after.objects),
        attempt.object,
        { isRoot: this.#roots.has(at) },
      );
      return { sets, exceptions: exceptions.map((exception) => `in ${at} ${exception}`) };
    });
    return {
      exceptions: judged.flatMap(({ exceptions }) => exceptions),
      builds: built.length,
      broken: affected.size - built.length,
      sets: judged.reduce((sum, { sets }) => sum + sets, 0),
    };
  }

  #buildBefore(at: string): Promise<Build> {
    const build = this.#before.get(at) ?? this.#build(at);
    this.#before.set(at, build);
    return build;
  }

  async #build(at: string): Promise<Build> {
    const build = await this.#kustomize.build(this.#folder.path + at);
    return "error" in build ? { error: build.error.replaceAll(this.#folder.path, "") } : build;
  }
}
