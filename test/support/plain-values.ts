// Values as the YAML library reads them: mappings, lists and what lies in them, whatever stands there.

export type Value = Readonly<Record<string, unknown>>;

export function record(value: unknown): Value {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Value) : {};
}

export function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function at(value: unknown, ...way: readonly string[]): unknown {
  return way.reduce<unknown>((found, key) => record(found)[key], value);
}
