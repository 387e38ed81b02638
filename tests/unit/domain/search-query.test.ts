import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { CASE_STATUSES, SIDES } from "@/domain/codes";
import { AppError } from "@/domain/errors";
import {
  decodeCursor,
  EMPTY_QUERY,
  encodeCursor,
  parseLenient,
  parseStrict,
  SORTS,
  toSearchParams,
} from "@/domain/search-query";

const ask = (text: string) => new URLSearchParams(text);

describe("a question in an address", () => {
  test("is read, and written back as the same question", () => {
    fc.assert(
      fc.property(
        fc.record({
          q: fc.string({ maxLength: 60 }),
          status: fc.uniqueArray(fc.constantFrom(...CASE_STATUSES), { maxLength: 4 }),
          side: fc.uniqueArray(fc.constantFrom(...SIDES), { maxLength: 3 }),
          sort: fc.constantFrom(...SORTS),
          limit: fc.integer({ min: 1, max: 100 }),
          from: fc.constantFrom("", "2016", "2017-04"),
        }),
        ({ q, status, side, sort, limit, from }) => {
          const params = ask("");
          params.set("q", q);
          for (const one of status) params.append("status", one);
          for (const one of side) params.append("side", one);
          params.set("sort", sort);
          params.set("limit", String(limit));
          params.set("detainedFrom", from);
          const query = parseStrict(params);
          expect(parseStrict(toSearchParams(query))).toEqual(query);
          expect(toSearchParams(parseStrict(toSearchParams(query))).toString()).toBe(toSearchParams(query).toString());
        },
      ),
    );
  });

  test.each([
    ["status=happy", "status", "unknown_value"],
    ["limit=0", "limit", "out_of_range"],
    ["limit=101", "limit", "out_of_range"],
    ["limit=ten", "limit", "out_of_range"],
    ["sort=id", "sort", "unknown_value"],
    ["detainedFrom=yesterday", "detainedFrom", "date_shape"],
    ["detainedFrom=2018&detainedTo=2017", "detainedTo", "end_before_begin"],
    ["cursor=!!", "cursor", "unknown_value"],
    ["colour=red", "colour", "unknown_field"],
    ["colour=", "colour", "unknown_field"],
    ["limit=1e1", "limit", "out_of_range"],
    ["cursor=", "cursor", "unknown_value"],
    ["q=a&q=b", "q", "too_many"],
    ["prefecture=Kashgar", "prefecture", "unknown_value"],
  ])("%s is refused naming %s as %s", (text, field, code) => {
    let thrown: unknown;
    try {
      parseStrict(ask(text));
    } catch (error) {
      thrown = error;
    }
    expect(thrown).toBeInstanceOf(AppError);
    expect(thrown).toMatchObject({ code: "invalid_input", fields: { [field]: code } });
  });

  test("a page leaves out what it cannot understand, and says so", () => {
    const { query, ignored } = parseLenient(ask("status=happy&status=camp&limit=7000&q=heyit"));
    expect(query).toMatchObject({ q: "heyit", facets: { status: ["camp"] }, limit: 20 });
    expect(ignored).toEqual(["limit", "status"]);
  });

  test("a question of more than 200 letters is cut, and says so", () => {
    const { query, cut } = parseLenient(ask(`q=${"a".repeat(5000)}`));
    expect(query.q).toHaveLength(200);
    expect(cut).toBe(true);
  });

  test("no cursor that somebody else made is taken, and none makes it throw", () => {
    expect(decodeCursor(encodeCursor(["ئا", "MU-00000000"]))).toEqual(["ئا", "MU-00000000"]);
    fc.assert(fc.property(fc.string(), (text) => void decodeCursor(text)));
    expect(decodeCursor(btoa('{"$ne":1}'))).toBeNull();
  });

  test("a parameter called __proto__ is named like any other that is unknown", () => {
    expect(() => parseStrict(ask("__proto__=1"))).toThrow(AppError);
    expect(parseLenient(ask("__proto__=1")).ignored).toEqual(["__proto__"]);
  });

  test("an empty field of a page's form asks nothing", () => {
    expect(parseLenient(ask("q=&status=&detainedFrom="))).toEqual({ query: EMPTY_QUERY, ignored: [], cut: false });
  });

  test("a cursor of a list in another order is refused", () => {
    const cursor = encodeCursor(["aygul", "MU-00000000"]);
    expect(parseStrict(ask(`sort=name&cursor=${cursor}`)).cursor).toBe(cursor);
    expect(() => parseStrict(ask(`sort=updated&cursor=${cursor}`))).toThrow(AppError);
  });

  test.each([
    ["sort=updated", 1e308],
    ["sort=updated", -1],
    ["sort=silence", 1e9],
    ["sort=silence", -1e308],
    ["sort=name", 1],
    ["", 1],
  ])("a cursor of a place where no page can end is refused: %s, %d", (order, place) => {
    expect(() => parseStrict(ask(`${order}&cursor=${encodeCursor([place, "MU-00000000"])}`))).toThrow(AppError);
  });

  test.each([
    ["sort=updated", Date.UTC(2026, 1, 3)],
    ["sort=silence", 0],
    ["q=aygul", 17.25],
    ["q=aygul", "aygul"],
    ["", "aygul"],
  ])("a cursor of a place where a page may end is taken: %s, %s", (order, place) => {
    const cursor = encodeCursor([place, "MU-00000000"]);
    expect(parseStrict(ask(`${order}&cursor=${cursor}`)).cursor).toBe(cursor);
  });

  test("understands no parameters so badly that it throws", () => {
    const pair = fc.tuple(
      fc.oneof(fc.constantFrom("q", "status", "limit", "sort", "cursor", "detainedTo", "__proto__"), fc.string()),
      fc.string({ unit: "binary" }),
    );
    fc.assert(
      fc.property(fc.array(pair), (pairs) => {
        const { query } = parseLenient(new URLSearchParams(pairs));
        expect(() => parseStrict(toSearchParams(query))).not.toThrow();
      }),
    );
  });
});
