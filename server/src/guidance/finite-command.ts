// Commands of which every one is known to end: plain tools, the fetching of a tool, and what is run with it once.
import { commands, isNeutral, runsBeside, shellScript, type Word, withoutWrappers } from "./commands";
import { oneShot, SERVES, shortened } from "./one-shot-command";
import type { Command } from "./shell-script";

/** Tools that end when they have read or changed what they are given. */
const TOOLS = new Set(
  (
    "[ [[ awk base64 basename chmod chown cmp cp curl cut date dd df diff dig dirname du egrep env expr fgrep find for free " +
    "getent git grep groups gunzip gzip head host hostname id install jq let ln ls md5sum mkdir mktemp mv nslookup printenv " +
    "ps pwd pytest read rm rmdir sed seq sha256sum sort stat tar tee test touch tr uname uniq unzip wc wget which whoami " +
    "yq zip"
  ).split(" "),
);

/** Tools of which only some subcommands or options end. */
const PARTLY: readonly { readonly program: RegExp; readonly ends: RegExp }[] = [
  {
    program: /^(?:kubectl|oc)$/,
    ends: /^(?!.*\s(?:-w|--watch\S*|-f=?true|--follow)(?:\s|$)).*\s(?:annotate|apply|auth|create|delete|describe|get|label|patch|replace|rollout|scale|set|version|wait)(?:\s|$)/,
  },
  { program: /^cat$/, ends: /\s/ },
  {
    program: /^(?:npm|yarn|pnpm|go|cargo|make|dotnet|gradle|mvn)$/,
    ends: /\s(?:run\s+)?(?:test|build|lint|package|vet)(?:\s|$)/,
  },
  { program: /^python[\d.]*$/, ends: /\s-m\s+(?:pytest|unittest|build)(?:\s|$)/ },
  { program: /^helm$/, ends: /\s(?:install|upgrade|uninstall|template|repo|rollback)(?:\s|$)/ },
  {
    program: /^(?:psql|mysql|mariadb|mongosh?|redis-cli)$/,
    ends: /\s(?:-[cef]|--command|--execute|--eval|--file)(?:[=\s]|$)/,
  },
];

const INSTALLERS =
  /^(?:pip[\d.]*|pipx|apt|apt-get|apk|yum|dnf|microdnf|zypper|gem|npm|yarn|pnpm|go|cargo|conda|mamba|uv)$/;
const INSTALLS = /^(?:install|add|ci|update|upgrade|sync)$/;

/** Programs that run what they are given, servers included: nobody knows whether that ends. */
const RUNNERS =
  /^(?:python[\d.]*|node|nodejs|java|ruby|perl|php|php-fpm[\d.]*|dotnet|deno|bun|npm|npx|yarn|pnpm|go|cargo|uv|make|bundle|rails|supervisord|s6-svscan|sh|bash|ash|dash|zsh)$/;

/** Programs that stay: servers, workers, watchers. */
const STAYS =
  /^(?:uvicorn|gunicorn|hypercorn|daphne|uwsgi|waitress-serve|flask|streamlit|gradio|jupyter\S*|nginx|httpd|apache2\S*|caddy|envoy|haproxy|celery|rq|dramatiq|airflow|puma|unicorn|sidekiq|cron|crond|supercronic|kopf|sshd|dockerd|tmate|ttyd|named|socat|nc|ncat|mysqld|postgres|mongod|\S*-?server)$/;

/** An address to listen on, or something that only servers are told. */
const LISTENS = /0\.0\.0\.0|\[::\]|(?:^|\s)--?(?:port|host|listen|bind|address|addr|liveness|daemon|watch|follow)\S*/;

/**
 * What a container ends with where all that it runs is known to end.
 * @param fetched may a tool that the script fetches and then runs be taken for one that ends?
 * @param program what runs the words, where they are only arguments
 * @returns the last command, shortened; undefined where anything may stay
 */
export function finite(run: readonly Word[], fetched: boolean, program?: string): string | undefined {
  const script = shellScript(run)?.text;
  if (script !== undefined && runsBeside(script)) return undefined;
  const all =
    program === undefined
      ? commands(run)
          .map(withoutWrappers)
          .filter((command) => !isNeutral(command))
      : [[program, ...run.map(({ text }) => text)]];
  const last = all.at(-1);
  const before = all.slice(0, -1);
  if (!last || !before.every(ends)) return undefined;
  if (ends(last)) return shortened(last.slice(0, 3));
  if (!fetched || !before.some(isInstall) || mayStay(last)) return undefined;
  return shortened(last.slice(0, 3));
}

function ends(command: Command): boolean {
  const [name, line] = [nameOf(command), command.join(" ")];
  if (TOOLS.has(name) || isInstall(command) || oneShot(command) !== undefined) return true;
  return PARTLY.some(({ program, ends: known }) => program.test(name) && known.test(line));
}

/** `apt-get install`, `python -m pip install`. */
function isInstall(command: Command): boolean {
  const words = command[1] === "-m" ? command.slice(2) : command;
  return INSTALLERS.test(nameOf(words)) && words.slice(1, 4).some((word) => INSTALLS.test(word));
}

function mayStay(command: Command): boolean {
  const [name, line] = [nameOf(command), command.join(" ")];
  return RUNNERS.test(name) || STAYS.test(name) || /^[$"'`]/.test(name) || SERVES.test(line) || LISTENS.test(line);
}

function nameOf([first = ""]: Command): string {
  return first.slice(first.lastIndexOf("/") + 1);
}
