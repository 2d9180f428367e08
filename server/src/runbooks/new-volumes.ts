// Option a: the set starts with new, empty volumes, and the data come back from a dump; no client meets the empty store.
import { containers } from "../kubernetes/workload";
import { handBack, oldClaimsStay, otherPods } from "./afterwards";
import { kubectl, object, ready } from "./live";
import { code } from "./markdown";
import type { Migration } from "./migration";
import { word } from "./shell";
import { bash, type Part, type Step } from "./step";
import { oldAgain, setGone, showsVolume, stop, switched } from "./switch";
import { moving } from "./volumes";

/** A label that no Pod has: with it in its selector a Service leads nowhere. */
const CLOSED = { spec: { selector: { "rightkind.dev/closed": "until-restored" } } };
const OPEN = { spec: { selector: { "rightkind.dev/closed": null } } };

export function newVolumes(migration: Migration): Step[] {
  const { from, to } = migration;
  const { dump, restore, example } = dumpCommands(migration);
  const ends = [bash(...services(migration, OPEN)), "**Downtime ends.**"];
  const stopping = stop(migration);
  return [
    {
      title: "Close the Services: nobody writes any more",
      parts: [
        "**Downtime starts here.**",
        ...(migration.companions.services.length > 0
          ? [
              bash(...services(migration, CLOSED)),
              "New connections find no Pod. End the clients that are still connected.",
            ]
          : ["The workspace shows no Service that leads to the Pods: stop the clients."]),
      ],
      back: ends,
    },
    {
      title: "The last dump",
      parts: [
        `${example} What it writes must be whole: look at its end.`,
        bash(`${kubectl} exec ${object(from, migration.name)} -- ${dump} > "$WORK/dump"`, '[ -s "$WORK/dump" ]'),
      ],
      back: ["As from the step before: nothing has changed."],
    },
    {
      title: stopping.title,
      parts: stopping.parts.slice(1),
      back: [...(stopping.back ?? []).slice(0, 1), ...ends],
    },
    switched(migration, {
      parts: [bash(...moving(migration).map(showsVolume)), "Must print `Bound` and a new volume."],
      back: ["The old claim still has all data:", bash(...setGone(migration), ...oldAgain(migration)), ...ends],
    }),
    {
      title: "Restore, look, and open",
      parts: [
        bash(`${kubectl} exec -i ${object("pod", `${migration.name}-0`)} -- ${restore} < "$WORK/dump"`),
        "Run the application's own checks: row counts, version, users.",
        bash(...services(migration, OPEN), ready(to, migration.name)),
        "**Downtime ends here.**",
      ],
      back: [
        "What was written since then is lost, unless there is a dump of it:",
        bash(...services(migration, CLOSED), ...setGone(migration), ...oldAgain(migration)),
        ...ends,
      ],
    },
    ...otherPods(migration),
    handBack(migration, oldClaimsStay(migration)),
  ];
}

function services({ companions }: Migration, patch: object): string[] {
  const text = word(JSON.stringify(patch));
  return companions.services.map(({ name }) => `${kubectl} patch ${object("service", name)} --type=merge -p ${text}`);
}

interface Dump {
  readonly dump: string;
  readonly restore: string;
  readonly example: Part & string;
}

/** The usual commands of images that everybody knows; they read the password where the image does. */
const known: readonly (readonly [image: RegExp, dump: string, restore: string])[] = [
  [
    /(?:^|\/)(?:mysql|percona)(?::|@|$)/,
    `sh -c 'exec mysqldump --all-databases --single-transaction --routines --events -uroot -p"$MYSQL_ROOT_PASSWORD"'`,
    `sh -c 'exec mysql -uroot -p"$MYSQL_ROOT_PASSWORD"'`,
  ],
  [
    /(?:^|\/)mariadb(?::|@|$)/,
    `sh -c 'exec mariadb-dump --all-databases --single-transaction --routines --events -uroot -p"$MARIADB_ROOT_PASSWORD"'`,
    `sh -c 'exec mariadb -uroot -p"$MARIADB_ROOT_PASSWORD"'`,
  ],
  [
    /(?:^|\/)(?:postgres|postgis|timescaledb)(?::|@|$)/,
    `sh -c 'exec pg_dumpall -U "\${POSTGRES_USER:-postgres}"'`,
    `sh -c 'exec psql -v ON_ERROR_STOP=0 -U "\${POSTGRES_USER:-postgres}" postgres'`,
  ],
  [/(?:^|\/)mongo(?::|@|$)/, "mongodump --archive", "mongorestore --archive"],
];

function dumpCommands({ situation }: Migration): Dump {
  for (const { image } of containers(situation.workload)) {
    const [, dump, restore] = known.find(([pattern]) => pattern.test(image)) ?? [];
    if (dump !== undefined && restore !== undefined)
      return { dump, restore, example: `The usual command for ${code(image)}: check it against your set-up.` };
  }
  return {
    dump: "<command that dumps>",
    restore: "<command that restores>",
    example: "Fill in the command that dumps all data, and below the one that restores them.",
  };
}
