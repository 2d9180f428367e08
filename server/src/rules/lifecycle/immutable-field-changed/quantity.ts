// Quantities as Kubernetes reads them: `1Gi` and `1024Mi` are one.
import { asScalar } from "../../../yaml/navigate";
import type { Node } from "../../../yaml/tree";

const factors: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  "": 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

/** Undefined for what is no quantity, and for one that a variable makes. */
export function quantity(node: Node | undefined): number | undefined {
  const text = asScalar(node)?.text ?? "";
  const [, number, unit = ""] = /^(\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)([numkMGTPE]|[KMGTPE]i)?$/.exec(text) ?? [];
  const factor = factors[unit];
  return number === undefined || factor === undefined ? undefined : Number(number) * factor;
}
