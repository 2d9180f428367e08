// Holds what is expected of a folder against what is said of it: one line for each thing that is otherwise.
import { isDeepStrictEqual } from "node:util";
import type {
  ExpectedConversion,
  ExpectedFinding,
  ExpectedHover,
  ExpectedLookups,
  ExpectedVerdict,
  FieldCase,
  NotYet,
} from "./expectation";
import type { FieldWorkspace, ShownFinding } from "./workspace";

export interface Tally {
  readonly passed: number;
  /** In words, each with what was seen instead. */
  readonly faults: readonly string[];
  /** What is not so yet, with the reason. */
  readonly waiting: readonly string[];
}

/** @param workspace the folder of the case */
export async function judged(expected: FieldCase, workspace: FieldWorkspace): Promise<Tally> {
  const { findings, verdicts = [], lookups = [], conversions = [], hovers = [], notYet = [] } = expected;
  const answers: (string | undefined)[] = [
    readFault(expected, workspace),
    ...findings.map((finding) => findingFault(finding, workspace.findings)),
    noiseFault(findings, workspace.findings),
    ...verdicts.map((verdict) => verdictFault(verdict, workspace)),
    ...[...new Set(lookups.map(nameOf))].map((name) => lookupFault(name, lookups, workspace)),
    ...hovers.map((one) => hoverFault(one, workspace)),
  ];
  for (const conversion of conversions) answers.push(await conversionFault(conversion, workspace));
  for (const entry of notYet) answers.push(await notYetFault(entry, workspace));
  const faults = answers.filter((answer) => answer !== undefined);
  return {
    passed: answers.length - faults.length,
    faults,
    waiting: notYet.map(({ what, why }) => `${what} (${why})`),
  };
}

function readFault({ objects }: FieldCase, { report }: FieldWorkspace): string | undefined {
  if (report.errors.length > 0) return `cannot be read: ${report.errors.map(({ message }) => message).join(" ")}`;
  return report.documents === objects ? undefined : `${report.documents} objects instead of ${objects}`;
}

function findingFault(expected: ExpectedFinding, findings: readonly ShownFinding[]): string | undefined {
  const { says, restsOn = [], token } = expected;
  const found = findings.find((finding) => isAbout(finding, expected));
  const wanted = `${expected.severity} ${expected.rule} on ${expected.object} in ${expected.path}`;
  if (!found) return `no ${wanted}`;
  if (found.token !== token) return `${wanted} underlines "${found.token}" instead of "${token}"`;
  if (says && !says.test(found.message)) return `${wanted} does not say ${says}: ${found.message}`;
  const missing = restsOn.filter((path) => !found.related.some((related) => related.path === path));
  return missing.length === 0 ? undefined : `${wanted} does not point at ${missing.join(", ")}`;
}

function noiseFault(expected: readonly ExpectedFinding[], findings: readonly ShownFinding[]): string | undefined {
  const others = findings.filter((finding) => !expected.some((one) => isAbout(finding, one)));
  const isTwice = findings.length - others.length > expected.length;
  if (others.length === 0 && !isTwice) return undefined;
  const shown = (isTwice ? findings : others).map(
    ({ severity, rule, path, object, message }) => `${severity} ${rule} on ${object?.name} in ${path}: ${message}`,
  );
  return `more is found than what is right: ${shown.join("; ")}`;
}

function isAbout({ rule, severity, path, object }: ShownFinding, expected: ExpectedFinding): boolean {
  return (
    rule === expected.rule &&
    severity === expected.severity &&
    path === expected.path &&
    `${object?.kind}/${object?.name}` === expected.object
  );
}

function verdictFault(expected: ExpectedVerdict, { report }: FieldWorkspace): string | undefined {
  const { path, object, recommended, leaning, says } = expected;
  const found = report.workloads.find((known) => known.path === path && `${known.kind}/${known.name}` === object);
  if (!found) return `no workload ${object} in ${path}`;
  const { verdict } = found;
  const evidence = verdict.evidence.map(({ text }) => text);
  if (verdict.recommended !== recommended || verdict.leaning !== leaning)
    return `verdict of ${object}: ${verdict.recommended}, leaning ${verdict.leaning} (${evidence.join("; ")})`;
  if (says && !evidence.some((text) => says.test(text)))
    return `the evidence about ${object} does not say ${says}: ${evidence.join("; ")}`;
  return undefined;
}

/** All units of a workload at once: one that is not expected is a fault as well. */
function lookupFault(name: string, all: readonly ExpectedLookups[], workspace: FieldWorkspace): string | undefined {
  const expected = all.filter((one) => nameOf(one) === name);
  const [first] = expected;
  const found = first ? workspace.lookups(first) : [];
  if (isDeepStrictEqual(found, expected)) return undefined;
  return `look-ups of ${name}: ${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`;
}

function nameOf({ path, object }: ExpectedLookups): string {
  return `${object} in ${path}`;
}

async function conversionFault(expected: ExpectedConversion, workspace: FieldWorkspace): Promise<string | undefined> {
  const { object, storage, refused, because, says = [], diff = [], untouched = [] } = expected;
  const found = await workspace.convert(expected);
  const name = `conversion of ${object} (${storage})`;
  if (found.refused !== refused || found.code !== (refused === undefined ? 0 : 2))
    return `${name}: ${found.refused ?? "no refusal"} instead of ${refused ?? "none"}; exit code ${found.code}`;
  if (because && !because.test(found.messages)) return `${name} is refused for another reason: ${found.messages}`;
  const unsaid = says.filter(
    ([code, text]) => !found.consequences.some((one) => one.code === code && text.test(one.message)),
  );
  if (unsaid.length > 0) return `${name} does not say ${unsaid.map((one) => one.join(" ")).join(", ")}`;
  const lines = diff.filter((line) => !line.test(found.diff));
  if (lines.length > 0) return `${name}: the diff has no ${lines.join(", ")}`;
  const touched = untouched.filter((path) => found.files.includes(path));
  return touched.length === 0 ? undefined : `${name} changes ${touched.join(", ")}`;
}

function hoverFault(expected: ExpectedHover, workspace: FieldWorkspace): string | undefined {
  const { object, shows, hides = [] } = expected;
  const text = workspace.hover(expected);
  const wrong = [...shows.filter((part) => !part.test(text)), ...hides.filter((part) => part.test(text))];
  return wrong.length === 0 ? undefined : `hover on ${object}, ${wrong.join(", ")}: ${text}`;
}

async function notYetFault({ what, holds }: NotYet, workspace: FieldWorkspace): Promise<string | undefined> {
  return (await holds(workspace)) ? `is so now, and belongs to what is right: ${what}` : undefined;
}
