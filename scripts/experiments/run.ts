// Runs experiments: the bad and the good example of each, in a namespace of its own.

import { pages } from "../../server/src/rules/pages";
import type { Cluster } from "../apiserver/cluster";
import { Namespace } from "../apiserver/namespace";
import { exampleObjects } from "./example-objects";
import type { Experiment, Seen } from "./experiment";
import { Nodes } from "./nodes";

export interface Outcome {
  readonly experiment: Experiment;
  readonly bad: Seen | undefined | Error;
  readonly good: Seen | undefined | Error;
}

const AT_ONCE = 8;

/** @param log told of every outcome as it comes */
export async function outcomes(
  cluster: Cluster,
  experiments: readonly Experiment[],
  log: (outcome: Outcome) => void,
): Promise<Outcome[]> {
  const nodes = new Nodes(cluster);
  const found: Outcome[] = [];
  const waiting = experiments.map((experiment, index) => ({ experiment, index }));
  const worker = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { experiment, index } = next;
      const example = pages.get(experiment.rule)?.examples.find(({ title }) => title === experiment.example);
      const tried = async (half: "bad" | "good") => {
        const namespace = await Namespace.create(cluster, `${half}-${index}`);
        const observed = async () => {
          try {
            return await experiment.observe({ namespace, nodes }, exampleObjects(example?.[half] ?? ""));
          } catch (error) {
            return error instanceof Error ? error : new Error(String(error));
          } finally {
            await namespace.end();
          }
        };
        return experiment.ownsNodes ? nodes.alone(observed) : observed();
      };
      const [bad, good] = await Promise.all([tried("bad"), tried("good")]);
      const outcome = { experiment, bad, good };
      found[index] = outcome;
      log(outcome);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return found;
}
