// What is measured, in the order of the table.

export type MeasureId =
  | "check"
  | "checkOff"
  | "checkPeak"
  | "start"
  | "harmlessKey"
  | "meaningfulKey"
  | "hover"
  | "codeAction"
  | "resolve"
  | "peak"
  | "settled";

/** Of what kind a figure is: the goals go by that. */
export type MeasureSort = "run" | "key" | "action" | "memory";

export interface Measure {
  readonly id: MeasureId;
  readonly title: string;
  readonly unit: "ms" | "MB";
  readonly sort: MeasureSort;
}

export const measures: readonly Measure[] = [
  { id: "check", title: "check", unit: "ms", sort: "run" },
  { id: "checkOff", title: "check, every rule off", unit: "ms", sort: "run" },
  { id: "checkPeak", title: "check, peak memory", unit: "MB", sort: "memory" },
  { id: "start", title: "server start to first diagnostics", unit: "ms", sort: "run" },
  { id: "harmlessKey", title: "key, harmless", unit: "ms", sort: "key" },
  { id: "meaningfulKey", title: "key, meaningful", unit: "ms", sort: "key" },
  { id: "hover", title: "hover on `kind`", unit: "ms", sort: "action" },
  { id: "codeAction", title: "code actions on `kind`", unit: "ms", sort: "action" },
  { id: "resolve", title: "resolve of a code action", unit: "ms", sort: "action" },
  { id: "peak", title: "server, peak memory", unit: "MB", sort: "memory" },
  { id: "settled", title: "server, settled memory", unit: "MB", sort: "memory" },
];
