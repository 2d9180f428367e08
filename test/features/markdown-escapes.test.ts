// Names of hostile manifests in hovers, pages and explanations: rendered, they make the same elements as ordinary names.
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { explainedObject } from "../../server/src/analysis/explain-object";
import { codeSpan, escaped } from "../../server/src/analysis/markdown";
import { conversionPage } from "../../server/src/features/conversion-commands";
import { hover } from "../../server/src/features/hover/hover";
import type { Snapshot } from "../../server/src/features/snapshot";
import { Uris } from "../../server/src/features/uris";
import { memoryWorkspace, root } from "../support/memory-workspace";

interface Renderer {
  render(text: string): string;
}

/** The renderer of VS Code's preview, which one of our tools brings along; more is on than there, so that all of it is tried. */
const ofVsce = createRequire(createRequire(import.meta.url).resolve("@vscode/vsce/package.json"));
const renderer: Renderer = ofVsce("markdown-it")({ html: true, linkify: true, typographer: false, breaks: true });

const baits = [
  "![](https://host.example.com/x.png)",
  "[click](command:rightkind.restartServer)",
  "[click][1]\n\n[1]: https://host.example.com",
  "<img src=https://host.example.com/x.png>",
  "<https://host.example.com>",
  "https://host.example.com/x",
  "www.host.example.com",
  "somebody@host.example.com",
  "vscode://host.example.com/x",
  "a | b | c",
  "`code` ``more`` ` [x](https://host.example.com)",
  "**strong** _soft_ ~~gone~~",
  "\n# heading\n\n- list\n\n| a |\n|---|\n| b |\n",
  "&lt;img src=x&gt; &#60;b&#62;",
  "$\\href{https://host.example.com}{x}$",
  "\\[x\\](https://host.example.com)",
  "\u202egnp.x\u2066",
  "</details><script>alert(1)</script>",
];

/** A workload with a name, a claim, an image and a reason that come from elsewhere. */
function workspaceWith(text: string) {
  const quoted = JSON.stringify(text);
  const manifest = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${quoted}
  annotations: {rightkind.dev/ignore.missing-pdb: ${quoted}, rightkind.dev/ignore.single-replica-behind-service: ${quoted}}
spec:
  replicas: 2
  selector: {matchLabels: {app: a}}
  template:
    metadata: {labels: {app: a}}
    spec:
      containers:
        - name: main
          image: mysql:8
          env: [{name: MYSQL_DATABASE, value: ${quoted}}]
          volumeMounts: [{name: data, mountPath: /var/lib/mysql}]
      volumes: [{name: data, persistentVolumeClaim: {claimName: ${quoted}}}]
---
apiVersion: v1
kind: PersistentVolumeClaim
metadata: {name: ${quoted}}
spec: {accessModes: [ReadWriteOnce], storageClassName: ${quoted}, resources: {requests: {storage: 1Gi}}}
---
apiVersion: v1
kind: Service
metadata: {name: ${quoted}}
spec: {selector: {app: a}, ports: [{port: 80}]}
---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: ${quoted}}
spec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${quoted}}, minReplicas: 2, maxReplicas: 4}
`;
  return memoryWorkspace([{ path: "a.yaml", text: manifest }]);
}

function pages(text: string): Readonly<Record<string, string>> {
  const { analysis, workspace } = workspaceWith(text);
  const client = {
    documentChanges: true,
    changeAnnotations: true,
    createFiles: true,
    resolvesEdits: true,
    markdown: true,
  };
  const snapshot: Snapshot = { analysis, uris: new Uris(), client };
  const path = `${root}/a.yaml`;
  const [document] = workspace.file(path)?.documents ?? [];
  if (!document) throw new Error("there is no document");
  const position = { line: 1, character: 8 };
  const found = hover(snapshot, path, position);
  const contents = found && typeof found.contents === "object" && "value" in found.contents ? found.contents.value : "";
  const request = { uri: `file://${path}`, position, to: "StatefulSet", storage: "keep" } as const;
  return {
    hover: contents,
    explanation: explainedObject(analysis, document, 0),
    conversion: conversionPage(snapshot, request, []) ?? "",
  };
}

/** The elements of a rendered page, without those that only stand for characters. */
function elements(markdown: string): string[] {
  return [...renderer.render(markdown).matchAll(/<\/?[a-z][^>]*>/gi)]
    .map(([tag]) => tag)
    .filter((tag) => !tag.startsWith("<br"));
}

/** Elements that no page of ours has, but for the one table of a hover. */
function made(page: string, markdown: string): string[] {
  const known =
    page === "hover" ? /^<\/?(?:p|code|strong|table|thead|tbody|tr|th|td)>$/ : /^<\/?(?:p|code|h1|h2|ul|li)>$/;
  const found = elements(markdown);
  return [
    ...found.filter((tag) => !known.test(tag)),
    ...["<h1>", "<table>"].flatMap((tag) => found.filter((other) => other === tag).slice(1)),
  ];
}

describe("a page with a name that is", () => {
  it.each(["an ordinary name", ...baits])("%j has no element that the name makes", (bait) => {
    for (const [page, markdown] of Object.entries(pages(bait))) {
      expect(markdown, page).not.toBe("");
      expect(made(page, markdown), `${page}\n${markdown}`).toEqual([]);
      expect(
        [...renderer.render(markdown).matchAll(/<h2>(.*?)<\/h2>/g)].map(([, text]) => text),
        page,
      ).not.toContain("heading");
    }
  });

  it("is seen where it is not escaped", () => {
    for (const bait of [
      "![](https://host.example.com/x.png)",
      "https://host.example.com/x",
      "www.host.example.com",
      "<img src=x>",
    ])
      expect(made("explanation", `- ${bait}`).length, bait).toBeGreaterThan(0);
  });
});

describe("a piece of a page", () => {
  it.each(baits)("%j is read as it is written", (bait) => {
    const line = (text: string) =>
      // biome-ignore lint/suspicious/noControlCharactersInRegex: they become blanks
      text.replace(/[\s\u0000-\u001f\u200e\u200f\u2028-\u202e\u2066-\u2069]+/g, " ").trim();
    for (const piece of [escaped(bait), codeSpan(bait)]) {
      const html = renderer.render(`x ${piece}`);
      expect(html).not.toMatch(/<(?!\/?(?:p|code)>)/);
      const text = html
        .replace(/<\/?(?:p|code)>/g, "")
        .replace(/&lt;/g, "<")
        .replace(/&gt;/g, ">")
        .replace(/&quot;/g, '"')
        .replace(/&amp;/g, "&");
      expect(line(text)).toBe(line(`x ${bait}`));
    }
  });

  it("steers no terminal, and turns no words around", () => {
    expect(escaped("a\u001b[31m\u009b1m\u202eb")).toBe("a \\[31m 1m b");
  });
});
