// The table of what is said otherwise of real builds than of their output, each with its reason; for people to read.
import { explanations, onlyIn } from "./explanation";
import type { ExplainedDifference } from "./repositories";

/** @param folder that the builds are of */
export function differencesTable(
  folder: { readonly files: number; readonly builds: number },
  differences: readonly ExplainedDifference[],
): string {
  const used = explanations.filter(({ id }) => differences.some(({ explanation }) => explanation.id === id));
  const lines = [
    "# Builds and their output",
    "",
    "`check` over the sources of a kustomization says what `kubectl kustomize DIR | rightkind check -` says, of every build",
    "and once: the same findings (rule, severity, object as it is called in the build, place in the object), the same",
    "verdicts, the same refusals of conversions. `npm run test:builds` holds that. It writes 1,000 random bases under one to",
    "three overlays, where there is no exception, and takes every kustomization of a folder of real repositories.",
    "",
    "Left out are what only the sources know: suppressions, rules about kustomizations themselves, the refusals R-PATCH,",
    "R-ALIAS, R-TEMPLATE and R-MANY, and what is refused because a claim stays that an overlay patches. Where a trial of the",
    "sources refuses a conversion and one of the output does not, or the other way round, the sources are converted and built:",
    "what Kustomize makes of them decides. Hashes behind the names of generated objects count as not there, and which of several",
    "like objects is shown as evidence does not matter.",
    "",
    "## Differences in real repositories",
    "",
    `Written by \`npm run test:builds\` over a folder of ${folder.files} files: ${folder.builds} builds, ${differences.length} differences. One that has`,
    "none of these reasons fails the run. A new reason is added in `scripts/builds/as-built/explanation.ts`, or there is a fault to mend.",
    "",
    ...used.map(({ id, text }) => `- **${id}**: ${text}`),
    ...(used.length > 0 ? [""] : []),
    "| build | object | what | said of the sources alone | said of the output alone | reason |",
    "|---|---|---|---|---|---|",
    ...differences.map(
      ({ build, identity, aspect, built, rendered, explanation }) =>
        `| ${build} | ${identity} | ${aspect} | ${onlyIn(built, rendered)} | ${onlyIn(rendered, built)} | ${explanation.id} |`,
    ),
  ];
  return `${lines.join("\n")}\n`;
}
