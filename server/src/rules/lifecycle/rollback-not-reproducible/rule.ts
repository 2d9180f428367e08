// A rollback starts the former template, and it is not said which image that was.
import { described } from "../../../kubernetes/resource";
import { isPlaceholder } from "../../../kubernetes/template-markers";
import { containers } from "../../../kubernetes/workload";
import { asScalar, child } from "../../../yaml/navigate";
import { defineRule } from "../../rule";
import { removeFix } from "../../shared/field-fixes";

export const rule = defineRule({
  id: "rollback-not-reproducible",
  group: "lifecycle",
  severities: ["hint"],
  strict: true,
  kinds: ["Deployment", "StatefulSet"],
  summary: "A rollback would not bring back what ran before.",
  fixes: [{ title: "Remove revisionHistoryLimit", safe: false }],
  check(context) {
    const { workload, report } = context;
    if (!workload) return;
    const limit = asScalar(child(workload.spec, "revisionHistoryLimit"));
    if (limit?.value === 0) {
      const message = `revisionHistoryLimit 0: no former revision of ${described(workload.resource)} is kept, so there is nothing to roll back to. Remove it.`;
      report(limit, message, { fixes: removeFix(context, "Remove revisionHistoryLimit", limit) });
    }
    for (const { node, image } of containers(workload)) {
      const token = asScalar(child(node, "image"));
      const tag = movingTag(image);
      if (!token || tag === undefined) continue;
      const message = `${tag}: a rollback or a new Pod may start another program than the one that ran before. Name a version or a digest.`;
      report(token, message);
    }
  },
});

/** What the image says in place of a version; undefined where it names one. */
function movingTag(image: string): string | undefined {
  if (image === "" || image.includes("@") || isPlaceholder(image)) return undefined;
  const tag = /:([^/:]*)$/.exec(image)?.[1];
  if (tag === undefined || tag === "") return "The image has no tag, which means latest";
  return tag === "latest" ? "The image has the tag latest" : undefined;
}
