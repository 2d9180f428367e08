// The fix "Create headless Service 'x'" for the Pods of a Job: a new document before it.
import { isAtLeast } from "../../../config/assumptions";
import { containerPorts, headlessServiceText } from "../../../kubernetes/headless-service";
import type { Labels } from "../../../kubernetes/labels";
import { podLabels, type Workload } from "../../../kubernetes/workload";
import type { DocumentChange } from "../../../workspace/document-change";
import { insert, isRefusal } from "../../../yaml/edit-script";
import { item, literal } from "../../../yaml/fragment";
import { insertDocument } from "../../../yaml/insert-document";
import { asMapping } from "../../../yaml/navigate";
import type { Fix, RuleContext } from "../../rule";

/** @returns nothing where the name is none for a Service, a build gives it or the Pods other names, or the file is one JSON object */
export function jobServiceFix(context: RuleContext, job: Workload, name: string): Fix[] {
  const { own, resource, lookups } = context;
  const { document } = lookups.subject;
  const isRenamed = lookups.layers.some(({ facts }) => facts.namePrefix !== "" || facts.nameSuffix !== "");
  if (isRenamed || own.name !== resource.name || !isServiceName(name, context)) return [];
  if (own.item === undefined && asMapping(document.tree().root)?.flow) return [];
  const text = headlessServiceText({
    name,
    namespace: own.namespace,
    selector: selectedLabels(context, job),
    ports: containerPorts(job),
    // Pods of a Job look for each other while they start.
    notReady: true,
  });
  const changes = (): readonly DocumentChange[] => {
    if (own.item !== undefined)
      return [{ document, script: [insert(["items"], { before: own.item }, item(literal(text)))] }];
    const edit = insertDocument(document.text, { start: 0, end: document.text.length }, text);
    return isRefusal(edit) ? [] : [{ document, edits: [edit] }];
  };
  return [{ title: `Create headless Service '${name}'`, safe: false, changes }];
}

/** The labels that the template gives them, or the one that the controller gives them, where others have these as well. */
function selectedLabels({ lookups }: RuleContext, job: Workload): Labels {
  const given = podLabels(job) ?? {};
  const isOwn = Object.keys(given).length > 0 && lookups.pods.workloadsWith(given).length === 0;
  return isOwn ? given : { "job-name": job.resource.name };
}

/** A DNS label; below 1.36 it must start with a letter (gate RelaxedServiceNameValidation). */
function isServiceName(name: string, { lookups }: RuleContext): boolean {
  const digits = isAtLeast(lookups.assumptions.kubernetesVersion, 1, 36);
  return name.length <= 63 && /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name) && (digits || /^[a-z]/.test(name));
}
