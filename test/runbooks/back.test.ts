// From a StatefulSet back to a Deployment; the page was read by eye.
import { describe, expect, it } from "vitest";
import { directRunbook } from "./direct";
import { claim, database, documents } from "./manifests";

const set = database({
  kind: "StatefulSet",
  namespace: "shop",
  claims: { pictures: "pictures" },
  metadata: "",
}).concat(`  serviceName: db
  ordinals: {start: 3}
  volumeClaimTemplates:
    - metadata: {name: data}
      spec: {accessModes: [ReadWriteOnce], storageClassName: fast, resources: {requests: {storage: 10Gi}}}
`);

const files = { "db.yaml": set, "pictures.yaml": claim("pictures", { namespace: "shop", modes: "ReadWriteMany" }) };

describe("back to a Deployment", () => {
  it("takes over the claims of the first Pod", async () => {
    await expect(directRunbook({ files, to: "Deployment" })).toMatchFileSnapshot("pages/back-to-a-deployment.md");
  });

  it("is what the conversion allows", () => {
    const refused = { refused: "R-VCT-REPLICAS", message: "Three Pods have a volume each." } as const;
    expect(directRunbook({ files, to: "Deployment", ways: { templates: refused, keep: refused } })).toEqual(refused);
  });

  it.each(["DaemonSet", "StatefulSet"] as const)("is no way to a %s", (to) => {
    expect(directRunbook({ files, to })).toMatchObject({ refused: "R-PAIR" });
  });

  it("is only about claims that are taken over", () => {
    const back = (choice: string) => directRunbook({ files, to: "Deployment", choices: { "claim-templates": choice } });
    expect(back("ephemeral")).toEqual({
      refused: "R-PAIR",
      message: "A runbook takes over the claims of the first Pod: leave out the choice claim-templates=ephemeral.",
    });
    expect(back("one-replica")).toContain(" --choose claim-templates=one-replica --write\n");
  });

  it("has no option to choose", () => {
    const plain = directRunbook({ files, to: "Deployment" });
    expect(directRunbook({ files, to: "Deployment", option: "copy" })).toBe(plain);
  });
});

describe("to a StatefulSet", () => {
  it("names what the manifests leave open", () => {
    const text = documents(database({ name: "${NAME}-db" }), claim("${NAME}-db-data"));
    expect(directRunbook({ files: { "db.yaml": text } })).toContain(
      "\nFill in `${NAME}-db` and `${NAME}-db-data` wherever it stands: the manifests leave it open.\n",
    );
  });

  it("is refused where neither way can be gone, by the first", () => {
    const keep = { refused: "R-RWO-REPLICAS", message: "b" } as const;
    const templates = { refused: "R-OWNED", message: "a" } as const;
    const text = documents(database(), claim("db-data"));
    expect(directRunbook({ files: { "db.yaml": text }, ways: { templates, keep } })).toEqual(templates);
  });
});
