// Runs the command line over files in a temporary folder.
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { run } from "../../server/src/cli/run";
import { rules } from "../../server/src/rules/registry";
import type { Rule } from "../../server/src/rules/rule";
import { rulePageOf } from "../support/rule-pages";

export interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

export interface RunOptions {
  readonly standardInput?: string | Uint8Array;
  readonly colours?: boolean;
  readonly rules?: readonly Rule[];
  /** Below the temporary folder. */
  readonly workingDirectory?: string;
}

/** A folder that is gone after the tests. */
export class Folder {
  readonly path: string;

  constructor(files: Readonly<Record<string, string | Uint8Array>>) {
    this.path = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), "rightkind-")));
    for (const [name, content] of Object.entries(files)) this.write(name, content);
  }

  write(name: string, content: string | Uint8Array): void {
    const file = path.join(this.path, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }

  async run(words: readonly string[], options: RunOptions = {}): Promise<Result> {
    let out = "";
    let err = "";
    const code = await run(
      words,
      {
        workingDirectory: path.join(this.path, options.workingDirectory ?? ""),
        version: "1.2.3",
        colours: options.colours ?? false,
        write: (text) => {
          out += text;
        },
        say: (message) => {
          err += `${message}\n`;
        },
        note: (line) => {
          err += `${line}\n`;
        },
        standardInput: async () => Buffer.from(options.standardInput ?? ""),
        rulePage: (id) => rulePageOf(id),
        today: () => "2026-01-01",
      },
      options.rules ?? rules,
    );
    return { code, out, err };
  }

  /** `check --format json`, parsed. */
  async report(
    words: readonly string[],
    options: RunOptions = {},
  ): Promise<{ code: number; json: ReportJson; err: string }> {
    const { code, out, err } = await this.run(["check", "--format", "json", ...words], options);
    return { code, json: JSON.parse(out), err };
  }
}

/** As much of the document as tests look into piece by piece. */
export interface ReportJson {
  readonly files: number;
  readonly documents: number;
  readonly errors: readonly {
    readonly path: string;
    readonly code: string;
    readonly message: string;
    readonly range: unknown;
  }[];
  readonly findings: readonly {
    readonly rule: string;
    readonly severity: string;
    readonly path: string;
    readonly message: string;
    readonly group: string;
    readonly object: unknown;
    readonly range: { readonly start: { readonly line: number; readonly character: number } };
    readonly related: readonly { readonly path: string }[];
  }[];
  readonly workloads: readonly { readonly path: string; readonly kind: string; readonly name: string }[];
}

/** Each finding in one line: `path:line rule severity`, lines from 1. */
export function inShort({ findings }: ReportJson): string[] {
  return findings.map(({ path: file, range, rule, severity }) => `${file}:${range.start.line + 1} ${rule} ${severity}`);
}

/** A Deployment that is reported for a claim that only one node may mount. */
export function deployment(name: string, claim = `${name}-data`): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  selector:
    matchLabels: {app: ${name}}
  template:
    metadata:
      labels: {app: ${name}}
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1
          volumeMounts:
            - name: data
              mountPath: /data
      volumes:
        - name: data
          persistentVolumeClaim:
            claimName: ${claim}
`;
}

export function claim(name: string, mode = "ReadWriteOnce"): string {
  return `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: ${name}
spec:
  accessModes: [${mode}]
  resources:
    requests:
      storage: 1Gi
`;
}
