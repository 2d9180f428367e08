// The pure function itself, over files in memory: whatever the conversion would say of them.
import { subjectOf } from "../../server/src/analysis/conversion";
import type { WorkloadKind } from "../../server/src/kubernetes/kinds";
import type { RunbookOption } from "../../server/src/runbooks/options";
import type { RefusedWay, RunbookRequest } from "../../server/src/runbooks/request";
import { runbook } from "../../server/src/runbooks/runbook";
import { memoryWorkspace, root } from "../support/memory-workspace";

export interface Direct {
  /** The workload is the first object of the first file. */
  readonly files: Readonly<Record<string, string>>;
  readonly to?: WorkloadKind;
  readonly option?: RunbookOption;
  readonly choices?: Readonly<Record<string, string>>;
  /** Both can be gone unless something else is said. */
  readonly ways?: Partial<RunbookRequest["ways"]>;
}

export function directRunbook({
  files,
  to = "StatefulSet",
  option,
  choices = {},
  ways = {},
}: Direct): string | RefusedWay {
  const { analysis, workspace } = memoryWorkspace(
    Object.entries(files).map(([path, text]) => ({ path, text })),
    { rules: [] },
  );
  const path = `${root}/${Object.keys(files)[0]}`;
  analysis.sync();
  return workspace.tracker.session(() => {
    const document = workspace.file(path)?.documents[0];
    const subject = document && subjectOf(analysis, { document, index: 0 });
    if (!subject || "refused" in subject) throw new Error(`there is no workload in ${path}`);
    const way = { paths: [path], consequences: [] };
    return runbook(
      {
        subject,
        to,
        options: { storage: "auto", choices: new Map(Object.entries(choices)), newResources: "sameFile" },
        ways: { templates: way, keep: way, ...ways },
        named: (file) => file.replace(`${root}/`, ""),
        flags: [],
      },
      option,
    );
  });
}
