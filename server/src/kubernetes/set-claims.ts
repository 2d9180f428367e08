// Names of the claims that a StatefulSet makes for its Pods: `<template>-<set>-<ordinal>`.
import { LONGEST_NAME } from "./dns-label";

export interface SetClaim {
  readonly template: string;
  readonly set: string;
  readonly ordinal: string;
}

/** All ways to read a name as that of such a claim: templates and sets may have hyphens in their own names. */
export function* setClaims(name: string): Generator<SetClaim> {
  if (name.length > LONGEST_NAME) return;
  const [, base, ordinal] = /^(.+)-(0|[1-9]\d*)$/.exec(name) ?? [];
  if (base === undefined || ordinal === undefined) return;
  for (let dash = base.indexOf("-"); dash !== -1; dash = base.indexOf("-", dash + 1))
    yield { template: base.slice(0, dash), set: base.slice(dash + 1), ordinal };
}
