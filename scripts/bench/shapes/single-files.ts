// Shapes of one file that holds everything: many documents, or one `List` of many items.
import { parse } from "yaml";
import {
  applicationDocuments,
  applicationFindings,
  applicationName,
  applicationProbe,
  deploymentFields,
} from "./applications";
import { flaggedOf, isFlagged, middleOf, times } from "./crowd";
import { claim, deployment, lines } from "./manifests";
import type { Shape } from "./shape";

export const documents: Shape = {
  name: "documents",
  summary: "one file of `n` documents (claims, Deployments, Services)",
  growth: "one-file",
  files: (n) => [{ path: "all.yaml", text: textsOf(n).join("---\n") }],
  probe: (n) => applicationProbe(n, "all.yaml"),
  findings: applicationFindings,
};

export const yamlList: Shape = {
  name: "yaml-list",
  summary: "one `kind: List` of `n` items in YAML",
  growth: "one-file",
  files: (n) => {
    const items = textsOf(n).flatMap((text) =>
      text
        .trimEnd()
        .split("\n")
        .map((line, index) => `${index === 0 ? "  - " : "    "}${line}`),
    );
    return [{ path: "all.yaml", text: lines("apiVersion: v1", "kind: List", "items:", ...items) }];
  },
  probe: (n) => applicationProbe(n, "all.yaml"),
  findings: applicationFindings,
};

export const jsonList: Shape = {
  name: "json-list",
  summary: "one `kind: List` of `n` items in JSON",
  growth: "one-file",
  files: (n) => {
    const list = { apiVersion: "v1", kind: "List", items: textsOf(n).map((text): unknown => parse(text)) };
    return [{ path: "all.json", text: `${JSON.stringify(list, null, 2)}\n` }];
  },
  probe: (n) => applicationProbe(n, "all.json"),
  findings: applicationFindings,
};

/** All Deployments but ten roll over a claim that only one Pod may have, and say why nobody is to be told. */
export const suppressed: Shape = {
  name: "suppressed",
  summary: "one file of `n` Deployments with a claim each and, but for ten, a comment that suppresses their finding",
  growth: "one-file",
  files: (n) => [
    {
      path: "all.yaml",
      text: times(n, (index) => {
        const comment = "# rightkind-ignore-next-line deployment-rwo-claim-multi-replica: the storage allows it\n";
        const own = deployment(applicationName(index), { claim: `files-${index}`, replicas: 2 });
        return [`${isFlagged(index, n) ? "" : comment}${own}`, claim(`files-${index}`)];
      })
        .flat()
        .join("---\n"),
    },
  ],
  probe: (n) => ({
    file: "all.yaml",
    kind: "Deployment",
    name: applicationName(middleOf(n)),
    meaningful: deploymentFields,
  }),
  findings: flaggedOf,
};

function textsOf(n: number): string[] {
  return applicationDocuments(n).map(({ text }) => text);
}
