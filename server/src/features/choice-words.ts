// What an answer to a question of a conversion means, in the words of a menu: the command line has names for it, which nobody knows here.

const meanings: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "claim-templates": {
    "new-claim": "with a new claim",
    "one-replica": "with one replica, which keeps its volume",
    "shared-claim": "with one claim for all Pods",
    ephemeral: "with volumes that go with the Pods",
  },
  "data-source": { keep: "with each volume a copy of the same source" },
  "long-running": { convert: "although it serves" },
  parallelism: { replicas: "with as many replicas as it runs Pods at a time" },
  paused: {
    partition: "held by a partition",
    OnDelete: "updated only when its Pods are deleted",
    suspend: "suspended",
  },
  replicas: { parallelism: "with as many Pods at a time as it has replicas" },
  "shared-claim": { move: "with the backup moved to the new volumes" },
  "update-strategy": {
    OnDelete: "updated only when its Pods are deleted",
    Recreate: "with all old Pods stopped before new ones start",
  },
};

/** Such as `Convert to Job, although it serves`. */
export function titleWithAnswer(title: string, name: string, value: string): string {
  return `${title}, ${meanings[name]?.[value] ?? `${name} ${value}`}`;
}

/** A message without what the command line would answer. */
export function withoutChoice(message: string): string {
  return message.replace(/ \(choice [^)]*\)/, "");
}
