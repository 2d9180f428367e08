// Options copy, new-volumes and plain-claim.
import { bystanders, claim, deployment, service } from "../manifests";
import { Scene, type Stage } from "../scene";

async function plainScene(stage: Stage, name: string): Promise<Scene> {
  return Scene.set(stage, name, {
    files: { "pg.yaml": deployment(), "claim.yaml": claim("pg-data"), "rest.yaml": `${service()}---\n${bystanders}` },
    apply: ["-n", name, "-f", "."],
    ready: "deployment/pg",
  });
}

function conversion(option: string): string[] {
  return ["pg.yaml", "--to", "StatefulSet", "--object", "Deployment/pg", "--runbook", option];
}

export async function cloned(stage: Stage): Promise<void> {
  const scene = await plainScene(stage, "clone");
  const disk = await scene.volumeOf("pg-data");
  const person = scene.person(conversion("copy"), { "<namespace>": "clone" });
  stage.tally.unreal("the bytes of a clone; a VolumeSnapshot, whose kind is not there");
  const copy = person.step("Copy");
  await person.does(4, copy, "a");
  await person.goesBack(copy);
  await scene.runs("back from the copy", "pg", ["pg pg-data"]);
  scene.kubectl("-n", "clone", "delete", "pvc/data-pg-0");
  const switched = person.step("Put the StatefulSet");
  await person.does(copy - 1, switched, "a");
  await scene.runs("the set", "pg", ["pg-0 data-pg-0"]);
  const volume = await scene.volumeOf("data-pg-0");
  scene.see("it runs on another disk", volume !== undefined && volume !== disk, volume);
  scene.see("the old claim has the old disk", disk !== undefined && (await scene.volumeOf("pg-data")) === disk);
  await scene.nothingElseGone(["deployments/pg"]);
  await person.goesBack(switched);
  await scene.runs("gone back", "pg", ["pg pg-data"]);
  scene.see("on the old disk", (await scene.volumeOf("pg-data")) === disk);
}

export async function copiedByJob(stage: Stage): Promise<void> {
  const scene = await plainScene(stage, "job");
  const disk = await scene.volumeOf("pg-data");
  const person = scene.person(conversion("copy"), { "<namespace>": "job" });
  await person.does(4, person.step("Put the StatefulSet"), "c");
  await scene.runs("the set", "pg", ["pg-0 data-pg-0"]);
  await person.does(person.last);
  await scene.runs("all of it applied", "pg", ["pg-0 data-pg-0"]);
  scene.see("the old claim has the old disk", disk !== undefined && (await scene.volumeOf("pg-data")) === disk);
  await scene.nothingElseGone(["deployments/pg"]);
}

export async function startedEmpty(stage: Stage): Promise<void> {
  const scene = await plainScene(stage, "empty");
  const disk = await scene.volumeOf("pg-data");
  const person = scene.person(conversion("new-volumes"), { "<namespace>": "empty" });
  const behind = async () =>
    (
      await scene.list("endpointslices", `?labelSelector=${encodeURIComponent("kubernetes.io/service-name=pg")}`)
    ).flatMap(
      (slice) =>
        (slice as unknown as { endpoints: readonly { targetRef?: { name: string } }[] | null }).endpoints ?? [],
    );
  const isBehind = async (count: number) => (await behind()).length === count;
  const close = person.step("Close the Services");
  await person.does(4, close);
  await scene.sees("no client reaches a Pod", () => isBehind(0));
  await person.goesBack(close);
  await scene.sees("back: the Service leads to the Pod", () => isBehind(1));
  const open = person.step("Restore");
  await person.does(close, open - 1);
  await scene.runs("the set", "pg", ["pg-0 data-pg-0"]);
  scene.see("no client meets the empty store", await isBehind(0));
  const volume = await scene.volumeOf("data-pg-0");
  scene.see("its disk is new", volume !== undefined && volume !== disk, volume);
  await person.does(open);
  await scene.sees("the Service leads to the new Pod", () => isBehind(1));
  await scene.nothingElseGone(["deployments/pg"]);
  await person.goesBack(open);
  await scene.runs("gone back", "pg", ["pg pg-data"]);
  scene.see("on the old disk", disk !== undefined && (await scene.volumeOf("pg-data")) === disk);
  await scene.sees("the Service leads to it", () => isBehind(1));
}

export async function keptPlain(stage: Stage): Promise<void> {
  const scene = await plainScene(stage, "plain");
  const disk = await scene.volumeOf("pg-data");
  const person = scene.person(conversion("plain-claim"), { "<namespace>": "plain" });
  const switched = person.step("Put the StatefulSet");
  await person.does(2, switched);
  await scene.runs("the set", "pg", ["pg-0 pg-data"]);
  scene.see("on the old disk", disk !== undefined && (await scene.volumeOf("pg-data")) === disk);
  await person.does(person.last);
  await scene.runs("all of it applied", "pg", ["pg-0 pg-data"]);
  await scene.nothingElseGone(["deployments/pg"]);
  await person.goesBack(switched);
  await scene.runs("gone back", "pg", ["pg pg-data"]);
  scene.see("on the old disk again", (await scene.volumeOf("pg-data")) === disk);
}
