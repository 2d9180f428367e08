// Values of manifests as damaged files have them: fields are gone, or hold what belongs elsewhere, in any shape.
import type { Choices } from "./choices";

/** What stands where something else belongs; one of them is taken anew for each place. */
const strange: readonly unknown[] = [
  "",
  "x",
  0,
  -1,
  1e99,
  true,
  [],
  {},
  [null],
  [[]],
  { a: 1 },
  [{ name: "data" }],
  "{{x}}",
  "${X}",
  "3.5",
  "00",
];

/** The value with about one in twenty of its nodes misshapen, left out or written twice. What says the kind of an object stays. */
function misshapen(value: unknown, choices: Choices): unknown {
  if (choices.chance(6)) return choices.pick<unknown>(null, ...strange);
  if (Array.isArray(value)) {
    const items = value.map((item) => misshapen(item, choices));
    return choices.chance(8) ? [...items, ...items.slice(0, 1)] : items;
  }
  if (typeof value !== "object" || value === null) return value;
  return fields(value, choices);
}

/** A document whose outermost mapping stays one. */
export function misshapenObject(object: object, choices: Choices): object {
  return fields(object, choices);
}

function fields(object: object, choices: Choices): object {
  const entries = Object.entries(object).flatMap(([key, value]) => {
    if (key === "apiVersion" || key === "kind") return [[key, value]];
    return choices.chance(4) ? [] : [[key, misshapen(value, choices)]];
  });
  return Object.fromEntries(entries);
}
