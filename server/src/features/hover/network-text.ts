// The row of the comparison about the network: what leads to the Pods, and whether each has a name of its own.
import { podLabels } from "../../kubernetes/workload";
import { child } from "../../yaml/navigate";
import { type ColumnSource, startOf } from "./column-source";
import { code, joined, listed, type Rich, rich } from "./rich-text";

export function network(source: ColumnSource): Rich {
  return source.kind === "StatefulSet" ? setNetwork(source) : services(source);
}

/** An ordinary Service balances; a headless one gives the addresses of all Pods. */
function services({ situation }: ColumnSource): Rich {
  const { workload, lookups } = situation;
  const found = lookups.services.selecting((workload && podLabels(workload)) ?? {});
  const named = (headless: boolean) =>
    listed(
      found.filter(({ facts }) => facts.service?.headless === headless).map(({ facts }) => rich`${code(facts.name)}`),
    );
  const [ordinary, headless] = [named(false), named(true)];
  return joined(
    [
      ordinary.length > 0 ? rich`Service ${ordinary} → any Pod` : [],
      headless.length > 0 ? rich`headless ${headless} → all addresses` : [],
    ],
    "; ",
  );
}

/** A name for each Pod, as far as the Service that has to give it is there. */
function setNetwork(source: ColumnSource): Rich {
  const { service, name, situation, obstacle } = source;
  if (!service)
    return obstacle === "reading" ? ["still reading the workspace"] : ["no name for each Pod: no serviceName"];
  const first = code(`${name}-${startOf(source.workload)}.${service.name}`);
  if (service.planned) return rich`${first}, a name each`;
  const { lookups, workload } = situation;
  const { state, candidates } = lookups.object("", "Service", service.name);
  const its = code(service.name);
  if (state === "missing" && !isMadeElsewhere(source)) {
    if (lookups.unit.closed) return rich`${first} never resolves: no Service ${its}`;
    return rich`${first} only if a Service ${its} comes from elsewhere`;
  }
  if (state !== "found") return rich`${first}, a name each`;
  if (candidates.every(({ facts }) => facts.service?.headless === false))
    return rich`${first} is not promised: Service ${its} is not headless`;
  // Outside the unit its labels may be others'.
  const selecting = lookups.services.selecting((workload && podLabels(workload)) ?? {});
  const isBlind = candidates.every((candidate) => lookups.unit.has(candidate) && !selecting.includes(candidate));
  return isBlind ? rich`${first} never resolves: Service ${its} selects other Pods` : rich`${first}, a name each`;
}

/** Whoever owns the set makes its Service too, and an export from a cluster is rarely all that is there. */
function isMadeElsewhere({ situation }: ColumnSource): boolean {
  const metadata = child(situation.resource.root, "metadata");
  return child(metadata, "ownerReferences") !== undefined || child(metadata, "uid") !== undefined;
}
