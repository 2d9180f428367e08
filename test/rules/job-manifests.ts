// The manifests that the tests of the rules about Jobs vary.

export interface JobVariation {
  /** Lines of `metadata` behind the name. */
  readonly metadata?: string;
  /** Lines of the Job's `spec` above the template. */
  readonly spec?: string;
  /** Lines of the Pod's `spec` above the containers. */
  readonly pod?: string;
  /** Items of `containers`. */
  readonly containers?: string;
  /** Lines of the Pod's `spec` behind the containers. */
  readonly more?: string;
  /** Behind `kind:`, as a marker line. */
  readonly marker?: string;
}

const plain = "- name: app\n  image: registry.example/app:1";

/** A Job `work`. */
export function job(variation: JobVariation = {}): string {
  return lines(
    "apiVersion: batch/v1",
    "kind: Job",
    variation.marker && `#     ^^^ ${variation.marker}`,
    "metadata:",
    "  name: work",
    indent(variation.metadata, 2),
    "spec:",
    ...jobSpec(variation, 2),
  );
}

/** A CronJob `work`. */
export function cronJob({
  cron = 'schedule: "0 3 * * *"',
  ...variation
}: JobVariation & {
  /** Lines of `spec` above the template. */
  readonly cron?: string;
} = {}): string {
  return lines(
    "apiVersion: batch/v1",
    "kind: CronJob",
    variation.marker && `#     ^^^^^^^ ${variation.marker}`,
    "metadata:",
    "  name: work",
    indent(variation.metadata, 2),
    "spec:",
    indent(cron, 2),
    "  jobTemplate:",
    "    spec:",
    ...jobSpec(variation, 6),
  );
}

function jobSpec({ spec, pod = "restartPolicy: Never", containers = plain, more }: JobVariation, by: number): string[] {
  return [
    indent(spec, by),
    indent("template:", by),
    indent("spec:", by + 2),
    indent(pod, by + 4),
    indent("containers:", by + 4),
    indent(containers, by + 6),
    indent(more, by + 4),
  ];
}

/** A line with a marker under it, on the columns of a word of the line. */
export function marked(line: string, word: string, label: string): string {
  const at = line.lastIndexOf(word);
  return `${line}\n#${" ".repeat(at - 1)}${"^".repeat(word.length)} ${label}`;
}

/** The same on the key at the start of the line. */
export function markedKey(line: string, label: string): string {
  return `${line}\n#${"^".repeat(line.indexOf(":"))} ${label}`;
}

/** As a container, of its lines; the first gets the dash. */
export function container(name: string, image: string, ...more: readonly string[]): string {
  return [`- name: ${name}`, `  image: ${image}`, ...more.map((line) => `  ${line}`)].join("\n");
}

function lines(...given: readonly (string | undefined)[]): string {
  return `${given.filter((line) => line !== undefined && line !== "").join("\n")}\n`;
}

function isMarker(line: string): boolean {
  return /^# *\^/.test(line);
}

/** Marker lines move with what they mark. */
export function indent(text: string | undefined, by: number): string {
  if (text === undefined || text === "") return "";
  return text
    .split("\n")
    .map((line) =>
      isMarker(line) ? `#${" ".repeat(by - (line[1] === "^" ? 1 : 0))}${line.slice(1)}` : " ".repeat(by) + line,
    )
    .join("\n");
}
