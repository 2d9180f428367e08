// HorizontalPodAutoscalers of autoscaling/v2beta1 as autoscaling/v2: each target says what it is measured by.
import { type Operation, rename, wrap } from "../../../yaml/edit-script";
import { literal } from "../../../yaml/fragment";
import { at, child, entriesOf, itemsOf, stringAt } from "../../../yaml/navigate";
import type { Node, Path } from "../../../yaml/tree";
import type { RuleContext } from "../../rule";
import { ownPath } from "../../shared/written";
import type { Upgrade } from "./shape";

/** What a field of the old shape becomes. */
interface Measure {
  readonly type: "Utilization" | "AverageValue" | "Value";
  readonly key: string;
}

const measures: Readonly<Record<string, Measure>> = {
  targetAverageUtilization: { type: "Utilization", key: "averageUtilization" },
  targetAverageValue: { type: "AverageValue", key: "averageValue" },
  targetValue: { type: "Value", key: "value" },
};

/** @returns undefined where a metric has parts that are rare and need a look */
export function autoscalerUpgrade(context: RuleContext): Upgrade | undefined {
  const operations: Operation[] = [];
  for (const [index, metric] of itemsOf(at(context.own.root, "spec", "metrics")).entries()) {
    const type = stringAt(metric, "type");
    const field = type?.[0] ? `${type[0].toLowerCase()}${type.slice(1)}` : "";
    const source = child(metric, field);
    const path = ["spec", "metrics", index, field];
    const changed = source && metricOperations(context, path, source);
    if (!changed) return undefined;
    operations.push(...changed);
  }
  return { operations, defaultsChange: false };
}

function metricOperations(context: RuleContext, path: Path, source: Node): Operation[] | undefined {
  const own = ownPath(context, ...path);
  const operations: Operation[] = [];
  let measured = 0;
  for (const { key } of entriesOf(source)) {
    const name = key.type === "scalar" ? key.text : "";
    const measure = Object.hasOwn(measures, name) ? measures[name] : undefined;
    if (measure) {
      measured++;
      operations.push(
        rename([...own, name], "target"),
        wrap([...own, name], [{ key: measure.key, before: literal(`type: ${measure.type}`) }]),
      );
    } else if (name === "metricName") {
      operations.push(rename([...own, name], "metric"), wrap([...own, name], ["name"]));
    } else if (name === "target") {
      operations.push(rename([...own, name], "describedObject"));
    } else if (name !== "name" && name !== "container") {
      return undefined;
    }
  }
  return measured === 1 ? operations : undefined;
}
