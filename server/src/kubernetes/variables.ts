// Numbers that a tool fills in later (`${replicas:=2}`, `$(COUNT)`): unknown, whatever Kubernetes would default to.
import { asScalar, at } from "../yaml/navigate";
import type { Node, Path } from "../yaml/tree";

export interface Count {
  /** The number as written, or the default that stands beside the variable; undefined where there is none. */
  readonly value: number | undefined;
  readonly variable: boolean;
}

/** `$${` is how Flux writes a plain `${`. */
const VARIABLE = /(?<!\$)\$\{[^{}]*\}|\$\([^()]*\)/;

/** Flux and a shell: `:=` and `:-` say what is meant where the variable is not set. */
const WITH_DEFAULT = /^\$\{\w+:[=-](\d{1,9})\}$/;

/** As people read it. */
export function countText({ value }: Count): string {
  return value === undefined ? "a variable number" : `${value}`;
}

/** A whole number at a path. Anything else than a number or a variable counts as absent. */
export function countAt(node: Node | undefined, ...path: Path): Count {
  const scalar = asScalar(at(node, ...path));
  const { value } = scalar ?? {};
  if (typeof value === "number" && Number.isInteger(value)) return { value, variable: false };
  if (typeof value !== "string" || !VARIABLE.test(value)) return { value: undefined, variable: false };
  const given = WITH_DEFAULT.exec(value.trim())?.[1];
  return { value: given === undefined ? undefined : Number(given), variable: true };
}
