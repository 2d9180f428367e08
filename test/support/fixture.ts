// The marker language of fixtures: several files in one text, and what is expected where, in comments that are taken out.

export interface Fixture {
  readonly files: readonly FixtureFile[];
  /** The `$0` of the text, if there is one. */
  readonly cursor: FixtureCursor | undefined;
}

export interface FixtureFile {
  readonly path: string;
  readonly text: string;
  readonly markers: readonly Marker[];
}

/** Columns of one line, end exclusive, and what is said of them. */
export interface Marker {
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

export interface FixtureCursor {
  readonly path: string;
  readonly line: number;
  readonly character: number;
}

const defaultPath = "manifest.yaml";

/**
 * Reads a fixture. `#- path` starts a file; a comment of carets marks the columns above them, `# <---` as many first
 * columns as it has dashes; the words behind are the label. `$0` is the cursor. A path `HEAD:…` is of the last commit.
 */
export function fixture(source: string): Fixture {
  const files: { path: string; lines: string[]; markers: Marker[] }[] = [];
  let cursor: FixtureCursor | undefined;
  let current = { path: defaultPath, lines: [] as string[], markers: [] as Marker[] };
  const text = source.startsWith("\n") ? source.slice(1) : source;
  for (const line of text.split("\n")) {
    const header = /^#- (\S+)$/.exec(line);
    if (header?.[1]) {
      if (current.lines.some((known) => known !== "")) files.push(current);
      current = { path: header[1], lines: [], markers: [] };
      continue;
    }
    const marker = markerOn(line, current.lines.length - 1);
    if (marker) {
      current.markers.push(marker);
      continue;
    }
    const at = line.indexOf("$0");
    if (at !== -1) cursor = { path: current.path, line: current.lines.length, character: at };
    current.lines.push(at === -1 ? line : line.replace("$0", ""));
  }
  files.push(current);
  return {
    files: files.map(({ path, lines, markers }) => ({ path, text: lines.join("\n"), markers })),
    cursor,
  };
}

function markerOn(line: string, above: number): Marker | undefined {
  const carets = /^\s*#\s*(\^+)\s+(.+)$/.exec(line);
  if (carets?.[1] && carets[2]) {
    const start = line.indexOf("^");
    return { line: above, start, end: start + carets[1].length, label: carets[2].trim() };
  }
  const dashes = /^#\s*<(-+)\s+(.+)$/.exec(line);
  if (dashes?.[1] && dashes[2]) return { line: above, start: 0, end: dashes[1].length, label: dashes[2].trim() };
  return undefined;
}
