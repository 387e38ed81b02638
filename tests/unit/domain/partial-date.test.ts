import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  asciiDigits,
  bounds,
  compareDates,
  edtf,
  endsAfterBegin,
  fromLooseText,
  fromSlashDate,
  isFuture,
  parseEdtf,
  toEdtf,
} from "@/domain/partial-date";

const TODAY = "2026-11-21";
const year = fc.integer({ min: 1900, max: 2100 });
const pad = (n: number) => String(n).padStart(2, "0");
const simple = fc.oneof(
  year.map(String),
  fc.tuple(year, fc.integer({ min: 1, max: 12 })).map(([y, m]) => `${y}-${pad(m)}`),
  fc.tuple(year, fc.integer({ min: 21, max: 24 })).map(([y, s]) => `${y}-${s}`),
  fc
    .tuple(year, fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([y, m, d]) => `${y}-${pad(m)}-${pad(d)}`),
);
const qualified = fc.tuple(simple, fc.constantFrom("", "~", "?", "%")).map(([date, mark]) => date + mark);

describe("what was said is kept", () => {
  test.each([
    ["2018-03-14", "2018-03-14", "2018-03-14"],
    ["2018-03", "2018-03-01", "2018-03-31"],
    ["2017", "2017-01-01", "2017-12-31"],
    ["2017-04~", "2017-04-01", "2017-04-30"],
    ["2017?", "2017-01-01", "2017-12-31"],
    ["2017-10/2017-12", "2017-10-01", "2017-12-31"],
    ["../2018-03", null, "2018-03-31"],
    ["2017-23", "2017-09-01", "2017-11-30"],
    ["2017-24", "2017-12-01", "2018-02-28"],
    ["2017-05/..", "2017-05-01", null],
    ["2016-02", "2016-02-01", "2016-02-29"],
  ])("%s spans %s to %s", (text, earliest, latest) => {
    expect(edtf.safeParse(text).success).toBe(true);
    expect(bounds(text)).toEqual({ earliest, latest });
  });

  test.each([
    ["20170312", "date_shape"],
    ["2017-13", "date_impossible"],
    ["2017-02-29", "date_impossible"],
    ["1066", "date_impossible"],
    ["2018/2017", "end_before_begin"],
    ["../..", "date_shape"],
    ["2017-1-1", "date_shape"],
    ["", "date_shape"],
    ["17", "date_shape"],
  ])("%s is refused as %s", (text, code) => {
    expect(edtf.safeParse(text).error?.issues[0]?.message).toBe(code);
  });

  test("the earliest day is never after the latest", () => {
    fc.assert(
      fc.property(qualified, (text) => {
        const { earliest, latest } = bounds(text);
        expect(earliest !== null && latest !== null && earliest <= latest).toBe(true);
      }),
    );
  });

  test("an interval of two dates in order is one, and spans both", () => {
    fc.assert(
      fc.property(qualified, qualified, (a, b) => {
        const [from, to] = compareDates(a, b) <= 0 ? [a, b] : [b, a];
        const text = `${from}/${to}`;
        expect(parseEdtf(text)?.kind).toBe("interval");
        expect(bounds(text)).toEqual({ earliest: bounds(from).earliest, latest: bounds(to).latest });
      }),
    );
  });

  test("no text whatever makes it throw", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        parseEdtf(text);
        bounds(text);
        fromLooseText(text);
        fromSlashDate(text);
        asciiDigits(text);
        edtf.safeParse(text);
      }),
    );
  });
});

describe("order", () => {
  test("a timeline has dates by their earliest day, open beginnings first, no date last", () => {
    const dates = [null, "2018", "2017-05/..", "../2016", "2017-04~"];
    expect([...dates].sort(compareDates)).toEqual(["../2016", "2017-04~", "2017-05/..", "2018", null]);
  });
  test("an end cannot be before its beginning, but may overlap it", () => {
    expect(endsAfterBegin("2013-05", "2013-04-27")).toBe(false);
    expect(endsAfterBegin("2013", "2013-04")).toBe(true);
    expect(endsAfterBegin("2013-05", "2013")).toBe(true);
  });
  test("the future begins tomorrow", () => {
    expect(isFuture("2026-11-22", TODAY)).toBe(true);
    expect(isFuture("2026-11-21", TODAY)).toBe(false);
    expect(isFuture("2026", TODAY)).toBe(false);
    expect(isFuture("../2030", TODAY)).toBe(true);
  });
});

describe("as people fill it in", () => {
  test.each([
    [{ kind: "day", day: "14", month: "3", year: "2018" }, "2018-03-14"],
    [{ kind: "day", day: "٢٨", month: "۰۲", year: "２０１８" }, "2018-02-28"],
    [{ kind: "month", month: "03", year: "2018", about: true }, "2018-03~"],
    [{ kind: "year", year: "2017", unsure: true }, "2017?"],
    [{ kind: "year", year: "2017", about: true, unsure: true }, "2017%"],
    [{ kind: "season", season: "23", year: "2017" }, "2017-23"],
    [{ kind: "before", month: "3", year: "2018" }, "../2018-03"],
    [{ kind: "since", year: "2017" }, "2017/.."],
    [{ kind: "range", year: "2017", month: "10", endYear: "2017", endMonth: "12" }, "2017-10/2017-12"],
    [{ kind: "unknown" }, null],
  ] as const)("%o is %s", (answer, expected) => {
    expect(toEdtf(answer, TODAY)).toEqual({ ok: true, edtf: expected });
  });
  test.each([
    [{ kind: "day", day: "31", month: "2", year: "2018" }, { day: "date_impossible" }],
    [
      { kind: "day", day: "", month: "x", year: "2018" },
      { day: "required", month: "date_shape" },
    ],
    [{ kind: "year", year: "1066" }, { year: "out_of_range" }],
    [{ kind: "year", year: "2077" }, { year: "date_future" }],
    [{ kind: "range", year: "2018", endYear: "2017" }, { endYear: "end_before_begin" }],
    [
      { kind: "range", year: "x", month: "13" },
      { year: "date_shape", month: "out_of_range", endYear: "required" },
    ],
  ] as const)("%o names what is wrong: %o", (answer, fields) => {
    expect(toEdtf(answer, TODAY)).toEqual({ ok: false, fields });
  });
});

describe("whatever is typed", () => {
  test("the answer is a date that we keep or a field that is wrong", () => {
    const typed = fc.option(fc.oneof(fc.string({ maxLength: 6 }), fc.integer({ min: 0, max: 2200 }).map(String)), {
      nil: "",
    });
    const kind = fc.constantFrom("day", "month", "season", "year", "range", "before", "since", "unknown");
    const parts = fc.tuple(typed, typed, typed, typed, typed, typed, typed, fc.boolean());
    fc.assert(
      fc.property(kind, parts, (which, [day, mon, season, yr, endDay, endMonth, endYear, about]) => {
        const answer = { kind: which, day, month: mon, season, year: yr, endDay, endMonth, endYear, about };
        const result = toEdtf(answer, TODAY);
        if (!result.ok) expect(Object.keys(result.fields)).not.toEqual([]);
        else if (result.edtf !== null) expect(parseEdtf(result.edtf)).not.toBeNull();
      }),
    );
  });
});

describe("as the data sets write it", () => {
  test.each([
    ["2017/mm/dd", "2017"],
    ["2017/05/dd", "2017-05"],
    ["2017/05/12", "2017-05-12"],
    ["2017/13/12", null],
    ["mm/dd", null],
  ])("%s is %s", (text, expected) => expect(fromSlashDate(text)).toBe(expected));
  test.each([
    ["Jun-16", "2016-06"],
    ["June-July 2017", "2017-06/2017-07"],
    ["2017/2018", "2017/2018"],
    ["End 2017-beginning 2018", "2017-10/2018-03"],
    ["24 April 17", "2017-04-24"],
    ["1 Jul 19", "2019-07-01"],
    ["April 2017", "2017-04"],
    ["about 2016", "2016~"],
    ["About 60", null],
    ["16-Jun", null],
    ["yesterday", null],
    ["Sept. 2017", "2017-09"],
    ["May 12, 2017", "2017-05-12"],
    ["Market 2017", null],
    ["Junk-16", null],
    ["December-January 2018", null],
    ["February 30, 2018", null],
  ])("%s is %s", (text, expected) => expect(fromLooseText(text)).toBe(expected));
});
