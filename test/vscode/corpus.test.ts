// Real manifests: two Deployments of a tutorial, each with its claim in the same file, repaired and saved.
import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import { applyQuickFix, fileUri, finding, insertedLines, noFinding, openFile, savedText } from "./support/workspace";

/** Where the script that starts VS Code copies the manifests to, if it has any. */
const folder = "corpus";

if (fs.existsSync(fileUri(folder).fsPath)) {
  describe("manifests of a tutorial", () => {
    for (const name of ["drupal.yml", "mariadb.yml"]) {
      it(`${name} is repaired by two inserted lines`, async () => {
        const document = await openFile(`${folder}/${name}`);
        const original = await savedText(document.uri);
        const diagnostic = await finding(document);
        assert.equal(document.getText(diagnostic.range), "Deployment");
        await applyQuickFix(document, diagnostic, "Set the strategy to Recreate");
        await noFinding(document);
        assert.ok(await document.save());
        assert.deepEqual(insertedLines(original, await savedText(document.uri)), ["  strategy:", "    type: Recreate"]);
      });
    }
  });
}
