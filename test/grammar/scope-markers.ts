// Checks the scopes of a YAML text against marker lines below its lines.
//
//   kind: Deployment
//   #     ^^^^^^^^^^ entity.name.type.workload.rightkind    exactly these columns
//   # <---- entity.name.tag                                 the first columns, as many as dashes
//
// Of our own scopes (`….rightkind`) all must be marked, each over its whole extent, and nothing else may have one;
// `meta.` and `punctuation.` are checked where they are marked. YAML's scopes may be shortened, and must hold for
// every column that is marked.
import { expect } from "vitest";
import type { Token } from "./yaml-grammars";

interface Marker {
  /** Of the line that it speaks of, in the text without markers. */
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly scope: string;
}

const MARKER = /^ *# *(?:<(?<dashes>-+)|(?<carets>\^+)) (?<scope>[a-z][\w.-]+)$/;

/** @param tokenize from `tokenizer` */
export function checkScopes(tokenize: (text: string) => Token[][], marked: string): void {
  const { lines, markers } = withoutMarkers(marked);
  const tokens = tokenize(lines.join("\n"));
  const scopesAt = (line: number, column: number): readonly string[] =>
    tokens[line]?.find(({ start, end }) => start <= column && column < end)?.scopes ?? [];
  const asText = ({ line, start, end, scope }: Marker): string =>
    `${line + 1}:${start + 1} ${JSON.stringify(lines[line]?.slice(start, end))} ${scope}`;

  const own = markers.filter(({ scope }) => isOwn(scope));
  const wanted = new Set(own.map(({ scope }) => scope));
  const found = tokens
    .flatMap((each, line) => extents(each, line))
    .filter(({ scope }) => isOwn(scope) && (wanted.has(scope) || !/^(?:meta|punctuation)\./.test(scope)));
  expect(found.map(asText).sort()).toEqual(own.map(asText).sort());

  const failed = markers
    .filter(({ scope }) => !isOwn(scope))
    .filter(({ line, start, end, scope }) =>
      Array.from({ length: end - start }, (_, index) => scopesAt(line, start + index)).some(
        (scopes) => !scopes.some((each) => each === scope || each.startsWith(`${scope}.`)),
      ),
    );
  expect(failed.map(asText)).toEqual([]);
}

/** Is it a scope of our grammars? */
export function isOwn(scope: string): boolean {
  return scope.endsWith(".rightkind");
}

function withoutMarkers(marked: string): { lines: string[]; markers: Marker[] } {
  const lines: string[] = [];
  const markers: Marker[] = [];
  for (const line of marked.replace(/^\n/, "").split("\n")) {
    const { dashes, carets, scope } = MARKER.exec(line)?.groups ?? {};
    if (scope === undefined) {
      lines.push(line);
      continue;
    }
    const start = carets ? line.indexOf(carets) : 0;
    markers.push({ line: lines.length - 1, start, end: start + (carets ?? dashes ?? "").length, scope });
  }
  return { lines, markers };
}

/** Each scope of a line with the columns that it covers; neighbouring tokens are one extent. */
function extents(tokens: readonly Token[], line: number): Marker[] {
  const all: Marker[] = [];
  for (const { start, end, scopes } of tokens) {
    for (const scope of new Set(scopes)) {
      const before = all.findIndex((each) => each.scope === scope && each.end === start);
      const known = all[before];
      if (known) all[before] = { ...known, end };
      else all.push({ line, start, end, scope });
    }
  }
  return all;
}
