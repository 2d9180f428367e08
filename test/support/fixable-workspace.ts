// Generated workspaces with faults that have safe fixes: in bases, overlays, patches and Lists, kept on purpose or not.
import type { Choices } from "./choices";
import type { GeneratedFile } from "./generated-workspace";

const folders = ["", "k8s/", "base/"] as const;
const removed: readonly (readonly [string, ...string[]])[] = [
  [
    "autoscaling/v2beta2",
    "HorizontalPodAutoscaler",
    "{scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: x}, maxReplicas: 3}",
  ],
  ["policy/v1beta1", "PodDisruptionBudget", "{maxUnavailable: 1, selector: {matchLabels: {app: x}}}"],
  [
    "batch/v1beta1",
    "CronJob",
    "{schedule: '0 3 * * *', jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: r.example/m:1}]}}}}}",
  ],
];

export function fixableWorkspace(choices: Choices): GeneratedFile[] {
  const files = Array.from({ length: 1 + choices.below(3) }, (_, index) => file(choices, index));
  return [...files, ...overlays(choices, files)].map(({ path, text }) => ({ path, text: styled(choices, text) }));
}

function file(choices: Choices, index: number): GeneratedFile {
  const count = 1 + choices.below(4);
  const documents = Array.from({ length: count }, (_, place) => document(choices, `${"abc"[index]}${place}`));
  const header = choices.chance(15) ? "# rightkind-ignore-file cronjob-schedule: the cluster is old\n" : "";
  return { path: `${choices.pick(...folders)}${"abc"[index]}.yaml`, text: header + documents.join("---\n") };
}

function document(choices: Choices, name: string): string {
  const object = choices.pick(deployment, cronJob, oldVersion, configMap)(choices, name);
  if (!choices.chance(15)) return object;
  const indented = object.replace(/^(?=.)/gm, "    ").replace(/^ {4}/, "  - ");
  return `apiVersion: v1\nkind: List\nitems:\n${indented}`;
}

function deployment(choices: Choices, name: string): string {
  const limits = choices.pick(
    "",
    "",
    "    rollingUpdate:\n      maxSurge: 1 # why\n",
    "    rollingUpdate: {maxSurge: 1}\n",
  );
  const type = choices.pick("Recreate", "Recreate", "RollingUpdate");
  return `${kept(choices, "recreate-with-rolling-update")}apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
${annotated(choices, "recreate-with-rolling-update")}spec:
  strategy:
${limits}    type: ${type}
  selector: {matchLabels: {app: ${name}}}
  template:
    metadata: {labels: {app: ${name}}}
    spec: {containers: [{name: m, image: "r.example/m:1"}]}
`;
}

function cronJob(choices: Choices, name: string): string {
  const schedule = choices.pick(
    "TZ=Europe/Berlin 0 3 * * *",
    "0 3 * * *",
    "CRON_TZ=Etc/UTC  */5 * * * *",
    "TZ=Nowhere/Land 0 3 * * *",
  );
  const quote = choices.pick("'", '"');
  return `apiVersion: batch/v1
kind: CronJob
metadata: {name: ${name}}
spec:
${kept(choices, "cronjob-schedule", "  ")}  schedule: ${quote}${schedule}${quote}
  jobTemplate: {spec: {template: {spec: {restartPolicy: Never, containers: [{name: m, image: "r.example/m:1"}]}}}}
`;
}

function oldVersion(choices: Choices, name: string): string {
  const [apiVersion, kind, spec] = choices.anyOf(removed) ?? [];
  const version = kept(choices, "deprecated-workload-api");
  return `${version}apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: ${name}}\nspec: ${spec}\n`;
}

function configMap(_: Choices, name: string): string {
  return `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ${name}}\ndata: {key: value}\n`;
}

/** Often of no use, and sometimes without a reason: then it does not count. */
function kept(choices: Choices, rule: string, indent = ""): string {
  if (!choices.chance(25)) return "";
  return `${indent}# rightkind-ignore-next-line ${rule}${choices.pick(": it is meant", ": it is meant", "")}\n`;
}

function annotated(choices: Choices, rule: string): string {
  return choices.chance(15) ? `  annotations: {rightkind.dev/ignore.${rule}: "it is meant"}\n` : "";
}

/** Builds over the first file, of which one may set a strategy for its Deployments. */
function overlays(choices: Choices, [first]: readonly GeneratedFile[]): GeneratedFile[] {
  if (!first || !choices.chance(60)) return [];
  const depth = first.path.includes("/") ? "../../" : "../../";
  const base = first.path.slice(0, first.path.lastIndexOf("/") + 1);
  const own = { path: `${base}kustomization.yaml`, text: `resources: [${first.path.slice(base.length)}]\n` };
  const names = ["one", "two"].slice(0, 1 + choices.below(2));
  return [
    own,
    ...names.flatMap((name): GeneratedFile[] => {
      const kustomization = `overlays/${name}/kustomization.yaml`;
      const resources = `resources: [${base === "" ? "../.." : `${depth}${base.slice(0, -1)}`}]\n`;
      if (!choices.chance(60)) return [{ path: kustomization, text: resources }];
      const type = choices.pick("Recreate", "RollingUpdate");
      const limits = choices.chance(30) ? "    rollingUpdate: {maxSurge: 2}\n" : "";
      const patch = `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: a0}\nspec:\n  strategy:\n    type: ${type}\n${limits}`;
      return [
        { path: kustomization, text: `${resources}patches: [{path: patch.yaml, target: {kind: Deployment}}]\n` },
        { path: `overlays/${name}/patch.yaml`, text: patch },
      ];
    }),
  ];
}

function styled(choices: Choices, text: string): string {
  const ended = choices.chance(15) ? text.replace(/\n$/, "") : text;
  return choices.chance(15) ? ended.replaceAll("\n", "\r\n") : ended;
}
