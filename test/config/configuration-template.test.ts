// What `Create Configuration File` writes says nothing wrong, also when all of it is said.
import { expect, it } from "vitest";
import { configurationTemplate } from "../../client/src/commands/configuration-template";
import { configurationKeys, readConfiguration } from "../../server/src/config/configuration";
import { rules } from "../../server/src/rules/registry";

const known = new Set(rules.map(({ id }) => id));
const said = configurationTemplate.replace(/^# (?=[a-z]\w*:|\s)/gm, "");

it("is without a fault as it is written", () =>
  expect(readConfiguration(configurationTemplate, known).problems).toEqual([]));

it("is without a fault when all that it offers is said", () => {
  const { configuration, problems } = readConfiguration(said, known);
  expect(problems).toEqual([]);
  expect(configuration.kubernetesVersion).toMatchObject({ minor: 36 });
  expect(configuration.cluster.nodes).toBe(5);
  expect(configuration.ignore).toHaveLength(1);
});

it("names keys that there are", () => {
  const named = [...said.matchAll(/^([a-z]\w*):/gm)].map(([, key]) => key);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((key) => !configurationKeys.some((one) => one === key))).toEqual([]);
});
