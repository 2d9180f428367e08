// ServiceMonitors that would take in the new headless Service too, and scrape every Pod twice.
import { matches } from "../../kubernetes/labels";
import { distinct } from "../../workspace/objects/workspace-object";
import type { Consequence, Subject } from "../conversion";
import type { NewService } from "./headless-service";

/** The new Service has no labels: only a selector that asks for none matches it. */
export function monitored({ situations }: Subject, { name }: NewService): Consequence[] {
  const found = distinct(situations.flatMap(({ lookups }) => lookups.services.monitors()));
  return found.flatMap((object) => {
    if (!object.facts.monitors || !matches(object.facts.monitors, {})) return [];
    const message = `ServiceMonitor "${object.facts.name}" selects the new Service "${name}" too: every Pod is scraped twice.`;
    return [{ code: "W-MONITOR", message, at: { place: { object, path: ["spec", "selector"], part: "key" } } }];
  });
}
