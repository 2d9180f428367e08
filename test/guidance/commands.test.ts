// Shell scripts and argument lists taken apart into commands.
import { describe, expect, it } from "vitest";
import {
  commands,
  endsWaiting,
  isEndless,
  lastCommand,
  onlyWaits,
  runsBeside,
  servingCommand,
  sleepLoop,
  type Word,
} from "../../server/src/guidance/commands";

/** Words without places. */
function run(...texts: string[]): Word[] {
  const node = { type: "scalar", style: "plain", start: 0, end: 0 } as const;
  return texts.map((text) => ({ text, node: { ...node, text, value: text } }));
}

const script = (text: string) => run("/bin/bash", "-ec", text);

describe("commands", () => {
  it("of a list of words are one", () => expect(commands(run("a", "b; c", "&&"))).toEqual([["a", "b; c", "&&"]]));

  it("of a script are split at separators outside quotes", () =>
    expect(commands(script(`a "b; c" && d 'e|f' | g; h & i || j\n# k; l\nm#n # o\np \\; q`))).toEqual([
      ["a", "b; c"],
      ["d", "e|f"],
      ["g"],
      ["h"],
      ["i"],
      ["j"],
      ["m#n"],
      ["p", "\\;", "q"],
    ]));

  it("of control structures lose their words", () =>
    expect(commands(script("if ! a; then b; else c; fi\nwhile d; do e; done"))).toEqual([
      ["a"],
      ["b"],
      ["c"],
      ["fi"],
      ["d"],
      ["e"],
      ["done"],
    ]));

  it("keep a substitution in one word", () => expect(commands(script("a $(b; c) d"))).toEqual([["a", "$(b; c)", "d"]]));

  it.each(['"', "'", "`", "$(", "\\", "", "\n\n", "&&&", "a 'b"])("never throw: %j", (text) =>
    expect(Array.isArray(commands(script(text)))).toBe(true),
  );
});

describe("the last command", () => {
  it.each([
    ["migrate; echo done; exit 0", ["migrate"]],
    ["A=b exec nohup server --port 80", ["server", "--port", "80"]],
    ["for x in a b; do upload $x; done", ["upload", "$x"]],
    ["set -e\nexport A=b", undefined],
  ])("%s", (text, last) => expect(lastCommand(script(text))).toEqual(last));
});

describe("waiting and looping", () => {
  it.each([
    "sleep infinity",
    "tail -f /dev/null",
    "trap : TERM; sleep infinity & wait",
    "while true; do sleep 30; done;",
    "sleep 3600",
    "cat",
  ])("only waits: %s", (text) => expect(onlyWaits(script(text))).toBe(true));
  it.each(["touch /tmp/log; tail -f /tmp/log", "tail -n +1 -F /var/log/app.log"])("only shows a file: %s", (text) =>
    expect(onlyWaits(script(text))).toBe(true),
  );
  it("reads the script behind joined options of the shell", () =>
    expect(commands(run("/bin/bash", "-cex", "a; b"))).toEqual([["a"], ["b"]]));
  it.each([
    "tail -f /tmp/log | work",
    "service mysql start; tail -f /var/log/mysql.log",
    "sleep 10; /server",
    "while true; do /work; sleep 30; done",
    "/server",
    "echo hello",
    "cat /x",
    "a | cat",
  ])("does more: %s", (text) => expect(onlyWaits(script(text))).toBe(false));
  it.each([
    "apt-get install -y curl && curl http://api && sleep 60m",
    "a; sleep 3600; echo bye",
    "a && tail -f /dev/null",
    "a\nsleep inf",
  ])("waits behind some work: %s", (text) => expect(endsWaiting(script(text))).toBe(true));
  it.each([
    "a; sleep 10",
    "a & sleep 60m",
    "while true; do a; sleep 60m; done",
    "sleep 60m; a",
    "for x in a b; do c; sleep 60m; done",
    "sleep 60m",
    "a >/x 2>&1",
  ])("does not wait behind it: %s", (text) => expect(endsWaiting(script(text))).toBe(false));
  it.each(["a && b", "a >/dev/null 2>&1; b", "a &>/x", "a | b |& c"])("one after the other: %s", (text) =>
    expect(runsBeside(text)).toBe(false),
  );
  it.each(["a & b", "a &\nwait", "a 2>&1 &"])("one beside the other: %s", (text) =>
    expect(runsBeside(text)).toBe(true),
  );

  it("without any word nothing is known", () => expect(onlyWaits([])).toBe(false));

  it.each(["while true; do a; done", "while :\ndo a; done", "until false; do a; done", "a; sleep infinity"])(
    "endless: %s",
    (text) => expect(isEndless(script(text))).toBe(true),
  );
  it.each(["while ! a; do sleep 1; done", "until a; do sleep 1; done", "sleep 60"])("ends: %s", (text) =>
    expect(isEndless(script(text))).toBe(false),
  );

  it.each([
    ["while true; do a; sleep 90; done", 90],
    ["while true; do a; sleep 1.5m; done", 90],
    ["while true; do a; sleep $N; done", 120],
    ["while true; do a; sleep ${M:-5m}; done", 300],
    ["while true; do until b; do sleep 5; done; a; sleep 2h; done", 7200],
  ])("%s", (text, seconds) => expect(sleepLoop(script(text), new Map([["N", "120"]]))?.seconds).toBe(seconds));
  it.each([
    "while true; do a; done",
    "while true; do a; sleep $X; done",
    "while true; do echo; sleep 90; done",
    "a; sleep 90",
  ])("no rhythm: %s", (text) => expect(sleepLoop(script(text), new Map())).toBeUndefined());
});

describe("serving", () => {
  it.each([
    [["vault", "server"], "vault server"],
    [["python", "manage.py", "runserver", "0.0.0.0:80"], "python runserver"],
    [["redis-server", "/etc/x"], "redis-server"],
    [["/usr/bin/app", "--verbose", "serve"], undefined],
    [["mysql", "-h", "server"], undefined],
    [["curl", "http://server"], undefined],
    [[], undefined],
  ])("%j", (command, said) => expect(servingCommand(command)).toBe(said));
});
