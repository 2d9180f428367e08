// The advisor's verdict about the first object of a fixture, in words that a test can spell out whole.
import { isSoftened, type Verdict } from "../../server/src/guidance/verdict";
import { fixture } from "../support/fixture";
import { type MemoryOptions, memoryWorkspace, root } from "../support/memory-workspace";

export interface Advice {
  readonly recommended: string;
  readonly leaning?: string;
  readonly score: number;
  /** `+3 image mysql:8.4`, the heaviest first. */
  readonly evidence: readonly string[];
  /** `silent operator`, `hint single-instance`. */
  readonly suppressors?: readonly string[];
}

/** All kinds that anything speaks for. */
export function considered(source: string): readonly string[] {
  return judge(source).considered.map(({ kind }) => kind);
}

/**
 * @param source files as in every fixture; its first object is judged
 * @param options as for any workspace in memory
 */
export function advice(source: string, options: MemoryOptions = {}): Advice {
  const judged = judge(source, options);
  const { recommended, leaning, score, evidence, suppressors } = judged;
  return {
    recommended: isSoftened(judged) ? `${recommended} as a hint` : recommended,
    ...(leaning === undefined ? {} : { leaning }),
    score,
    evidence: evidence.map(({ text, weight }) => `${weight > 0 ? "+" : ""}${weight} ${text}`),
    ...(suppressors.length === 0 ? {} : { suppressors: suppressors.map(({ effect, id }) => `${effect} ${id}`) }),
  };
}

function judge(source: string, options: MemoryOptions = {}): Verdict {
  const { files } = fixture(source);
  const { analysis, workspace } = memoryWorkspace(files, options);
  const [document] = workspace.file(`${root}/${files[0]?.path}`)?.documents ?? [];
  const [situation] = document ? analysis.situations(document, 0) : [];
  const judged = situation?.verdict();
  if (!judged) throw new Error("the fixture's first object is no workload");
  return judged;
}

/** What is given for a workload that is fine as it is, and nothing was silenced. */
export function nothing(kind: string): Advice {
  return { recommended: kind, score: 0, evidence: [] };
}

interface Parts {
  readonly kind?: "Deployment" | "ReplicaSet" | "StatefulSet" | "DaemonSet";
  readonly name?: string;
  /** Lines of `metadata`, besides the name. */
  readonly metadata?: string;
  /** Lines of `spec`, besides selector and template. */
  readonly spec?: string;
}

/** A workload whose Pods have the label `app: <name>`, around the lines of its Pod spec. */
export function workloadOf(
  podSpec: string,
  { kind = "Deployment", name = "app", metadata = "", spec = "" }: Parts = {},
): string {
  return `apiVersion: apps/v1
kind: ${kind}
metadata:
  name: ${name}
${indented(metadata, 2)}spec:
  selector: {matchLabels: {app: ${name}}}
${indented(spec, 2)}  template:
    metadata: {labels: {app: ${name}}}
    spec:
${indented(podSpec, 6)}`;
}

/** A bare Pod with the label `app: <name>`. */
export function podOf(podSpec: string, { name = "app", metadata = "" }: Pick<Parts, "name" | "metadata"> = {}): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: ${name}
  labels: {app: ${name}}
${indented(metadata, 2)}spec:
${indented(podSpec, 2)}`;
}

function indented(lines: string, by: number): string {
  const text = lines.trim();
  return text === "" ? "" : `${text.replace(/^(?=.)/gm, " ".repeat(by))}\n`;
}

/** A further object of the same file. */
export function claimOf(name: string, mode = "ReadWriteOnce"): string {
  return `---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${name}}
spec: {accessModes: [${mode}]}
`;
}

/** A further object of the same file: a Service for the Pods with `app: <app>`. */
export function serviceOf(name: string, app: string, { headless = false } = {}): string {
  return `---
apiVersion: v1
kind: Service
metadata: {name: ${name}}
spec: {${headless ? "clusterIP: None, " : ""}selector: {app: ${app}}, ports: [{port: 80}]}
`;
}
