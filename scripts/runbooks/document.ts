// A runbook taken apart as a person reads it: steps, their blocks, and the ways back.

export interface ReadStep {
  readonly number: number;
  readonly title: string;
  /** Blocks of commands, in order. */
  readonly blocks: readonly string[];
  /** The ways of which one is taken, by their letters. */
  readonly ways: ReadonlyMap<string, readonly string[]>;
  readonly back: readonly string[];
  /** All of it. */
  readonly text: string;
}

export function readRunbook(document: string): ReadStep[] {
  return sections(document, /^## (\d+)\. (.+)$/).map(({ match: [, number = "", title = ""], lines }) => {
    const [first = [], ...parts] = split(lines, /^### /);
    const of = (prefix: string) => parts.filter(([head = ""]) => head.startsWith(`### ${prefix}`));
    const ways = of(number).flatMap((part): [string, string[]][] => {
      const letter = new RegExp(`^### ${number}([a-z])\\.`).exec(part[0] ?? "")?.[1];
      return letter === undefined ? [] : [[letter, blocksIn(part)]];
    });
    return {
      number: Number(number),
      title,
      blocks: blocksIn(first),
      ways: new Map(ways),
      back: of("Way back").flatMap(blocksIn),
      text: lines.join("\n"),
    };
  });
}

interface Section {
  readonly match: RegExpExecArray;
  readonly lines: readonly string[];
}

/** Headings within blocks are none. */
function sections(document: string, heading: RegExp): Section[] {
  const found: { match: RegExpExecArray; lines: string[] }[] = [];
  let fenced = false;
  for (const line of document.split("\n")) {
    if (line.startsWith("```")) fenced = !fenced;
    const match = fenced ? null : heading.exec(line);
    if (match) found.push({ match, lines: [] });
    else found.at(-1)?.lines.push(line);
  }
  return found;
}

/** Each part but the first begins with its heading. */
function split(lines: readonly string[], heading: RegExp): string[][] {
  const parts: string[][] = [[]];
  for (const line of lines) {
    if (heading.test(line)) parts.push([]);
    parts.at(-1)?.push(line);
  }
  return parts;
}

function blocksIn(lines: readonly string[]): string[] {
  const blocks: string[][] = [];
  let open = false;
  for (const line of lines) {
    if (line === "```bash") {
      open = true;
      blocks.push([]);
    } else if (open && line === "```") open = false;
    else if (open) blocks.at(-1)?.push(line);
  }
  return blocks.map((block) => block.join("\n"));
}
