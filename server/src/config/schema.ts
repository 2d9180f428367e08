// The JSON schema of `.rightkind.yaml`, with which editors complete and explain it.
import { type configurationKeys, metaDiagnostics } from "./configuration";
import { profiles, ruleLevels } from "./severity";

type Schema = { readonly [keyword: string]: unknown };

/** Globs as the file has them: relative to its folder. */
function globs(description: string): Schema {
  return { description, type: "array", items: { type: "string", minLength: 1 } };
}

const level: Schema = { enum: [...ruleLevels] };

/**
 * The schema, as a value to be written as JSON.
 * @param rules all ids with a sentence each; with none, any id is taken
 */
export function configurationSchema(rules: readonly { readonly id: string; readonly summary: string }[]): Schema {
  const levels = new Map([...metaDiagnostics, ...rules].map(({ id, summary }) => [id, summary]));
  const ids = [...levels.keys()].sort();
  const properties: Readonly<Record<(typeof configurationKeys)[number], Schema>> = {
    kubernetesVersion: {
      description: "The release of Kubernetes that the manifests are for. Beats the editor's setting. Default: 1.36.",
      type: ["string", "number"],
      pattern: "^v?\\d+\\.\\d+(\\.\\d+)?$",
      examples: ["1.36"],
    },
    profile: {
      description:
        "Which findings to report. minimal: errors and warnings. recommended: all but the rules marked strict. strict: all.",
      enum: [...profiles],
      default: "recommended",
    },
    rules: {
      description:
        "Severity by rule. It replaces the rule's own severity and beats the profile; off silences the rule.",
      type: "object",
      properties: Object.fromEntries(ids.map((id) => [id, { description: levels.get(id), ...level }])),
      additionalProperties: rules.length === 0 ? level : false,
    },
    ignore: {
      description: "Findings that are kept on purpose. All conditions of an entry must match.",
      type: "array",
      items: {
        type: "object",
        required: ["reason"],
        additionalProperties: false,
        properties: {
          path: {
            description:
              "Glob of files, relative to the folder of this file. A plain folder name means all that lies in it.",
            type: "string",
            minLength: 1,
          },
          kind: { description: "Glob of kinds.", type: "string", minLength: 1 },
          name: { description: "Glob of the names of objects.", type: "string", minLength: 1 },
          namespace: { description: "Glob of namespaces.", type: "string", minLength: 1 },
          rule: {
            description: "A rule, or a glob of rules. Without it every rule is meant.",
            type: "string",
            minLength: 1,
            ...(rules.length === 0 ? {} : { anyOf: [{ enum: ids }, { pattern: "[*?\\[{(]" }] }),
          },
          reason: { description: "Why. Without a reason the entry does not count.", type: "string", pattern: "\\S" },
          until: {
            description: "The last day on which the entry counts.",
            type: "string",
            pattern: "^\\d{4}-\\d{2}-\\d{2}$",
            examples: ["2026-12-31"],
          },
        },
      },
    },
    baseline: {
      description:
        "A file that lists findings which are not reported, relative to the folder of this file. Written by rightkind check --format baseline.",
      type: "string",
      minLength: 1,
      examples: ["rightkind-baseline.yaml"],
    },
    defaultNamespace: {
      description: "The namespace of objects that say none.",
      type: "string",
      pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$",
      maxLength: 63,
    },
    closed: globs(
      "Globs of folders in which nothing else will be applied: only there is a missing object reported as missing.",
    ),
    cluster: {
      description: "What the cluster is made of.",
      type: "object",
      additionalProperties: false,
      properties: {
        nodes: { description: "Number of nodes. With 1, findings about several nodes are only hints.", ...count },
        zones: { description: "Number of zones.", ...count },
      },
    },
    storageClasses: {
      description: "Storage classes by name.",
      type: "object",
      additionalProperties: {
        type: "object",
        additionalProperties: false,
        properties: {
          enforcesReadWriteOnce: {
            description: "false where Pods on several nodes can mount a ReadWriteOnce claim all the same, as with NFS.",
            type: "boolean",
          },
          nodeLocal: {
            description: "true where each volume is bound to one machine, and all Pods of a claim run there.",
            type: "boolean",
          },
        },
      },
    },
    defaultStorageClass: {
      description: "The storage class of claims that name none, as the cluster has it.",
      type: "string",
    },
    statefulImages: globs(
      "Globs of images that keep data, besides those that are known. Without a slash: the last part of the name.",
    ),
    statelessImages: globs(
      "Globs of images that keep no data, whatever their name. Without a slash: the last part of the name.",
    ),
    singletons: globs("Globs of the names of workloads of which only one Pod may run."),
    developmentPaths: globs("Globs of files where losing data is fine."),
  };
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    title: "Rightkind configuration",
    description: "Configuration of Rightkind for the manifests in this folder and below.",
    type: "object",
    additionalProperties: false,
    properties,
  };
}

const count: Schema = { type: "integer", minimum: 1 };
