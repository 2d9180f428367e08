// Reads what the command line names, and everything that look-ups may find around it, into a workspace.
import * as fs from "node:fs";
import * as path from "node:path";
import { Analysis } from "../analysis/analysis";
import { defaultSettings } from "../config/settings";
import { type FileFaultCode, fileText, type NoText, reasonOf, unreadReason } from "../disk/read-file";
import { walk, walkedAs } from "../disk/walk";
import { LastCommit } from "../git/last-commit";
import { isKustomizationFile } from "../kustomize/file-names";
import type { Rule } from "../rules/rule";
import { configurationFileName, isWithin } from "../workspace/paths";
import { Workspace } from "../workspace/workspace";
import { parseDocument } from "../yaml/parse";
import { DiskConfigurations } from "./disk-configurations";
import type { ContextOptions } from "./invocation";
import { workspacePath } from "./paths";
import { isFolder, isThere, rootOf } from "./root";
import { standardInput, standardInputFolder, standardInputPath, standardInputText } from "./standard-input";

export interface LoadOptions {
  readonly workingDirectory: string;
  /** As written; `-` is standard input. */
  readonly paths: readonly string[];
  readonly context: ContextOptions;
  readonly rules: readonly Rule[];
  readonly standardInput: () => Promise<Uint8Array>;
  /** The date as `2026-01-31`. */
  readonly today: () => string;
  readonly onFault: (rule: string, error: unknown) => void;
}

/** A file or folder that gave nothing. */
export interface FileFault {
  readonly path: string;
  readonly code: FileFaultCode;
  readonly message: string;
}

/** All paths are those of the workspace: absolute, with `/`. */
export interface Loaded {
  readonly analysis: Analysis;
  /** The files whose findings are wanted, sorted. */
  readonly reported: readonly string[];
  /** Those among them that the command line names one by one. */
  readonly named: ReadonlySet<string>;
  /** Of what was asked for; what only lies around it is left out. */
  readonly faults: readonly FileFault[];
  /** Configuration files that count here and are no YAML. */
  readonly brokenConfigurations: readonly string[];
  readonly standardInputPath: string;
}

export async function loadWorkspace(options: LoadOptions): Promise<Loaded> {
  const loading = new Loading(options);
  await loading.run();
  return loading.loaded();
}

class Loading {
  readonly #options: LoadOptions;
  readonly #workspace = new Workspace();
  readonly #configurations: DiskConfigurations;
  readonly #standardInputPath: string;
  readonly #reported = new Set<string>();
  readonly #named = new Set<string>();
  readonly #faults: FileFault[] = [];

  constructor(options: LoadOptions) {
    const { workingDirectory, context, rules, today } = options;
    this.#options = options;
    const lastCommit = new LastCommit();
    this.#workspace.committed.source = (file) => lastCommit.textOf(file, this.#workspace.file(file)?.text ?? "");
    this.#standardInputPath = standardInputPath(workspacePath(workingDirectory));
    this.#configurations = new DiskConfigurations({
      workspace: this.#workspace,
      knownRules: new Set(rules.map(({ id }) => id)),
      configurationPath: context.config === undefined ? undefined : workspacePath(this.#native(context.config)),
      kubernetesVersion: context.kubernetesVersion,
      closedPath: this.#standardInputPath,
      today,
    });
  }

  async run(): Promise<void> {
    const { paths, context, workingDirectory } = this.#options;
    const given = paths.filter((word) => word !== standardInput).map((word) => this.#native(word));
    const root = context.root === undefined ? rootOf(given[0] ?? workingDirectory) : this.#native(context.root);
    if (!this.#isUsable(root, context.root) || !this.#readConfiguration(context.config)) return;
    const folders = given.filter(isFolder);
    this.#readConfigurationsAbove([root, ...given]);
    if (given.length > 0) this.#readFolder(root, { reported: false });
    for (const folder of folders) this.#readFolder(folder, { reported: true });
    for (const file of given.filter((word) => !folders.includes(word))) {
      this.#readNamed(file, { alone: this.#isLeftOut(file, [root, ...folders]) });
    }
    if (paths.includes(standardInput)) await this.#readStandardInput();
    this.#workspace.roots = [workspacePath(root), standardInputFolder(workspacePath(workingDirectory))];
    this.#workspace.ready = true;
  }

  loaded(): Loaded {
    const { rules, onFault } = this.#options;
    const reported = [...this.#reported].sort();
    return {
      analysis: new Analysis({ workspace: this.#workspace, rules, configurations: this.#configurations, onFault }),
      reported,
      named: this.#named,
      faults: this.#faults,
      brokenConfigurations: this.#brokenConfigurations(reported),
      standardInputPath: this.#standardInputPath,
    };
  }

  /** A root that is named must be there; without a name there is always one. */
  #isUsable(root: string, named: string | undefined): boolean {
    if (named === undefined || isFolder(root)) return true;
    this.#fault(root, "unreadable", fs.existsSync(root) ? "It is no folder." : "There is no such folder.");
    return false;
  }

  /** Of `--config`. Without what it says, findings would be wrong: nothing else is read then. */
  #readConfiguration(named: string | undefined): boolean {
    if (named === undefined) return true;
    const file = this.#native(named);
    const read = fileText(file, { maxKB: defaultSettings.maxFileSizeKB });
    if ("text" in read) this.#workspace.setFile(workspacePath(file), read.text, { open: false });
    else this.#fault(file, "unreadable", read.message);
    return "text" in read;
  }

  /** Configuration files above what is read; those inside are found on the way. */
  #readConfigurationsAbove(starts: readonly string[]): void {
    for (const start of starts) {
      for (let folder = start; ; folder = path.dirname(folder)) {
        const file = path.join(folder, configurationFileName);
        if (!this.#workspace.file(workspacePath(file)) && isThere(file)) this.#readOne(file, { asked: true });
        if (folder === path.dirname(folder)) break;
      }
    }
  }

  #readFolder(folder: string, { reported }: { readonly reported: boolean }): void {
    const { files, unreadable, noFiles } = walk(folder);
    // Configurations first: they say which of the others are read.
    for (const file of files.filter(isConfiguration)) this.#read(file, { reported });
    for (const file of noFiles.filter(isConfiguration)) this.#readOne(file, { asked: reported });
    for (const file of files) {
      if (!isConfiguration(file) && !this.#configurations.leavesOut(workspacePath(file)))
        this.#read(file, { reported });
    }
    for (const { path: inner, message } of unreadable) {
      if (reported) this.#fault(inner, "unreadable", message);
      if (!this.#configurations.leavesOut(workspacePath(inner)))
        this.#workspace.setUnread(workspacePath(inner), "unreadable");
    }
  }

  #read(nativePath: string, { reported }: { readonly reported: boolean }): void {
    const known = workspacePath(nativePath);
    const file = this.#workspace.file(known);
    const isRead = file !== undefined && file.unread === undefined;
    if ((isRead || this.#readOne(nativePath, { asked: reported })) && reported) this.#reported.add(known);
  }

  /** A file that was walked over: silence where it is no manifest anyway, but never of a configuration. */
  #readOne(file: string, { asked }: { readonly asked: boolean }): boolean {
    const read = fileText(file, { maxKB: defaultSettings.maxFileSizeKB });
    if ("text" in read) {
      this.#workspace.setFile(workspacePath(file), read.text, { open: false, passing: true });
      return true;
    }
    this.#noteUnread(file, read);
    const code = isConfiguration(file) ? "unreadable" : walkedFaultCode(file, read);
    if (asked && code) this.#fault(file, code, read.message);
    return false;
  }

  /** Of what is not reported on nothing is said; but what it may hold is unknown. */
  #noteUnread(file: string, fault: NoText): void {
    const reason = unreadReason(fault);
    if (reason && !isConfiguration(file)) this.#workspace.setUnread(workspacePath(file), reason);
  }

  /** Is it in one of the folders, and their walks do not come upon it? Then nobody else sees it. */
  #isLeftOut(file: string, folders: readonly string[]): boolean {
    const known = workspacePath(file);
    const around = folders.filter((folder) => isWithin(known, workspacePath(folder)));
    if (around.length === 0) return false;
    return this.#configurations.leavesOut(known) || !around.some((folder) => walkedAs(folder, file) === "file");
  }

  /** Always read, and never passed over in silence. */
  #readNamed(file: string, { alone }: { readonly alone: boolean }): void {
    const known = workspacePath(file);
    this.#named.add(known);
    const read = fileText(file, { maxKB: defaultSettings.maxFileSizeKB });
    if (!("text" in read)) {
      this.#noteUnread(file, read);
      this.#fault(file, namedFaultCode(read), read.message);
      return;
    }
    this.#workspace.setFile(known, read.text, { open: false, alone });
    this.#reported.add(known);
  }

  async #readStandardInput(): Promise<void> {
    const file = this.#standardInputPath;
    this.#named.add(file);
    try {
      const read = standardInputText(await this.#options.standardInput());
      if (!("text" in read)) this.#fault(file, namedFaultCode(read), read.message);
      else {
        this.#workspace.setFile(file, read.text, { open: false });
        this.#reported.add(file);
      }
    } catch (error) {
      this.#fault(file, "unreadable", reasonOf(error));
    }
  }

  #brokenConfigurations(reported: readonly string[]): string[] {
    const named = this.#options.context.config;
    const candidates =
      named === undefined
        ? [...this.#workspace.files()].filter((file) => isAbove(file.path, reported)).map((file) => file.path)
        : [workspacePath(this.#native(named))];
    return candidates.filter((file) => {
      const text = this.#workspace.file(file)?.text ?? "";
      return parseDocument(text).errors.some(({ fault }) => fault === "syntax");
    });
  }

  #fault(file: string, code: FileFaultCode, message: string): void {
    const known = workspacePath(file);
    if (!this.#faults.some((fault) => fault.path === known)) this.#faults.push({ path: known, code, message });
  }

  #native(word: string): string {
    return path.resolve(this.#options.workingDirectory, word);
  }
}

function namedFaultCode({ fault }: Pick<NoText, "fault">): FileFaultCode {
  return fault === "too-large" ? "too-large" : "unreadable";
}

/** What is said of a file without a text that nobody named; undefined where it is probably no manifest. */
function walkedFaultCode(file: string, { fault, mayBeManifest }: NoText): FileFaultCode | undefined {
  const silent = fault === "too-large" || fault === "binary";
  if (silent && !mayBeManifest && !isKustomizationFile(workspacePath(file))) return undefined;
  return namedFaultCode({ fault });
}

function isConfiguration(file: string): boolean {
  return path.basename(file) === configurationFileName;
}

/** Is it a configuration in a folder above one of the files? */
function isAbove(file: string, others: readonly string[]): boolean {
  if (!file.endsWith(`/${configurationFileName}`)) return false;
  const folder = file.slice(0, -configurationFileName.length);
  return others.some((other) => other.startsWith(folder));
}
