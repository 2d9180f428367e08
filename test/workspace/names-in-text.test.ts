// Names of objects as words of a text.
import { expect, it } from "vitest";
import { holdsName } from "../../server/src/workspace/names-in-text";

it.each(["kubectl scale deploy/web", 'deployment="web"', "deployment web\n", "web", "a web. Next", "'web':1"])(
  "stands in %j",
  (text) => expect(holdsName(text, "web")).toBe(true),
);

it.each(["webs", "web-1", "my-web", "web.yaml", "web/", "./web.d/x", "", "we"])("does not stand in %j", (text) =>
  expect(holdsName(text, "web")).toBe(false),
);

it("is looked for behind a longer one", () => expect(holdsName("deploy/web-1 deploy/web", "web")).toBe(true));

it("is never empty", () => expect(holdsName("web", "")).toBe(false));
