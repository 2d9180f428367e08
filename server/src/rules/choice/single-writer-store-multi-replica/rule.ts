// Several Pods, and a store of which only one may write: in one file for all, or in one for each.
import { podProfile } from "../../../guidance/pod-profile";
import { replicasRange } from "../../../workspace/replicas-range";
import { defineRule } from "../../rule";
import { oneReplicaFix } from "../../shared/one-replica-fix";
import { scalerRelated } from "../../shared/related";
import { embeddedStore } from "./embedded-store";

export const rule = defineRule({
  id: "single-writer-store-multi-replica",
  group: "choice",
  severities: ["warning"],
  heuristic: true,
  kinds: ["Deployment", "StatefulSet", "ReplicaSet", "ReplicationController"],
  summary: "Several Pods use an embedded store of which only one may write.",
  fixes: [{ title: "Run one replica with the strategy Recreate", safe: false }],
  check(context) {
    const { workload, lookups, report } = context;
    if (!workload) return;
    const range = replicasRange(workload, lookups);
    if (range.hi <= 1 || range.certainty !== "known") return;
    const store = embeddedStore(podProfile(workload, lookups));
    if (!store) return;
    const pods = range.lo < range.hi ? `up to ${range.hi} Pods` : `${range.hi} Pods`;
    const message = store.shared
      ? `${store.product} in ${store.path}, one file for ${pods}: they lock each other out, or damage it. Use one replica, or a database server.`
      : `${store.product} in ${store.path}, a file of its own for each of ${pods}: each has other data. Use one replica, or a database server.`;
    report(store.node, message, {
      related: [
        { message: `${store.path} lies on volume "${store.volume.name}"`, node: store.volume.node },
        ...range.scalers.map(scalerRelated),
      ],
      fixes: oneReplicaFix(context, range),
    });
  },
});
