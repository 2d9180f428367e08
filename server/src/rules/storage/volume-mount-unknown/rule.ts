// A container mounts a volume that its Pod does not have.
import { isAtLeast } from "../../../config/assumptions";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { type Container, containers, type Workload } from "../../../kubernetes/workload";
import { asScalar, asSequence, at, booleanAt, child, isNullish, itemsOf } from "../../../yaml/navigate";
import { defineRule, type RuleContext } from "../../rule";
import { nearVolume, type UnknownMount, volumeMountFixes } from "./volume-mount-fixes";

export const rule = defineRule({
  id: "volume-mount-unknown",
  group: "storage",
  severities: ["error"],
  settles: true,
  kinds: ["Pod", "ReplicaSet", "ReplicationController", "Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob"],
  summary: "A container mounts a volume that its Pod does not have.",
  fixes: [
    { title: "Use volume 'x'", safe: false },
    { title: "Add emptyDir volume 'y'", safe: false },
    { title: "Add a volume claim template for 'y' (recreates the object)", safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    const known = workload && volumeNames(workload);
    if (!known) return;
    for (const container of containers(workload)) {
      for (const mount of unknownMounts(container, known)) {
        const near = nearVolume(workload, mount, known);
        report(mount.name, message(context, workload, container, mount, near), {
          fixes: volumeMountFixes(context, workload, mount, near),
        });
      }
    }
  },
});

/** What the Pods have; undefined where that cannot be told. */
function volumeNames({ kind, podSpec, spec }: Workload): string[] | undefined {
  const volumes = child(podSpec, "volumes");
  const templates = kind === "StatefulSet" ? child(spec, "volumeClaimTemplates") : undefined;
  if ([volumes, templates].some((list) => !isNullish(list) && !asSequence(list))) return undefined;
  const names = [
    ...itemsOf(volumes).map((volume) => child(volume, "name")),
    ...itemsOf(templates).map((template) => at(template, "metadata", "name")),
  ].flatMap((node) => asScalar(node)?.text ?? []);
  return names.some(isPlaceholder) ? undefined : names;
}

function unknownMounts({ node }: Container, known: readonly string[]): UnknownMount[] {
  return (["volumeMounts", "volumeDevices"] as const).flatMap((list) =>
    itemsOf(child(node, list)).flatMap((item) => {
      const name = asScalar(child(item, "name"));
      if (!name || name.text === "" || known.includes(name.text) || isPlaceholder(name.text)) return [];
      return { name, device: list === "volumeDevices", readOnly: booleanAt(item, "readOnly") === true };
    }),
  );
}

function message(
  { lookups }: RuleContext,
  { kind }: Workload,
  { name }: Container,
  mount: UnknownMount,
  near: string | undefined,
): string {
  const what = kind === "StatefulSet" ? "neither a volume nor a claim template" : "no volume of the Pod";
  const accepted = kind === "StatefulSet" && !isAtLeast(lookups.assumptions.kubernetesVersion, 1, 34);
  const then = accepted ? "the API server accepts it, but no Pod can be created" : "the API server rejects it";
  const mend = near === undefined ? "Add it, or mount another one." : `Did you mean "${near}"?`;
  return `Container "${name}" mounts "${mount.name.text}", ${what}: ${then}. ${mend}`;
}
