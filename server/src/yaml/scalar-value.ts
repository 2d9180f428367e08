// What Kubernetes reads in a plain scalar: its tools use YAML 1.1 rules for booleans and octals.
import type { ScalarValue } from "./tree";

const TRUE = new Set(["true", "True", "TRUE", "yes", "Yes", "YES", "on", "On", "ON", "y", "Y"]);
const FALSE = new Set(["false", "False", "FALSE", "no", "No", "NO", "off", "Off", "OFF", "n", "N"]);
const NULL = new Set(["", "~", "null", "Null", "NULL"]);
const FLOAT = /^[-+]?(?:\d[\d_]*)?(?:\.\d*)?(?:[eE][-+]?\d+)?$/;

/**
 * The value of a scalar.
 * Source: sigs.k8s.io/yaml, goyaml.v2/resolve.go: `0755` is 493, `0o755` too, `yes` and `on` are true, `1_000` is 1000.
 * @param text the content of the scalar
 * @param plain false for quoted and block scalars, which are always strings
 * @param tag as written; `!!str`, `!!int`, `!!float` and `!!bool` are obeyed, others ignored
 */
export function scalarValue(text: string, plain: boolean, tag: string | undefined): ScalarValue {
  if (tag === "!" || tag === "!!str" || tag === "!!binary") return text;
  if (!plain && tag === undefined) return text;
  return resolved(text);
}

function resolved(text: string): ScalarValue {
  if (NULL.has(text)) return null;
  const first = text.charCodeAt(0);
  const numeric = (first >= 48 && first <= 57) || first === 43 || first === 45 || first === 46;
  if (!numeric) return TRUE.has(text) ? true : FALSE.has(text) ? false : text;
  return integer(text) ?? float(text) ?? text;
}

function integer(text: string): number | undefined {
  const digits = text.replaceAll("_", "");
  const match = /^([-+]?)(?:(0x[\da-fA-F]+)|0o?([0-7]+)|0b([01]+)|(0|[1-9]\d*))$/.exec(digits);
  if (!match) return undefined;
  const [, sign, hex, octal, binary, decimal] = match;
  const size =
    decimal !== undefined
      ? Number(decimal)
      : hex !== undefined
        ? Number.parseInt(hex, 16)
        : octal !== undefined
          ? Number.parseInt(octal, 8)
          : Number.parseInt(binary ?? "", 2);
  return sign === "-" ? -size : size;
}

function float(text: string): number | undefined {
  if (/^[-+]?\.(?:inf|Inf|INF)$/.test(text)) return text.startsWith("-") ? -Infinity : Infinity;
  if (/^\.(?:nan|NaN|NAN)$/.test(text)) return Number.NaN;
  if (!FLOAT.test(text) || !/\d/.test(text)) return undefined;
  const value = Number(text.replaceAll("_", ""));
  return Number.isNaN(value) ? undefined : value;
}
