// One conversion with all files around it, and what must come of it: known from how it was put together.
import type { Choices } from "../choices";
import type { GeneratedFile } from "../generated-workspace";
import { expectation, type Refusal, rowsOf, type Storage, type Success } from "./expectation";
import { kustomizeFiles, listingFile } from "./kustomizations";
import { hasScalerInUnit, homeOf, placed, scalerFile, subjectFile } from "./placement";
import { drawnScenario, type Scenario } from "./scenario";
import { type Fields, type FileForm, written } from "./style";

export interface GeneratedConversion {
  readonly files: readonly GeneratedFile[];
  readonly subject: {
    readonly path: string;
    /** `Deployment/[namespace/]name`, as it is written. */
    readonly object: string;
  };
  /** The rows of the decision table for volumes that this one is a case of. */
  readonly rows: readonly number[];
  readonly expected: Readonly<Record<Storage, Refusal | Expected>>;
}

export interface Expected extends Omit<Success, "createsService"> {
  /** Paths of the files that change, sorted. */
  readonly touched: readonly string[];
  /** Paths of the files that are new. */
  readonly created: readonly string[];
}

/** A Deployment in a workspace of several files; the same choices give the same bytes. */
export function generatedConversion(choices: Choices): GeneratedConversion {
  const scenario = drawnScenario(choices);
  const objects = new Map<string, Fields[]>();
  for (const { object, file } of placed(scenario, choices)) objects.set(file, [...(objects.get(file) ?? []), object]);
  const forms = new Map([...objects.keys()].map((file) => [file, drawnForm(choices)]));
  const pathOf = (file: string) => `${file}.${forms.get(file) === "json" ? "json" : "yaml"}`;
  const kustomize = kustomizeFiles(scenario, [...objects.keys()].map(pathOf));
  const files = [
    ...[...objects].map(([file, held]) => ({
      path: pathOf(file),
      text: written(held, forms.get(file) ?? "documents", choices),
    })),
    ...kustomize.map(({ path, content }) => ({
      path,
      text: typeof content === "string" ? content : written([content], "documents", choices),
    })),
  ];
  const subject = subjectFile(scenario);
  const isAlone = objects.get(subject)?.length === 1;
  const withFiles = (storage: Storage): Refusal | Expected => {
    const outcome = expectation(scenario, storage);
    if ("refused" in outcome) return outcome;
    // JSON has room for one object: the Service gets a file of its own, which the kustomization must list.
    const isApart = outcome.createsService && forms.get(subject) === "json" && isAlone;
    const listing = isApart ? listingFile(scenario) : undefined;
    const touched = new Set([
      pathOf(subject),
      ...(hasScalerInUnit(scenario) ? [pathOf(scalerFile(scenario))] : []),
      ...kustomize.flatMap(({ path, namesWorkload }) => (namesWorkload ? [path] : [])),
      ...(listing === undefined ? [] : [listing]),
    ]);
    const created = isApart ? [`${homeOf(scenario)}/${outcome.serviceName}.json`] : [];
    const { createsService: _, ...seen } = outcome;
    return { ...seen, touched: [...touched].sort(), created };
  };
  return {
    files,
    subject: { path: pathOf(subject), object: objectName(scenario) },
    rows: rowsOf(scenario),
    expected: { auto: withFiles("auto"), templates: withFiles("templates"), keep: withFiles("keep") },
  };
}

function drawnForm(choices: Choices): FileForm {
  if (choices.chance(10)) return "json";
  return choices.chance(10) ? "list" : "documents";
}

function objectName({ name, namespace, namespaceIn }: Scenario): string {
  const isWritten = namespace !== undefined && namespaceIn === "objects";
  return isWritten ? `Deployment/${namespace}/${name}` : `Deployment/${name}`;
}
