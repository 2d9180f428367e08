// Runs of Jobs and CronJobs: when they start, and what they wait for.
import type { Pod } from "../../apiserver/namespace";
import { isReady } from "../../apiserver/namespace";
import type { Observation } from "../experiment";
import { createAll, type Event, type Place, warning } from "../place";
import { untilSettled } from "../settled";

/** A schedule of the example is replaced by one that comes soon. */
const EVERY_MINUTE = "* * * * *";
const TWO_RUNS_MS = 150_000;
const OTHER = "other";
const MULTI_ATTACH = /^Multi-Attach error/;

/** So many runs by hand: the scheduler would have to take the same node for all of them. */
const RUNS = 12;

interface CronJobSpec {
  readonly jobTemplate: { readonly spec: object };
}

/** Runs of a CronJob beside the Deployment that has the claim: as `kubectl create job --from` starts them. */
export const runWaitsForClaim: Observation = async (place, objects) => {
  const created = await createAll(place, objects);
  await untilSettled(place, created);
  const cronJob = created.find(({ kind }) => kind === "CronJob");
  if (!cronJob) throw new Error("there is no CronJob");
  const { spec } = (cronJob.spec as CronJobSpec).jobTemplate;
  for (let run = 0; run < RUNS; run++) {
    const name = `${cronJob.name}-${run}`;
    await createAll(place, [{ apiVersion: "batch/v1", kind: "Job", metadata: { name }, spec }]);
    const { seen } = await place.namespace.until("a run that starts or waits", async () => {
      const seen = await warning(place, MULTI_ATTACH);
      if (seen) return { seen };
      const [pod] = await place.namespace.list<Pod>("pods", `job-name=${name}`);
      return pod && isReady(pod) ? { seen: undefined } : undefined;
    });
    // How many it takes is up to the scheduler.
    if (seen) return { ...seen, what: seen.what.replace(name, cronJob.name) };
  }
  return undefined;
};

/** A run that has not ended when the next one is due, which has to go to another node. */
export const runsOverlap: Observation = async (place, objects) => {
  const { namespace, nodes } = place;
  const [cronJob] = (await createAll(place, objects)).filter(({ kind }) => kind === "CronJob");
  await namespace.patch("cronjobs", cronJob?.name ?? "", { spec: { schedule: EVERY_MINUTE } });
  // As if the last run had been a while ago: the first one comes at once.
  const lastScheduleTime = new Date(Date.now() - 120_000).toISOString().replace(/\.\d+/, "");
  await namespace.patch("cronjobs", cronJob?.name ?? "", { status: { lastScheduleTime } }, "status");
  const first = await namespace.until(
    "a run",
    async () => (await namespace.list<Pod>("pods")).find(isReady),
    TWO_RUNS_MS,
  );
  return nodes.alone(() =>
    nodes.cordoned(first.spec.nodeName ?? "", async () => {
      const { seen } = await namespace.until(
        "a second run, or why there is none",
        async () => {
          const seen = await warning(place, MULTI_ATTACH);
          if (seen) return { seen };
          return (await wasSkipped(place)) ? { seen: undefined } : undefined;
        },
        TWO_RUNS_MS,
      );
      return seen;
    }),
  );
};

/** No run in minutes in which another CronJob, the same without a deadline, has two. */
export const neverRuns: Observation = async (place, objects) => {
  const { namespace } = place;
  const cronJobs = objects.map((object) => ({
    ...object,
    spec: { ...(object.spec as object), schedule: EVERY_MINUTE },
  }));
  const others = cronJobs.map((object) => ({
    ...object,
    metadata: { name: OTHER },
    spec: { ...object.spec, startingDeadlineSeconds: undefined, concurrencyPolicy: "Allow" },
  }));
  const [cronJob] = await createAll(place, [...cronJobs, ...others]);
  return namespace
    .until(
      "runs",
      async () => {
        const runs = (await namespace.list("jobs")).map(({ metadata }) => metadata.name);
        if (runs.some((name) => name.startsWith(`${cronJob?.name}-`))) return { seen: undefined };
        if (runs.length < 2) return undefined;
        return {
          seen: {
            what: `CronJob ${cronJob?.name}, each minute, starts no run while one without the deadline starts two`,
          },
        };
      },
      TWO_RUNS_MS,
    )
    .then(({ seen }) => seen);
};

async function wasSkipped({ namespace }: Place): Promise<boolean> {
  return (await namespace.list<Event>("events")).some(({ reason }) => reason === "JobAlreadyActive");
}
