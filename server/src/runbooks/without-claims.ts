// A workload without any claim: the set starts beside it, unless two of them must not run at once.
import { at, stringAt } from "../yaml/navigate";
import { handBack } from "./afterwards";
import { kubectl, object, ready } from "./live";
import { code } from "./markdown";
import type { Migration } from "./migration";
import { bash, type Step } from "./step";
import { oldAgain, setGone, stop, switched } from "./switch";

export function withoutClaims(migration: Migration): Step[] {
  const { from, to, name, situation } = migration;
  const isAlone = stringAt(at(situation.workload.spec, "strategy", "type")) === "Recreate";
  const old = object(from, name);
  if (isAlone) {
    return [
      stop(migration),
      switched(migration, {
        parts: ["**Downtime ends here.**"],
        back: [bash(...setGone(migration), ...oldAgain(migration)), "**Downtime ends.**"],
      }),
      handBack(migration, []),
    ];
  }
  return [
    {
      title: `Start the ${to} beside it`,
      parts: [
        bash(`${kubectl} apply -f "$WORK/switch.json"`, ready(to, name)),
        "Waits until the Pods are Ready. The Services that select the old Pods select the new ones as well.",
      ],
      back: [bash(`${kubectl} delete ${object(to, name)}`)],
    },
    {
      title: `Delete the ${from}`,
      parts: [bash(`${kubectl} delete ${old}`), `Nothing else deletes it: ${code("kubectl apply")} leaves it running.`],
      back: [bash(...oldAgain(migration), `${kubectl} delete ${object(to, name)}`)],
    },
    handBack(migration, []),
  ];
}
