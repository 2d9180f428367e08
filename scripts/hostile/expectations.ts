// What the command line has to make of each folder that ../shared/hostile/generate.py writes.

/**
 * The rules that the folders were made for. Others have much to say of odd names, and more with every rule that comes: that is
 * no answer to what is tried here.
 */
const judged: ReadonlySet<string> = new Set([
  "deployment-rwo-claim-multi-replica",
  "deployment-rwo-claim-rolling-update",
  "statefulset-unneeded",
  "governing-service-missing",
  "invalid-configuration",
  "suppression-without-reason",
  "unused-suppression",
]);

export function isJudged(rule: string): boolean {
  return judged.has(rule);
}

/** The right answer to one run of `check --format json`. */
export interface Answer {
  readonly exit: 0 | 1 | 2;
  /** Codes of `errors`, sorted. */
  readonly errors: readonly string[];
  /** Of the rules that are judged. */
  readonly findings: number;
  /** Objects. */
  readonly documents: number;
}

/**
 * - `check`: the answer matters
 * - `size`: the folder is large, and only has to be answered at all
 */
export type Expectation = { readonly type: "check"; readonly answer: Answer } | { readonly type: "size" };

/** One run: what is checked, and what has to come out. */
export interface Case {
  readonly name: string;
  readonly folder: string;
  /** Below the generated folder; the folder itself where nothing else is said. */
  readonly paths: readonly string[];
  readonly expected: Expectation;
}

function answer(exit: Answer["exit"], documents: number, findings: number, ...errors: string[]): Expectation {
  return { type: "check", answer: { exit, errors, findings, documents } };
}

const syntaxError = answer(1, 0, 0, "yaml-syntax");
const silent = answer(0, 1, 0);
const found = answer(0, 1, 1);
const foundWithClaim = answer(0, 2, 1);
const size: Expectation = { type: "size" };

/** The first row counts whose pattern matches the whole name of a folder. */
const rows: readonly (readonly [pattern: string, expected: Expectation])[] = [
  // Aliases, anchors and merge keys
  ["laughs\\d+", silent],
  ["laughsdep\\d+", foundWithClaim],
  ["anchors\\d+", silent],
  ["merge2x\\d+", silent],
  ["mergedep\\dx\\d+|mergeself2?", found],
  // Large and deep documents
  ["keys\\d+|jsonone.*|scalar(?:lit|fold|dq)?[124]m", silent],
  ["scalar10m", answer(1, 0, 0, "too-large")],
  ["deep.*", syntaxError],
  // Bytes and line ends
  ["nul|utf16be", answer(2, 0, 0, "unreadable")],
  ["utf16le", answer(2, 1, 1, "unreadable")],
  ["latin1|bommid|mixed|cr|crmix", foundWithClaim],
  ["bommid2", syntaxError],
  ["surrogate2?|tabs2", found],
  ["tabs", syntaxError],
  // Documents and directives
  ["sep[123]|directive", foundWithClaim],
  ["sep4|directive[23]", syntaxError],
  ["sepmany2?", answer(0, 0, 0)],
  ["complex2?", found],
  // Odd types and names
  ["dupkeys", silent],
  ["names", answer(1, 36, 6, "yaml-syntax", "yaml-syntax", "yaml-syntax", "yaml-syntax")],
  ["odd", answer(0, 4, 0)],
  ["proto", answer(1, 16, 13)],
  ["inject", answer(1, 6, 5)],
  // Paths, links and pipes
  ["circ|escape|fifo|gitignore", found],
  ["fs", answer(0, 3, 2)],
  // Configurations
  ["glob6", answer(0, 1, 0)],
  ["glob\\d", answer(0, 3, 2)],
  ["nonsense", answer(2, 2, 6)],
  ["nonsense2", answer(0, 2, 11)],
  ["nonsense[34]", answer(2, 2, 1, "unreadable")],
  // Bait for regular expressions
  ["image\\d+", answer(0, 3, 2)],
  ["spacesb?\\d+", syntaxError],
  ["comment220000", answer(0, 1, 1001)],
  ["comment240000", answer(0, 1, 2001)],
  ["comment280000", answer(0, 1, 4001)],
  ["comment(?:20000|40000|80000)", answer(0, 1, 2)],
  // The same without a reason, and of a rule that does not exist.
  ["comment3(?:20000|40000|80000)", answer(0, 1, 3)],
  ["(?:braces|nl|tplname)\\d+", found],
  ["(?:ws|nlsp)\\d+", foundWithClaim],
  ["(?:dashes|unp)\\d+", answer(0, 0, 0)],
  // Large workspaces
  ["(?:chain|diamond)\\d{1,3}", found],
  ["overlays\\d+", answer(0, 2, 2)],
  ["json[\\d.]+m|samef?\\d+|kust\\d+|chain\\d{4,}", size],
];

/** Runs that name single files of a generated folder. */
const named: readonly Case[] = [
  { name: "fifo, named", folder: "fifo", paths: ["fifo/f.yaml"], expected: answer(2, 0, 0, "unreadable") },
  { name: "nul, named", folder: "nul", paths: ["nul/a.yaml"], expected: answer(2, 0, 0, "unreadable") },
  { name: "fs, a folder named x.yaml", folder: "fs", paths: ["fs/x.yaml"], expected: answer(0, 1, 1) },
  {
    name: "fs, links named",
    folder: "fs",
    paths: ["fs/dangling.yaml", "fs/self.yaml", "fs/link.yaml"],
    expected: answer(2, 1, 1, "unreadable", "unreadable"),
  },
  { name: "/dev/zero", folder: "fs", paths: ["/dev/zero"], expected: answer(2, 0, 0, "unreadable") },
];

/** @throws where a folder is new: its right answer has to be written down first */
export function cases(folders: readonly string[]): Case[] {
  return [
    ...folders.map((folder) => ({ name: folder, folder, paths: [folder], expected: expectationOf(folder) })),
    ...named.filter(({ folder }) => folders.includes(folder)),
  ];
}

function expectationOf(folder: string): Expectation {
  const row = rows.find(([pattern]) => new RegExp(`^(?:${pattern})$`).test(folder));
  if (!row) throw new Error(`nothing is expected of the folder '${folder}'`);
  return row[1];
}
