// What must hold of the hover on any workload: its cells are those of the conversion that is made, and of the rollout's arithmetic.
import { parseAllDocuments } from "yaml";
import type { Analysis } from "../../server/src/analysis/analysis";
import { converted } from "../../server/src/analysis/conversion";
import type { Converted, NotConverted } from "../../server/src/analysis/conversion-outcome";
import type { Situation } from "../../server/src/analysis/situation";
import { targetsOf } from "../../server/src/conversions/pairs";
import { hover } from "../../server/src/features/hover/hover";
import { Uris } from "../../server/src/features/uris";
import { rollout } from "../../server/src/kubernetes/rollout";
import { claimVolumes, type Workload } from "../../server/src/kubernetes/workload";
import { applyEdits } from "../../server/src/text/edit";
import type { Document } from "../../server/src/workspace/document";
import { type ReplicasRange, replicasRange } from "../../server/src/workspace/replicas-range";
import { at, integerAt, itemsOf, stringAt } from "../../server/src/yaml/navigate";

const MOST_LINES = 12;
const client = {
  documentChanges: true,
  changeAnnotations: true,
  createFiles: true,
  resolvesEdits: true,
  markdown: true,
};

export interface HoverReport {
  readonly workloads: number;
  /** How many of them were held against a conversion that can be made. */
  readonly compared: number;
  readonly violations: readonly string[];
}

/**
 * Every workload of a workspace.
 * @param alter changes a text before it is judged, for tests of the laws themselves
 */
export function hoverReport(analysis: Analysis, alter = (text: string) => text): HoverReport {
  const subjects = [...analysis.workspace.files()].flatMap(({ documents }) =>
    documents
      .filter((document) => analysis.isGuided(document))
      .flatMap((document) => document.resources().map((_, index) => ({ document, index }))),
  );
  let workloads = 0;
  let compared = 0;
  const violations: string[] = [];
  for (const { document, index } of subjects) {
    const builds = buildsOf(analysis, document, index);
    if (builds.length === 0) continue;
    workloads++;
    const shown = alter(shownHover(analysis, document, index));
    const outcome = outcomeOf(analysis, document, index);
    if (outcome && !("refused" in outcome)) compared++;
    const { kind, name } = document.resource(index) ?? { kind: "", name: "" };
    const attempt = outcome && { outcome, document, index, text: analysis.workspace.file(document.path)?.text ?? "" };
    const found = [...textViolations(shown), ...cellViolations(shown, builds, attempt)];
    violations.push(...found.map((fault) => `${document.path} ${kind}/${name}: ${fault}\n${shown}`));
  }
  return { workloads, compared, violations };
}

/** A conversion that was tried, and the file in which its workload stands. */
interface Attempt {
  readonly outcome: Converted | NotConverted;
  readonly document: Document;
  readonly index: number;
  readonly text: string;
}

interface Build {
  readonly situation: Situation;
  readonly workload: Workload;
  readonly range: ReplicasRange;
}

/** Those with the most Pods: one of them is shown. */
function buildsOf(analysis: Analysis, document: Document, index: number): Build[] {
  const all = analysis.situations(document, index).flatMap((situation): Build[] => {
    const { workload, lookups } = situation;
    return workload ? [{ situation, workload, range: replicasRange(workload, lookups) }] : [];
  });
  const most = Math.max(...all.map(({ range }) => range.hi));
  return all.filter(({ range }) => range.hi === most);
}

function shownHover(analysis: Analysis, document: Document, index: number): string {
  const file = analysis.workspace.file(document.path);
  const node = document.resource(index)?.kindNode;
  if (!file || !node) throw new Error(`${document.path} has no object ${index}`);
  const place = file.lines.placeOf(document.start + node.start);
  const shown = hover({ analysis, uris: new Uris(), client }, document.path, place)?.contents;
  return shown !== undefined && typeof shown === "object" && "value" in shown ? shown.value : "";
}

/** The conversion that the command line makes; undefined where none leads to a StatefulSet. */
function outcomeOf(analysis: Analysis, document: Document, index: number): Converted | NotConverted | undefined {
  const kind = document.resource(index)?.kind;
  if (!kind || !targetsOf(kind as Workload["kind"]).includes("StatefulSet")) return undefined;
  const options = { storage: "auto", choices: new Map(), newResources: "sameFile" } as const;
  return converted(analysis, { document, index, to: "StatefulSet", options });
}

function textViolations(text: string): string[] {
  const lines = text.split("\n");
  const found: string[] = [];
  if (text === "") return ["no hover"];
  if (lines.length > MOST_LINES) found.push(`${lines.length} lines`);
  if (/Infinity|NaN|undefined|\[object|score/.test(text)) found.push("no text for people");
  if (/\bR-[A-Z]/.test(text.replace(/(?:is|are) refused \(R-[A-Z-]+\): \w/g, ""))) found.push("a code without words");
  const words = lines.filter((line) => !line.startsWith("|") && line !== "").map((line) => line.trim());
  if (new Set(words).size < words.length) found.push("a line twice");
  for (const line of lines.filter((one) => one.startsWith("|"))) {
    const cells = cellsOf(line);
    if (cells.length !== 3) found.push(`${cells.length} cells in a row`);
    for (const cell of cells) {
      const names = codesIn(cell);
      if (new Set(names).size < names.length) found.push(`a name twice: ${cell}`);
    }
  }
  return found;
}

interface Column {
  readonly heading: string;
  readonly cells: ReadonlyMap<string, string>;
}

function columnsOf(text: string): Column[] {
  const rows = text
    .split("\n")
    .filter((line) => line.startsWith("|") && !line.startsWith("|---"))
    .map(cellsOf);
  const [headings = [], ...others] = rows;
  return [1, 2].map((column) => ({
    heading: headings[column] ?? "",
    cells: new Map(others.map((row) => [row[0] ?? "", row[column] ?? ""])),
  }));
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split("|")
    .map((cell) => cell.trim());
}

function codesIn(text: string): string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, name]) => name ?? "");
}

/** One of the builds must be what the cells say. */
function cellViolations(text: string, builds: readonly Build[], attempt: Attempt | undefined): string[] {
  const tried = builds.map((build) =>
    columnsOf(text).flatMap((column) => {
      if (column.heading.startsWith("StatefulSet")) return setViolations(column, build, writtenSet(build.workload));
      if (column.heading === "as a StatefulSet" && attempt) return plannedViolations(text, column, build, attempt);
      if (column.heading.startsWith("Deployment")) return deploymentViolations(text, column, build);
      return [];
    }),
  );
  return tried.find((found) => found.length === 0) ?? tried[0] ?? [];
}

interface SetFacts {
  readonly templates: readonly string[];
  /** Volumes of the Pod that are none of the set's own; undefined where all are meant. */
  readonly volumes: readonly string[] | undefined;
  readonly serviceName: string | undefined;
  readonly isPlanned: boolean;
  /** Does the conversion leave more than one Pod to an update at a time? */
  readonly several: boolean;
}

function writtenSet({ spec }: Workload): SetFacts {
  const templates = itemsOf(at(spec, "volumeClaimTemplates")).flatMap((one) => stringAt(one, "metadata", "name") ?? []);
  return {
    templates: [...new Set(templates)],
    volumes: undefined,
    serviceName: stringAt(spec, "serviceName"),
    isPlanned: false,
    several: false,
  };
}

function plannedViolations(text: string, column: Column, build: Build, attempt: Attempt): string[] {
  const { outcome, document, index } = attempt;
  const cell = column.cells.get("storage") ?? "";
  if ("refused" in outcome) {
    // That the result has a fault of its own is found by trying it, which no hover does.
    const isOfClaims = outcome.refused === "R-RWO-REPLICAS";
    if (cell.startsWith("refused") !== isOfClaims) return [`refused with ${outcome.refused}, the cell says "${cell}"`];
    return isOfClaims && !text.includes(`(${outcome.refused}): `) ? ["refused, and nobody says why"] : [];
  }
  if (text.includes("is refused (")) {
    const isOther = /new volume per Pod (?:and .* )?(?:is|are) refused|keeping claim '[^']*' is refused/.test(text);
    if (!isOther) return ["said to be refused, and is not"];
  }
  const { name, namespace } = document.resource(index) ?? { name: "", namespace: undefined };
  const edits = outcome.files.find(({ path }) => path === document.path)?.edits ?? [];
  const after = applyEdits(attempt.text, edits);
  const sets = objectsIn(after).filter(
    ({ kind, metadata }) => kind === "StatefulSet" && metadata?.name === name && metadata?.namespace === namespace,
  );
  const [set, ...others] = sets;
  if (!set || others.length > 0) return [];
  return setViolations(column, build, {
    templates: (set.spec?.volumeClaimTemplates ?? []).map(({ metadata }) => metadata?.name ?? ""),
    volumes: (set.spec?.template?.spec?.volumes ?? []).map((volume) => volume.name ?? ""),
    serviceName: set.spec?.serviceName,
    isPlanned: true,
    several: set.spec?.updateStrategy?.rollingUpdate?.maxUnavailable !== undefined,
  });
}

function setViolations(column: Column, { workload, range, situation }: Build, set: SetFacts): string[] {
  const { name } = workload.resource;
  const start = integerAt(workload.spec, "ordinals", "start") ?? 0;
  const ends = (prefix: string): string[] => {
    const nth = (ordinal: number) => `${prefix}${name}-${ordinal}`;
    if (range.certainty === "unknown") return [nth(start), nth(start + 1)];
    return range.hi > 1 ? [nth(start), nth(start + range.hi - 1)] : [nth(start)];
  };
  const claims = claimVolumes(workload)
    .filter(({ volume }) => !set.templates.includes(volume) && (set.volumes?.includes(volume) ?? true))
    .map(({ claim }) => claim);
  const stored = [...set.templates.flatMap((template) => ends(`${template}-`)), ...new Set(claims)];
  const network = column.cells.get("network") ?? "";
  const { layers } = situation.lookups;
  const service = set.isPlanned
    ? layers.reduce((inner, { facts }) => `${facts.namePrefix}${inner}${facts.nameSuffix}`, set.serviceName ?? "")
    : (set.serviceName ?? "");
  const first = codesIn(network)[0];
  const found = [
    ...differing("Pods", codesIn(column.cells.get("Pods") ?? ""), ends("")),
    ...differing("storage", codesIn(column.cells.get("storage") ?? ""), stored),
    ...orderViolations(column.cells.get("order") ?? "", workload, range, set),
  ];
  if (
    service === ""
      ? first !== undefined
      : first !== `${name}-${start}.${service}` && first !== `${name}-${start}.${set.serviceName}`
  )
    found.push(`network: ${network} instead of ${service}`);
  return found;
}

/** Up from the first number, down and on update from the last; of one Pod the old one always ends first. */
function orderViolations(order: string, { spec }: Workload, { certainty, hi }: ReplicasRange, set: SetFacts): string[] {
  const own = set.isPlanned ? undefined : spec;
  const isUsual = stringAt(own, "podManagementPolicy") !== "Parallel" && at(own, "updateStrategy") === undefined;
  if (certainty === "unknown" || !isUsual) return [];
  const start = integerAt(own, "ordinals", "start") ?? 0;
  const last = start + hi - 1;
  const expected =
    hi > 1 ? `${start} → ${last} up, ${last} → ${start} down and on update` : "on update the old Pod ends first";
  const told = set.several ? `${expected}, several at once` : expected;
  return order === (hi > 1 ? told : expected) ? [] : [`order: ${order} instead of ${told}`];
}

function differing(what: string, shown: readonly string[], expected: readonly string[]): string[] {
  return shown.join() === expected.join() ? [] : [`${what}: ${shown.join(", ")} instead of ${expected.join(", ")}`];
}

/** What the strategy means for so many Pods. */
function deploymentViolations(text: string, column: Column, { workload, range }: Build): string[] {
  const claims = [...new Set(claimVolumes(workload).map(({ claim }) => claim))];
  const found = differing("storage", codesIn(column.cells.get("storage") ?? ""), claims);
  const order = column.cells.get("order") ?? "";
  if (range.certainty === "unknown" || range.hi === 0) return found;
  const { type, surge, unavailable } = rollout(workload, range.hi);
  const isSaid = text.includes(`rolling update (+${surge}/−${unavailable})`);
  if (type === "RollingUpdate" && !isSaid) found.push(`the numbers are +${surge}/−${unavailable}`);
  if (type !== "RollingUpdate" && /rolling update/.test(text)) found.push(`it is ${type}`);
  const one = rollout(workload, 1);
  if (range.hi === 1) {
    const startsFirst = one.type === "RollingUpdate" && one.surge > 0 && one.unavailable === 0;
    if (startsFirst !== order.includes("the new Pod starts first")) found.push(`order: ${order}`);
    if ((one.type === "Recreate") !== (order.includes("the old Pod ends first") && one.type === "Recreate"))
      found.push(`order: ${order}`);
  } else if (range.hi > 1 && (type === "Recreate") !== order.includes("on update all end first")) {
    found.push(`order: ${order}`);
  }
  return found;
}

interface Read {
  readonly kind?: string;
  readonly metadata?: { readonly name?: string; readonly namespace?: string };
  readonly items?: readonly Read[];
  readonly spec?: {
    readonly serviceName?: string;
    readonly updateStrategy?: { readonly rollingUpdate?: { readonly maxUnavailable?: unknown } };
    readonly volumeClaimTemplates?: readonly { readonly metadata?: { readonly name?: string } }[];
    readonly template?: { readonly spec?: { readonly volumes?: readonly { readonly name?: string }[] } };
  };
}

function objectsIn(text: string): Read[] {
  return parseAllDocuments(text, { merge: true, uniqueKeys: false, logLevel: "silent" }).flatMap((document) => {
    const value: Read | null = document.toJS({ maxAliasCount: 1000 });
    return value === null ? [] : [...(value.items ?? [value])];
  });
}
