// Globs of the configuration: of paths, folders, names and images, compiled when they are first asked.
import picomatch from "picomatch";
import { PatternMachine } from "../text/pattern-machine";
import { patternOf } from "./pattern-syntax";

/**
 * What the patterns of a list are held against:
 * - `path`: a file relative to the configuration's folder; a pattern that ends in a plain name also means all in that folder
 * - `folder`: the same files, by the folders they lie in
 * - `name`: the name, kind or namespace of an object, or a rule
 * - `image`: a container image, with or without its tag and digest; a pattern without `/` means the last part of its name
 */
export type GlobSubject = "path" | "folder" | "name" | "image";

/** A list of globs of which one must match. An empty list matches nothing. */
export class Globs {
  readonly subject: GlobSubject;
  readonly patterns: readonly string[];
  #matcher: ((text: string) => boolean) | undefined;

  constructor(subject: GlobSubject, patterns: readonly string[]) {
    this.subject = subject;
    this.patterns = patterns;
  }

  /** The one file or folder that a list of paths means, where it has a single pattern without any sign that stands for more. */
  get onlyPath(): string | undefined {
    const [pattern, ...others] = this.patterns;
    if (this.subject !== "path" || pattern === undefined || others.length > 0) return undefined;
    const path = withoutEndingSlashes(anchored(pattern));
    return isPlain(path) ? path : undefined;
  }

  matches(text: string): boolean {
    this.#matcher ??= matcher(this.subject, this.patterns);
    return this.#matcher(text);
  }
}

/** No path of an operating system, no name and no image is longer; nor is a glob that means one. */
const LONGEST = 4096;

/** A glob that would need more is none that anybody writes. */
const MOST_STATES = 100_000;

/** More brackets than these are no glob that anybody writes, and picomatch takes long to read them. */
const MOST_BRACKETS = 100;

/** Can the glob be held against anything? Else it matches nothing. */
export function isUsableGlob(glob: string): boolean {
  return isPlain(glob) || machineOf(glob) !== undefined;
}

/** A path, a name or an image of signs that stand for themselves alone. */
function isPlain(pattern: string): boolean {
  if (pattern.length > LONGEST) return false;
  return pattern.split("/").every((part) => /^[\w.:@-]+$/.test(part) && part !== "." && part !== "..");
}

/** Does the text have any sign that stands for more than itself? */
export function isGlob(text: string): boolean {
  return /[*?[\]{}()]/.test(text);
}

function matcher(subject: GlobSubject, patterns: readonly string[]): (text: string) => boolean {
  if (subject !== "image") return anyOf(patterns.flatMap((pattern) => expanded(subject, pattern)));
  const whole = anyOf(patterns.filter((pattern) => pattern.includes("/")));
  const last = anyOf(patterns.filter((pattern) => !pattern.includes("/")));
  return (image) => imageForms(image).some((form) => whole(form) || last(form.slice(form.lastIndexOf("/") + 1)));
}

function expanded(subject: GlobSubject, pattern: string): string[] {
  if (subject === "name" || subject === "image") return [pattern];
  const whole = anchored(pattern);
  const plain = withoutEndingSlashes(whole);
  if (plain === "" || plain === ".") return ["**"];
  // A star stands for one part, so that `apps/*` means each folder in `apps`, not the files beside them.
  if (subject === "folder") return [`${plain}/**/*`];
  if (whole !== plain) return [`${plain}/**`];
  return isGlob(plain.slice(plain.lastIndexOf("/") + 1)) ? [plain] : [plain, `${plain}/**`];
}

/** Relative to the folder, as paths are. */
function anchored(pattern: string): string {
  return pattern.replace(/^(?:\.?\/)+/, "");
}

function anyOf(patterns: readonly string[]): (text: string) => boolean {
  const tests = patterns.map(testOf);
  return (text) => text !== "" && text.length <= LONGEST && tests.some((test) => test(text));
}

function testOf(pattern: string): (text: string) => boolean {
  if (isPlain(pattern)) return (text) => text === pattern;
  const folder = /^(.*?)\/\*\*(\/\*)?$/.exec(pattern);
  if (folder?.[1] !== undefined && isPlain(folder[1])) {
    const [, path, below] = folder;
    return (text) => text.startsWith(`${path}/`) || (below === undefined && text === path);
  }
  const machine = machineOf(pattern);
  return (text) => text === pattern || machine?.matches(codesOf(text)) === true;
}

/**
 * picomatch says what a glob means, as a regular expression; the machine holds it against texts, for the engine of
 * JavaScript may need for ever (docs/decisions/globs.md).
 * @returns undefined for what is too large, and for signs of regular expressions that no glob has
 */
function machineOf(pattern: string): PatternMachine | undefined {
  if (pattern.length > LONGEST || pattern.replace(/[^([{]/g, "").length > MOST_BRACKETS) return undefined;
  try {
    // `windows` is written because picomatch would ask the platform: a configuration means the same everywhere.
    const { source } = picomatch.makeRe(pattern, { dot: true, nonegate: true, windows: false });
    const tree = patternOf(source);
    return tree && new PatternMachine(tree, MOST_STATES);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Code units, as the expressions of JavaScript count. */
function codesOf(text: string): number[] {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** `registry/app:1@sha256:…`, `registry/app:1` and `registry/app`. */
function imageForms(image: string): string[] {
  const undigested = image.replace(/@.*$/s, "");
  return [image, undigested, undigested.replace(/:[^/:]*$/, "")];
}

function withoutEndingSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === "/") end--;
  return text.slice(0, end);
}
