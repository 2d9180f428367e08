// ServiceMonitors that would take in the new headless Service too, and scrape every Pod twice.
import { labels, matches } from "../../kubernetes/labels";
import { resourceOf } from "../../kubernetes/resource";
import { distinct } from "../../workspace/objects/workspace-object";
import { at } from "../../yaml/navigate";
import { parseDocument } from "../../yaml/parse";
import type { Consequence, Subject } from "../conversion";
import type { NewService } from "./headless-service";

/** The new Service has no labels but those that its build gives it: a selector that wants no others matches it. */
export function monitored({ situations }: Subject, { name, text }: NewService): Consequence[] {
  const service = resourceOf(parseDocument(text).root, undefined);
  if (!service) return [];
  const found = situations.flatMap(({ lookups }) => {
    const given = labels(at(lookups.services.asBuilt(service).root, "metadata", "labels"));
    return lookups.services.monitors().filter(({ facts }) => facts.monitors && matches(facts.monitors, given));
  });
  return distinct(found).map((object) => {
    const { kind, name: own } = object.facts;
    const message = `${kind} "${own}" selects the new Service "${name}" too: every Pod is scraped twice.`;
    return { code: "W-MONITOR", message, at: { place: { object, path: ["spec", "selector"], part: "key" } } };
  });
}
