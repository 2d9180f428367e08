// Commands that end when their work is done: migrations, dumps, backups, copies, builds.
import type { Command } from "./shell-script";

/** A command by the program that it runs, and by words on the rest of its line. */
interface OneShot {
  /** The program with what must stand before and behind it. */
  readonly program: RegExp;
  /** May it stand anywhere (`python -m alembic upgrade`), rather than in the first word? */
  readonly anywhere?: boolean;
  readonly rest?: RegExp;
}

const oneShots: readonly OneShot[] = [
  { program: /(?:^|\/)(?:flyway|goose|dbmate|sqitch|atlas)\b/, rest: /\b(?:migrate|up|deploy|apply)\b/ },
  { program: /(?:^|\s|\/)liquibase\b/, anywhere: true, rest: /\bupdate\b/ },
  { program: /(?:^|\s|\/)alembic\b/, anywhere: true, rest: /\bupgrade\b/ },
  {
    program: /(?:^|\/)(?:pg_dump|pg_dumpall|pg_basebackup|mysqldump|mariadb-dump|mariabackup|mongodump|mongorestore)\b/,
  },
  { program: /(?:^|\/)(?:restic|velero|borg|influx|etcdctl)\b/, rest: /\b(?:backup|create|snapshot|save)\b/ },
  { program: /(?:^|\/)terraform\b/, rest: /\bapply\b/ },
  { program: /(?:^|\/)aws\b/, rest: /\bs3\s+(?:cp|sync)\b/ },
  { program: /(?:^|\/)(?:gsutil|rclone)\b/, rest: /\b(?:cp|copy|sync|rsync)\b/ },
  { program: /(?:^|\/)rsync$/, rest: /^\s(?!.*--daemon)/ },
];

/** The word of a migration among the first words of a command: `manage.py migrate`, `db:migrate`, `prisma migrate deploy`. */
const MIGRATE = /^(?:\S*\/)?(?:\w+:)*migrat(?:e|ions?)(?:[:-](?:up|deploy|latest|run))?$/;

export const SERVES = /\b(?:runserver|serve|server|listen|worker|consumer|daemon|watch)\b/;

/**
 * What a command does that ends when its work is done; undefined where it is no such command.
 * @param program what runs it, where the command is only the arguments
 */
export function oneShot(command: Command, program?: string): string | undefined {
  if (SERVES.test(command.join(" "))) return undefined;
  const whole = program === undefined ? command : [program, ...command];
  const migrate = whole.slice(0, 5).findIndex((word) => MIGRATE.test(word));
  if (migrate !== -1) return shortened(whole.slice(Math.max(0, migrate - 1), migrate + 1));
  const lines = whole.join(" ").split(/[\n\r\u2028\u2029]/);
  return isOneShot(lines) || lines.some(rakes) || runsPythonScript(lines[0] ?? "")
    ? shortened(whole.slice(0, 3))
    : undefined;
}

function isOneShot(lines: readonly string[]): boolean {
  return oneShots.some(({ program, anywhere = false, rest }) =>
    lines.some((line, index) => {
      if (!anywhere && index > 0) return false;
      const found = program.exec(anywhere ? line : firstWord(line));
      // The first place has the most behind it.
      return found !== null && (!rest || rest.test(line.slice(found.index + found[0].length)));
    }),
  );
}

/** A task of rake that is none of those that go on. */
function rakes(line: string): boolean {
  const serving = Math.max(...["work", "listen", "serve"].map((word) => line.lastIndexOf(word)));
  const end = line.trimEnd().length;
  // From the end: the last one has the least behind it.
  for (let at = line.lastIndexOf("rake"); at >= 0; at = at === 0 ? -1 : line.lastIndexOf("rake", at - 1)) {
    const behind = at + "rake".length;
    if (behind >= end || !/\s/.test(line[behind] ?? "") || !/^$|[\s/]/.test(line[at - 1] ?? "")) continue;
    return serving < behind;
  }
  return false;
}

/** A file name has at most so many characters: of a longer word the end is looked at. */
const LONGEST_NAME = 255;

/** `python jobs/train.py`, `python3 -m pkg.batch`. */
function runsPythonScript(line: string): boolean {
  const program = firstWord(line);
  if (!/(?:^|\/)python[\d.]*$/.test(program)) return false;
  // The blank behind the program separates nothing.
  const words = line.slice(program.length + 1).split(/(?=\s)/);
  return words.some((word) =>
    /[./_\s-](?:batch|etl|train)(?:[_-]\w+(?:-\w+)*)?(?:\.py)?$/.test(word.slice(-LONGEST_NAME)),
  );
}

function firstWord(line: string): string {
  return /^\S*/.exec(line)?.[0] ?? "";
}

/** Arguments may be addresses with passwords: a word is shown as far as it names something. */
export function shortened(command: Command): string {
  return command.map((word) => (word.length > 30 ? `${word.slice(0, 29)}…` : word)).join(" ");
}
