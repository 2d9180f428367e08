// Why conversions are refused, without the costly parts of a plan.
import type { ConversionRequest } from "../guidance/conversion-request";
import { isRefused, type Refused, type Subject } from "./conversion";
import { plan } from "./plan";

/**
 * What `plan` refuses, asked for several conversions of one workload.
 * @returns an answer for each, in their order; undefined where the plan goes on
 */
export function refusals(subject: Subject, requests: readonly ConversionRequest[]): (Refused | undefined)[] {
  const situations = subject.situations.map((one) => ({ ...one, lookups: one.lookups.withoutTexts() }));
  const lean: Subject = { ...subject, situations, texts: [], refusalsOnly: true };
  return requests.map(({ to, storage }) => {
    // Where a new Service would stand refuses nothing.
    const planned = plan(lean, to, { storage, choices: new Map(), newResources: "sameFile" });
    return isRefused(planned) ? planned : undefined;
  });
}
