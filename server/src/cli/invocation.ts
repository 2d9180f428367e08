// What a command line asks for: one form for each command, with the words that its options know.
import type { KubernetesVersion } from "../config/assumptions";
import { type Severity, severities } from "../config/severity";
import type { StorageChoice } from "../guidance/conversion-request";
import type { WorkloadKind } from "../kubernetes/kinds";
import type { RunbookOption } from "../runbooks/options";

export const commands = ["check", "fix", "convert", "explain", "rules"] as const;
export type Command = (typeof commands)[number];

export const checkFormats = ["text", "json", "sarif", "github", "baseline"] as const;
export const convertFormats = ["text", "json"] as const;
export const rulesFormats = ["text", "json"] as const;
export const storageChoices = ["auto", "templates", "keep"] as const satisfies readonly StorageChoice[];
export const newResourcePlaces = ["sameFile", "sameFolder"] as const;
export const failLevels = [...severities, "never"] as const;

/** Options that say where the context ends and what holds in it. */
export interface ContextOptions {
  readonly root: string | undefined;
  readonly config: string | undefined;
  readonly kubernetesVersion: KubernetesVersion | undefined;
}

export type Invocation =
  | { readonly action: "help"; readonly command: Command | undefined }
  | { readonly action: "version" }
  | CheckInvocation
  | FixInvocation
  | ConvertInvocation
  | RunbookInvocation
  | ExplainInvocation
  | { readonly action: "rules"; readonly format: (typeof rulesFormats)[number] };

export interface CheckInvocation {
  readonly action: "check";
  readonly paths: readonly string[];
  readonly format: (typeof checkFormats)[number];
  readonly failOn: Severity | "never";
  readonly context: ContextOptions;
}

export interface FixInvocation {
  readonly action: "fix";
  readonly paths: readonly string[];
  readonly write: boolean;
  readonly context: ContextOptions;
}

interface ConversionInvocation {
  readonly path: string;
  readonly to: WorkloadKind;
  /** Undefined: the only workload that there is. */
  readonly object: ObjectName | undefined;
  readonly choices: ReadonlyMap<string, string>;
  readonly newResources: (typeof newResourcePlaces)[number];
  readonly context: ContextOptions;
}

export interface ConvertInvocation extends ConversionInvocation {
  readonly action: "convert";
  readonly storage: StorageChoice;
  readonly write: boolean;
  readonly format: (typeof convertFormats)[number];
}

/** `convert --runbook`: the conversion in words and commands. */
export interface RunbookInvocation extends ConversionInvocation {
  readonly action: "runbook";
  /** Undefined: all ways, and the recommended one in full. */
  readonly option: RunbookOption | undefined;
}

export type ExplainInvocation =
  | { readonly action: "explain"; readonly topic: string }
  | {
      readonly action: "explain";
      readonly object: ObjectName;
      readonly path: string;
      readonly context: ContextOptions;
    };

/** `Kind/name` or `Kind/namespace/name`. */
export interface ObjectName {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}
