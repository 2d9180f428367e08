// Lists that are always in order, whatever comes and goes; one of them never sees what another holds.
import { expect, it } from "vitest";
import { SortedList } from "../../server/src/tracking/sorted-list";
import { Choices } from "../support/choices";

interface Item {
  readonly order: number;
}

it("holds what was put in and not taken out, in order", () => {
  for (let seed = 0; seed < 60; seed++) {
    const choices = Choices.seeded(seed, 800);
    const lists = [0, 1, 2].map(() => new SortedList<Item>((a, b) => a.order - b.order));
    const plain: Item[][] = [[], [], []];
    for (let step = 0; step < 120; step++) {
      const at = choices.below(lists.length);
      const [list, items] = [lists[at], plain[at]];
      if (!list || !items) continue;
      const gone = choices.chance(45) ? choices.anyOf(items) : undefined;
      if (gone) {
        list.delete(gone);
        items.splice(items.indexOf(gone), 1);
      } else {
        // More than a few at once are sorted in together.
        for (let more = choices.chance(10) ? 12 : 1; more > 0; more--) {
          const item = { order: step + more / 100 + choices.below(50) };
          if (items.some(({ order }) => order === item.order)) continue;
          list.add(item);
          items.push(item);
        }
      }
      list.delete({ order: 7 });
      if (choices.chance(50)) continue;
      for (const [index, other] of lists.entries()) {
        expect(other.size).toBe(plain[index]?.length);
        expect(other.all()).toEqual([...(plain[index] ?? [])].sort((a, b) => a.order - b.order));
      }
      const { start, end } = list.range(
        ({ order }) => order < 20,
        ({ order }) => order > 60,
      );
      expect(list.all().slice(start, end)).toEqual(list.all().filter(({ order }) => order >= 20 && order <= 60));
    }
  }
});

it("shares nothing with a list that has not been filled yet", () => {
  const [one, other] = [0, 1].map(() => new SortedList<Item>((a, b) => a.order - b.order));
  const [first, second] = [{ order: 1 }, { order: 2 }];
  one?.add(first);
  one?.add(second);
  one?.delete(first);
  expect(one?.all()).toEqual([second]);
  expect(other?.all()).toEqual([]);
});
