// No text and no name makes anything run for long: bait of 200,000 characters, on which squares and powers would not end.
import { describe, expect, it } from "vitest";
import { kubernetesVersion } from "../../server/src/config/assumptions";
import { linesOf } from "../../server/src/config/comments";
import { Globs, isUsableGlob } from "../../server/src/config/globs";
import { nearMiss } from "../../server/src/config/near-miss";
import { peerRequests } from "../../server/src/config/peer-annotations";
import { fileSuppressions, suppressions } from "../../server/src/config/suppression";
import { mentionPatterns } from "../../server/src/conversions/companions/mention-patterns";
import * as commands from "../../server/src/guidance/commands";
import { finite } from "../../server/src/guidance/finite-command";
import * as images from "../../server/src/guidance/known-images";
import { oneShot } from "../../server/src/guidance/one-shot-command";
import { bareFolder } from "../../server/src/guidance/pod-profile";
import { isStoreClient } from "../../server/src/guidance/store-client";
import { builtPodNames } from "../../server/src/kubernetes/built-pod-names";
import * as content from "../../server/src/kubernetes/document-content";
import { firstPodTest } from "../../server/src/kubernetes/first-pod";
import * as kinds from "../../server/src/kubernetes/kinds";
import { hasTemplateMarkers, isPlaceholder } from "../../server/src/kubernetes/template-markers";
import { LabelSelectorText } from "../../server/src/kustomize/label-selector";
import { shapeOf } from "../../server/src/kustomize/merge-keys";
import { Pattern } from "../../server/src/kustomize/pattern";
import { LineIndex } from "../../server/src/text/line-index";
import { splitDocuments } from "../../server/src/text/split-documents";
import { seriesBase } from "../../server/src/workspace/objects/series";
import { peerNamesIn } from "../../server/src/workspace/peer-names";
import { beginsLikeManifest } from "../../server/src/workspace/unread";
import { quoted, standsPlain } from "../../server/src/yaml/quoting";
import { asKubernetesReads, withoutLineEndsInQuotes } from "../../server/src/yaml/readable";
import { scalarValue } from "../../server/src/yaml/scalar-value";
import { bait } from "../support/bait";

const baits = bait(200_000);

/** Runs each over all bait; what it says is of no matter here. */
function runs(questions: Readonly<Record<string, (text: string) => unknown>>): void {
  it.each(Object.entries(questions))("%s", (_, question) => {
    let answered = 0;
    for (const text of baits) {
      question(text);
      answered++;
    }
    expect(answered).toBe(baits.length);
  });
}

const known = new Set(["bare-pod"]);
const node = { type: "scalar", style: "plain", start: 0, end: 0, text: "", value: "" } as const;

describe("a text", () => {
  runs({
    "cut into documents": splitDocuments,
    "cut into lines": (text) => new LineIndex(text).placeOf(100_000),
    "as Kubernetes reads it": asKubernetesReads,
    "without line ends in quotes": withoutLineEndsInQuotes,
    "with marks of templates": hasTemplateMarkers,
    "worth parsing": content.isWorthParsing,
    "like a manifest": content.looksLikeManifest,
    "like a manifest at its beginning": beginsLikeManifest,
    "not parsed": content.unparsedContent,
    "with comments that silence the file": (text) => fileSuppressions(`# rightkind-ignore-file ${text}`, known),
    "with comments that silence": (text) =>
      suppressions(`# rightkind-ignore-next-line ${text}`, undefined, { knownRules: known, first: true }),
    "that asks for the first Pod": (text) => [firstPodTest(text), firstPodTest(`hostname ${text}`)],
    "that builds names of Pods": (text) => builtPodNames(`hostname ${text}`),
    "with lines": (text) => linesOf(text, undefined),
    "with mentions": (text) =>
      mentionPatterns("Deployment", new Set(["web", "a-0"])).map((pattern) => [...text.matchAll(pattern)].length),
  });
});

describe("a word", () => {
  runs({
    "as a scalar": (word) => scalarValue(word, true, undefined),
    "to be quoted": (word) => [standsPlain(word, true), quoted(word, "single", false)],
    "as a placeholder": isPlaceholder,
    "as the name of a series": seriesBase,
    "with names of Pods": peerNamesIn,
    "as a selector": (word) => new LabelSelectorText(word).selects({ a: "b" }),
    // A machine has some states a sign: it takes longer to make than others take to look.
    "as a pattern": (word) => Pattern.of(word.slice(0, 50_000))?.isIn("a"),
    "as an image": (word) => {
      const image = images.imageName(word);
      return [
        images.storeImage(image),
        images.isNodeAgent(image, true),
        images.isStatelessImage(image),
        images.isClusteredImage(image),
        images.isToolImage(image),
        images.isHelperImage(image),
        images.isServerImage(image),
        images.storeText(image),
      ];
    },
    "as a name that others mention": (word) =>
      mentionPatterns("Deployment", new Set([word])).map((pattern) => pattern.test("deployment/web")),
    "as a path": bareFolder,
    "as an API version": (word) => [
      kinds.isClusterApiVersion(word),
      kinds.groupOf(word),
      shapeOf({ apiVersion: word, kind: word }),
    ],
    "as a version": kubernetesVersion,
    "as a key of other tools": (word) => [
      peerRequests(word, word, word),
      peerRequests("ignore-check.kube-linter.io/x", word, "Pod"),
    ],
    "nearly another": (word) => nearMiss(word, ["bare-pod", `${word.slice(0, -1)}b`]),
    "as a glob": (word) => [isUsableGlob(word), new Globs("path", [word, word.slice(0, 4000)]).matches("a/b")],
    "before a glob": (word) =>
      (["path", "folder", "name", "image"] as const).map((subject) =>
        new Globs(subject, ["*a*b*c", "**/x"]).matches(word.slice(0, 4000)),
      ),
  });
});

describe("a command", () => {
  const run = (...texts: string[]) => texts.map((text) => ({ text, node }));
  runs({
    "as a script": (text) => commands.commands(run("sh", "-c", text)),
    "as a script that ends": (text) => {
      const words = run("sh", "-c", `pip install x; ${text}`);
      return [finite(words, true), commands.endsWaiting(words), isStoreClient(words)];
    },
    "as arguments of a tool": (text) => finite(run("get", text), true, "kubectl"),
    "as a loop": (text) => {
      const loop = run("sh", "-c", `while true; do ${text}; sleep ${text}`);
      return [commands.isEndless(loop), commands.sleepLoop(loop, new Map())];
    },
    "as words": (text) => {
      const words = text.split(" ").flatMap((word) => run(word));
      return [
        commands.lastCommand(words),
        commands.onlySpeaks(words),
        commands.onlyWaits(words),
        commands.cronDaemon(words),
        commands.servingCommand(words.map((word) => word.text)),
        commands.workingCommand(words.map((word) => word.text)),
        commands.endsWaiting(words),
        finite(words, true),
        isStoreClient(words),
      ];
    },
    "that ends": (text) => [
      oneShot([text]),
      oneShot(["python ", text]),
      oneShot(["flyway", text]),
      oneShot(text.split(" ")),
    ],
  });
});
