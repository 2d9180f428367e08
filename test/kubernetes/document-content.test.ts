// What a document is, told from its text alone.
import { describe, expect, it } from "vitest";
import { looksLikeManifest, unparsedContent } from "../../server/src/kubernetes/document-content";

describe("what is not worth parsing", () => {
  it.each([
    ["", "empty"],
    ["\n \n# a comment\n\t# another\r\n", "empty"],
    ["---\n# a comment\n", "empty"],
    ["# a\r# b\r--- # c\r", "empty"],
    ["---\n---\n", "other"],
    ["a: 1\n", "other"],
    ["# c\nservices:\n  a: {}\n", "compose"],
    ["on: push\njobs:\n  a: {}\n", "workflow"],
    ["jobs:\n  a: {}\n", "other"],
  ])("%j is %s", (text, content) => expect(unparsedContent(text)).toBe(content));
});

describe("a manifest", () => {
  it.each([
    "apiVersion: v1\nkind: Service\n",
    "- apiVersion: v1\n  kind: Service\n",
    '{\n  "kind" : "Service",\n  "apiVersion": "v1"\n}',
    "---\n\ufeffapiVersion: v1\nkind: [\n",
    "# c\rapiVersion: v1\rkind: Service\r",
  ])("is told: %j", (text) => expect(looksLikeManifest(text)).toBe(true));
  it.each(["apiVersion: v1\n", "kind: Service\n", "text: apiVersion: v1, kind: Service\n", "\n\n\n"])(
    "is none: %j",
    (text) => expect(looksLikeManifest(text)).toBe(false),
  );
});
