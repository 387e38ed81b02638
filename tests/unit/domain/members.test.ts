import fc from "fast-check";
import { expect, test } from "vitest";
import { CHUNK, Members } from "@/domain/members";

const ordinals = fc.uniqueArray(
  fc.oneof(fc.nat(3 * CHUNK), fc.constantFrom(0, 7, 8, 31, 32, CHUNK - 1, CHUNK, 5 * CHUNK - 1)),
  { maxLength: 300 },
);
const sorted = (numbers: Iterable<number>) => [...numbers].sort((a, b) => a - b);

test("a set has the ordinals that it was made of, in their order, and counts them", () => {
  fc.assert(
    fc.property(ordinals, fc.nat(10), (some, most) => {
      const members = Members.of(some);
      expect(members.ordinals()).toEqual(sorted(some));
      expect(members.ordinals(most)).toEqual(sorted(some).slice(0, most));
      expect(members.count).toBe(some.length);
      for (const ordinal of some) expect(members.has(ordinal)).toBe(true);
    }),
  );
});

test("any, and, without and their counts are those of sets", () => {
  fc.assert(
    fc.property(ordinals, ordinals, ordinals, (a, b, c) => {
      const [one, two, three] = [Members.of(a), Members.of(b), Members.of(c)];
      expect(Members.any([one, two, three]).ordinals()).toEqual(sorted(new Set([...a, ...b, ...c])));
      const both = sorted(a.filter((ordinal) => b.includes(ordinal)));
      expect(one.and(two).ordinals()).toEqual(both);
      expect(one.countWith(two)).toBe(both.length);
      expect(one.without(two).ordinals()).toEqual(sorted(a.filter((ordinal) => !b.includes(ordinal))));
      // None of it changed the sets themselves.
      expect([one, two, three].map((each) => each.ordinals())).toEqual([a, b, c].map(sorted));
    }),
  );
});

test("a chunk can be put in the place of another, or taken away", () => {
  const members = Members.of([1, CHUNK + 2, 2 * CHUNK + 3]);
  const words = new Uint32Array(CHUNK / 32);
  words[0] = 0x80; // the first bit of the first byte
  const changed = members.with(
    new Map([
      [0, words],
      [2, undefined],
    ]),
  );
  expect(changed.ordinals()).toEqual([0, CHUNK + 2]);
  expect(members.ordinals()).toEqual([1, CHUNK + 2, 2 * CHUNK + 3]);
});

test("nobody is in no set", () => {
  expect(Members.any([]).count).toBe(0);
  expect(new Members().has(5)).toBe(false);
});
