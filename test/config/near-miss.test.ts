// What a misspelt word was meant to be.
import { expect, test } from "vitest";
import { nearMiss } from "../../server/src/config/near-miss";

const words = ["off", "hint", "information", "warning", "error", "bare-pod", "bare-replicaset", "cronjob-deadline"];

test.each([
  ["of", "off"],
  ["eror", "error"],
  ["Error", "error"],
  ["warnings", "warning"],
  ["bare-pods", "bare-pod"],
  ["bear-pod", "bare-pod"],
  ["cronjob_deadline", "cronjob-deadline"],
  ["info", "information"],
  ["cronjob", "cronjob-deadline"],
])("%s: %s", (word, expected) => {
  expect(nearMiss(word, words)).toBe(expected);
});

test.each(["off", "no", "", "bare-", "wa", "deadline", "something else"])("%j: none", (word) => {
  expect(nearMiss(word, words)).toBeUndefined();
});

test("the nearest wins, the first of two equals", () => {
  expect(nearMiss("abcx", ["abyy", "abcd", "abce"])).toBe("abcd");
  expect(nearMiss("x", ["y"])).toBeUndefined();
  expect(nearMiss("x", [])).toBeUndefined();
});
