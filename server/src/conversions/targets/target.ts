// What a file of a target kind is asked, and what it answers.
import type { KubernetesVersion } from "../../config/assumptions";
import type { WorkloadKind } from "../../kubernetes/kinds";
import type { DocumentChange } from "../../workspace/document-change";
import type { Operation } from "../../yaml/edit-script";
import type { Consequence, ConversionOptions, Refused, Subject } from "../conversion";
import type { Part } from "../shape/metadata";
import { type Additions, noAdditions } from "../shape/reshape";
import type { MovedVolume } from "../storage/volume-to-template";

/** What is common to all targets, found once. */
export interface Lifted {
  readonly subject: Subject;
  readonly part: Part;
  readonly from: WorkloadKind;
  readonly to: WorkloadKind;
  readonly options: ConversionOptions;
  /** The most replicas there may be afterwards: an autoscaler counts. */
  readonly replicas: number;
  readonly version: KubernetesVersion;
}

/** What is special about a target. */
export interface Lowered {
  readonly refusals: readonly Refused[];
  /** New fields beside the selector. */
  readonly additions: Additions;
  /** On paths of the workload as it is written. */
  readonly operations: readonly Operation[];
  readonly consequences: readonly Consequence[];
  /** New objects beside the workload, as YAML of ours. */
  readonly created: readonly NewObject[];
  /** Of other documents. */
  readonly changes: readonly DocumentChange[];
  /** Volumes that leave the Pods. */
  readonly moved: readonly MovedVolume[];
  /** Must the old Pod be gone before the new one starts? */
  readonly recreate: boolean;
  readonly shared: Shared;
}

export interface NewObject {
  readonly name: string;
  readonly text: string;
}

/** What the old live object and the new one would have in common. */
export interface Shared {
  /** A claim that only one node or Pod may mount, or of which nothing is known. */
  readonly claim?: string;
  /** Do data move into volumes that are empty at first? */
  readonly data?: boolean;
  /** The governing Service, where there is one. */
  readonly service?: string;
}

export const nothingSpecial: Lowered = {
  refusals: [],
  additions: noAdditions,
  operations: [],
  consequences: [],
  created: [],
  changes: [],
  moved: [],
  recreate: false,
  shared: {},
};

export interface Target {
  lower(lifted: Lifted): Lowered;
}
