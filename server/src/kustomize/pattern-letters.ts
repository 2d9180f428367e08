// Classes of letters in the regular expressions that Kustomize takes.

/** Ranges of code points, both ends included. */
export type Ranges = readonly (readonly [number, number])[];

/** The last code point. */
export const LAST = 0x10ffff;
const digit: Ranges = [[48, 57]];
const space: Ranges = [
  [9, 10],
  [12, 13],
  [32, 32],
];
const word: Ranges = [
  [48, 57],
  [65, 90],
  [95, 95],
  [97, 122],
];

/** Named classes inside brackets: `[[:alpha:]]`. */
export const named: ReadonlyMap<string, Ranges> = new Map<string, Ranges>([
  [
    "alnum",
    [
      [48, 57],
      [65, 90],
      [97, 122],
    ],
  ],
  [
    "alpha",
    [
      [65, 90],
      [97, 122],
    ],
  ],
  ["ascii", [[0, 127]]],
  [
    "blank",
    [
      [9, 9],
      [32, 32],
    ],
  ],
  [
    "cntrl",
    [
      [0, 31],
      [127, 127],
    ],
  ],
  ["digit", digit],
  ["graph", [[33, 126]]],
  ["lower", [[97, 122]]],
  ["print", [[32, 126]]],
  [
    "punct",
    [
      [33, 47],
      [58, 64],
      [91, 96],
      [123, 126],
    ],
  ],
  [
    "space",
    [
      [9, 13],
      [32, 32],
    ],
  ],
  ["upper", [[65, 90]]],
  ["word", word],
  [
    "xdigit",
    [
      [48, 57],
      [65, 70],
      [97, 102],
    ],
  ],
]);

/** Escapes of control characters. */
export const controls: ReadonlyMap<string, number> = new Map([
  ["a", 7],
  ["f", 12],
  ["n", 10],
  ["r", 13],
  ["t", 9],
  ["v", 11],
]);

/** The class of `\d` and the like; undefined for any other letter. */
export function classOf(letter: string): Ranges | undefined {
  switch (letter) {
    case "d":
      return digit;
    case "D":
      return inverted(digit);
    case "s":
      return space;
    case "S":
      return inverted(space);
    case "w":
      return word;
    case "W":
      return inverted(word);
    default:
      return undefined;
  }
}

/** All code points that are in none of the ranges. */
export function inverted(ranges: Ranges): Ranges {
  const result: (readonly [number, number])[] = [];
  let from = 0;
  for (const [low, high] of [...ranges].sort((a, b) => a[0] - b[0])) {
    if (low > from) result.push([from, low - 1]);
    from = Math.max(from, high + 1);
  }
  if (from <= LAST) result.push([from, LAST]);
  return result;
}
