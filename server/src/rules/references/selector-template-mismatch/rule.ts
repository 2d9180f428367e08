// A selector that does not match the Pods it is to select: the API server rejects the object.
import { defineRule } from "../../rule";
import { selectorFault } from "./selector-fault";
import { mismatchFixes, missingSelectorFix } from "./selector-fixes";

export const rule = defineRule({
  id: "selector-template-mismatch",
  group: "references",
  severities: ["error"],
  kinds: ["Deployment", "ReplicaSet", "StatefulSet", "DaemonSet", "ReplicationController"],
  summary: "The selector does not match the labels of the Pod template.",
  fixes: [
    { title: "Set the Pod label 'x' to 'y'", safe: false },
    { title: "Copy the selector to the Pod labels", safe: false },
    { title: "Copy the Pod labels to the selector (recreates the object)", safe: false },
    { title: "Add a selector from the Pod labels", safe: false },
  ],
  check(context) {
    const { workload, report } = context;
    const fault = workload?.podTemplate && selectorFault(workload);
    if (!fault) return;
    const fixes = fault.absent ? missingSelectorFix(context) : mismatchFixes(context);
    report(fault.token, fault.message, { fixes });
  },
});
