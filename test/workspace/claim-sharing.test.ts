// Who shares a claim: in groups that are kept on one node, at a cost that grows with their number alone.
import { describe, expect, it } from "vitest";
import type { LabelSelector, Labels } from "../../server/src/kubernetes/labels";
import { ClaimSharing, type ClaimUser } from "../../server/src/workspace/lookups/claim-sharing";
import type { WorkspaceObject } from "../../server/src/workspace/objects/workspace-object";

interface Given {
  readonly labels?: Labels;
  readonly host?: string;
  readonly beside?: readonly Labels[];
  readonly expression?: LabelSelector["matchExpressions"][number];
  readonly lasts?: boolean;
}

/** @param seen is told of each look at an object */
function user({ labels = {}, host, beside = [], expression, lasts = true }: Given, seen: () => void): ClaimUser {
  const selectors = beside.map((matchLabels): LabelSelector => ({ matchLabels, matchExpressions: [] }));
  if (expression) selectors.push({ matchLabels: {}, matchExpressions: [expression] });
  const facts = { workload: { podLabels: labels, placement: { host, beside: selectors } } };
  const object = {
    get facts() {
      seen();
      return facts;
    },
  };
  return { object: object as unknown as WorkspaceObject, writes: true, lasts, most: 1 };
}

function sharing(...given: readonly Given[]): ClaimSharing {
  return new ClaimSharing(given.map((one) => user(one, () => undefined)));
}

const labelled = (app: string, more: Given = {}): Given => ({ labels: { app }, ...more });

describe("are together", () => {
  it.each<[string, boolean, readonly Given[]]>([
    ["nobody says anything", false, [labelled("a"), labelled("b")]],
    ["one host for all", true, [labelled("a", { host: "x" }), labelled("b", { host: "x" })]],
    ["a host each", false, [labelled("a", { host: "x" }), labelled("b", { host: "y" })]],
    ["one beside the other", true, [labelled("a"), labelled("b", { beside: [{ app: "a" }] })]],
    ["each beside itself", false, [labelled("a", { beside: [{ app: "a" }] }), labelled("b")]],
    [
      "two beside one",
      true,
      [labelled("a"), labelled("b", { beside: [{ app: "a" }] }), labelled("c", { beside: [{ app: "a" }] })],
    ],
    [
      "in a chain",
      true,
      [labelled("a"), labelled("b", { beside: [{ app: "a" }] }), labelled("c", { beside: [{ app: "b" }] })],
    ],
    ["beside somebody else", false, [labelled("a"), labelled("b", { beside: [{ app: "z" }] })]],
    [
      "beside all that have any label",
      true,
      [labelled("a"), labelled("b", { expression: { key: "app", operator: "In", values: ["a"] } })],
    ],
    ["one alone", true, [labelled("a")]],
  ])("%s: %s", (_, expected, given) => expect(sharing(...given).isTogether).toBe(expected));
});

describe("an anchor", () => {
  it("is who runs all the time in the other group", () => {
    const all = sharing(labelled("a", { lasts: false }), labelled("b", { beside: [{ app: "a" }] }), labelled("c"));
    const [a, b, c] = all.users.map(({ object }) => object);
    expect(c && all.anchorFor(c)).toBe(b);
    expect(a && all.anchorFor(a)).toBe(c);
  });
  it("is nobody among three groups, and to a stranger", () => {
    const three = sharing(labelled("a"), labelled("b"), labelled("c"));
    expect(three.users[0] && three.anchorFor(three.users[0].object)).toBeUndefined();
    const [stranger] = sharing(labelled("z")).users;
    const two = sharing(labelled("a"), labelled("b"));
    expect(stranger && two.anchorFor(stranger.object)).toBeUndefined();
  });
});

it("costs what there are, not their square", () => {
  const looks = (count: number) => {
    let seen = 0;
    const users = Array.from({ length: count }, (_, index) =>
      user(labelled(`w${index}`, { beside: [{ app: `w${index - 1}` }] }), () => seen++),
    );
    const all = new ClaimSharing(users);
    for (const { object } of users) {
      expect(all.besides(object).count).toBe(count - 1);
      expect(all.besides(object).shown.length).toBe(5);
      expect(all.anchorFor(object)).toBeUndefined();
    }
    return seen;
  };
  expect(looks(800)).toBeLessThan(2.5 * looks(400));
  expect(looks(400)).toBeGreaterThan(400);
});
