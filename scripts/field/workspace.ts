// One folder of a public report, read by the command line's own code, and what it says of it.
import * as fs from "node:fs";
import * as path from "node:path";
import { type Loaded, loadWorkspace } from "../../server/src/cli/load";
import { type Report, type ReportedFinding, reportOf } from "../../server/src/cli/report";
import { run } from "../../server/src/cli/run";
import { Shown } from "../../server/src/cli/shown";
import { hover } from "../../server/src/features/hover/hover";
import { Uris } from "../../server/src/features/uris";
import { claimVolumes, podLabels } from "../../server/src/kubernetes/workload";
import { rules } from "../../server/src/rules/registry";
import type { WorkspaceObject } from "../../server/src/workspace/objects/workspace-object";
import { replicasRange } from "../../server/src/workspace/replicas-range";
import type { ConversionRequest, ExpectedFinding, ExpectedLookups, ObjectName } from "./expectation";

const DAY = "2026-11-30";

export interface Conversion {
  readonly code: number;
  /** The code of the refusal; undefined where it is carried out. */
  readonly refused: string | undefined;
  readonly consequences: readonly { readonly code: string; readonly message: string }[];
  readonly files: readonly string[];
  readonly diff: string;
  /** What is said beside the result. */
  readonly messages: string;
}

/** A finding with the text that it underlines. */
export interface ShownFinding extends ReportedFinding {
  readonly token: string;
}

export class FieldWorkspace {
  readonly report: Report;
  readonly #folder: string;
  readonly #loaded: Loaded;

  private constructor(folder: string, loaded: Loaded) {
    const { analysis, standardInputPath } = loaded;
    const shown = new Shown({ workspace: analysis.workspace, workingDirectory: folder, standardInputPath });
    this.#folder = folder;
    this.#loaded = loaded;
    this.report = reportOf(loaded, shown);
  }

  /** @throws what a rule throws */
  static async read(folder: string): Promise<FieldWorkspace> {
    const loaded = await loadWorkspace({
      workingDirectory: folder,
      paths: ["."],
      context: { root: ".", config: undefined, kubernetesVersion: undefined },
      rules,
      standardInput: async () => new Uint8Array(),
      today: () => DAY,
      onFault: (rule, cause) => {
        throw new Error(`rule ${rule} threw`, { cause });
      },
    });
    return new FieldWorkspace(folder, loaded);
  }

  get findings(): ShownFinding[] {
    return this.report.findings.map((finding) => ({ ...finding, token: this.#textAt(finding) }));
  }

  /** Is there such a finding? */
  finds(wanted: Omit<ExpectedFinding, "token">): boolean {
    return this.findings.some(
      ({ rule, severity, path: file, object, message }) =>
        rule === wanted.rule &&
        severity === wanted.severity &&
        file === wanted.path &&
        `${object?.kind}/${object?.name}` === wanted.object &&
        (wanted.says?.test(message) ?? true),
    );
  }

  /** What its look-ups answer in each of its units, as it would be written by hand. */
  lookups({ path: file, object }: ObjectName): ExpectedLookups[] {
    const { analysis } = this.#loaded;
    const { documents = [] } = analysis.workspace.file(this.#known(file)) ?? {};
    const situations = documents.flatMap((document) =>
      document
        .resources()
        .flatMap((resource, index) =>
          `${resource.kind}/${resource.name}` === object ? analysis.situations(document, index) : [],
        ),
    );
    return situations.flatMap(({ object: { unit }, workload, lookups }): ExpectedLookups | [] => {
      if (!workload) return [];
      const { lo, hi } = replicasRange(workload, lookups);
      const claims = Object.fromEntries(
        claimVolumes(workload).map(({ claim }) => {
          const others = names([...lookups.claims.sharersOf(claim).all(), ...lookups.claims.usersOutside(claim)]);
          return [claim, { class: lookups.claims.found(claim).class, ...(others.length > 0 ? { others } : {}) }];
        }),
      );
      const services = names(lookups.services.selecting(podLabels(workload) ?? {}));
      const scalers = names(lookups.referrers.scalers());
      return {
        path: file,
        object,
        unit: path.relative(this.#folder, unit.folder) || ".",
        pods: [lo, hi],
        claims,
        ...(services.length > 0 ? { services } : {}),
        ...(scalers.length > 0 ? { scalers } : {}),
      };
    });
  }

  async convert({ path: file, object, storage }: ConversionRequest): Promise<Conversion> {
    const words = ["convert", file, "--object", object, "--to", "StatefulSet", "--storage", storage, "--root", "."];
    const json = await this.run([...words, "--format", "json"]);
    const { refused, consequences, files } = JSON.parse(json.out);
    return {
      code: json.code,
      refused: refused?.code,
      consequences,
      files: files.map(({ path: changed }: { readonly path: string }) => changed),
      diff: (await this.run(words)).out,
      messages: json.err,
    };
  }

  /** Does a conversion say something? */
  async says(request: ConversionRequest, code: string, text: RegExp): Promise<boolean> {
    const { consequences } = await this.convert(request);
    return consequences.some((consequence) => consequence.code === code && text.test(consequence.message));
  }

  /** The text of the hover on the `kind` of an object; empty where there is none. */
  hover({ path: file, object }: ObjectName): string {
    const workload = this.report.workloads.find(
      (known) => known.path === file && `${known.kind}/${known.name}` === object,
    );
    if (!workload) return "";
    const client = { documentChanges: true, changeAnnotations: true, createFiles: true, resolvesEdits: true };
    const snapshot = { analysis: this.#loaded.analysis, uris: new Uris(), client: { ...client, markdown: true } };
    const shown = hover(snapshot, this.#known(file), workload.range.start)?.contents;
    return shown !== undefined && typeof shown === "object" && "value" in shown ? shown.value : "";
  }

  /** The command line in this folder. */
  async run(words: readonly string[], standardInput = ""): Promise<{ code: number; out: string; err: string }> {
    let out = "";
    let err = "";
    const code = await run(words, {
      workingDirectory: this.#folder,
      version: "0.0.0",
      colours: false,
      write: (text) => {
        out += text;
      },
      say: (message) => {
        err += `${message}\n`;
      },
      note: (line) => {
        err += `${line}\n`;
      },
      standardInput: async () => new TextEncoder().encode(standardInput),
      rulePage: () => undefined,
      today: () => DAY,
    });
    return { code, out, err };
  }

  /** The text of a file of the folder. */
  text(file: string): string {
    return fs.readFileSync(path.join(this.#folder, file), "utf8");
  }

  #known(file: string): string {
    return path.join(this.#folder, file).replaceAll(path.sep, "/");
  }

  #textAt({ path: file, range: { start, end } }: ReportedFinding): string {
    return this.text(file).split("\n")[start.line]?.slice(start.character, end.character) ?? "";
  }
}

function names(objects: readonly WorkspaceObject[]): string[] {
  return objects.map(({ facts }) => `${facts.kind}/${facts.name}`).sort();
}
