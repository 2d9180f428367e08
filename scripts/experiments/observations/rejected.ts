// The API server takes an object, or says why not.
import type { Observation } from "../experiment";
import { applied, createAll, stable } from "../place";

/** By dry runs: nothing is made of what is taken. */
export const rejected: Observation = async ({ namespace }, objects) => {
  for (const object of objects) {
    const { ok, message } = await namespace.post(object, { dryRun: true });
    if (!ok) return { what: "the API server answers", words: withoutGenerated(message, object.metadata.generateName) };
  }
  return undefined;
};

/** The server makes a name and an id for each try. */
function withoutGenerated(message: string, generateName: string | undefined): string {
  const named =
    generateName === undefined
      ? message
      : message.replaceAll(new RegExp(`${generateName}[a-z0-9]{5}`, "g"), `${generateName}…`);
  return named.replace(/"[0-9a-f]{8}-[0-9a-f-]{27}"/g, '"…"');
}

/** The same files of a later release, with another version in them, over those that are live. */
export const laterReleaseRejected: Observation = async (place, objects) => {
  await createAll(place, objects);
  for (const object of objects) {
    const later = JSON.parse(JSON.stringify(object).replaceAll("1.4.2", "1.4.3"));
    const { ok, message } = await applied(place, later);
    if (!ok)
      return { what: "applied again with version 1.4.3, the API server answers", words: await stable(place, message) };
  }
  return undefined;
};

/** All objects of a file, one after the other: what the first ones say is still there, or not. */
export const overwritten: Observation = async (place, objects) => {
  for (const object of objects) {
    const { ok, message } = await applied(place, object);
    if (!ok) throw new Error(message);
  }
  for (const { metadata, data } of objects) {
    const live = await place.namespace.get<{ readonly metadata: never; readonly data: object }>(
      "configmaps",
      metadata.name ?? "",
    );
    const lost = Object.keys(data ?? {}).filter((key) => !(key in live.data));
    if (lost.length > 0) return { what: `once all are applied, ConfigMap ${metadata.name} has no ${lost.join(", ")}` };
  }
  return undefined;
};

/** The committed object is live; then it is applied as it is now. */
export const changeRejected: Observation = async (place, objects) => {
  const [committed, ...changed] = objects;
  if (!committed || changed.length === 0) throw new Error("an example has no object that changes");
  await createAll(place, [committed]);
  for (const object of changed) {
    const { ok, message } = await applied(place, object);
    if (!ok) return { what: "the committed object is live, and the API server answers", words: message };
  }
  return undefined;
};
