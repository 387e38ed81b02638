import { describe, expect, test } from "vitest";
import {
  CASE_STATUSES,
  ETHNICITIES,
  EVENT_KINDS,
  FACT_FIELDS,
  KNOWLEDGE,
  LEARNED_THROUGH,
  MATCH_REASONS,
  NAME_KINDS,
  PROFESSIONS,
  PROOF_OF_LIFE_GRADES,
  PROOF_OF_LIFE_KINDS,
  READ_LEVELS,
  RELATIONS,
  RESPONSE_CHANNELS,
  RESPONSE_POSITIONS,
  SEXES,
  SIDES,
  SOURCE_KINDS,
  STATED_REASONS,
  TIERS,
} from "@/domain/codes";
import { ERROR_CODES, FIELD_CODES } from "@/domain/errors";
import { FACET_NAMES, SORTS } from "@/domain/search-query";
import { LANGUAGES, LOCALE_CODES, textLocale } from "@/i18n/locales";
import { AREAS, loadMessages } from "@/i18n/load-messages";

const complete = LOCALE_CODES.filter((code) => LANGUAGES[code].complete);

/** Every sentence by its whole key. */
function sentences(tree: unknown, path = ""): Map<string, unknown> {
  if (typeof tree !== "object" || tree === null || Array.isArray(tree)) return new Map([[path, tree]]);
  return new Map(
    Object.entries(tree).flatMap(([key, value]) => [...sentences(value, path === "" ? key : `${path}.${key}`)]),
  );
}

/** The names that a sentence needs filled in, and the marks around its parts, each once. */
function holes(sentence: string): string[] {
  // A case of a plural stands in braces too, behind its keyword: `one {person}` asks for nothing.
  const names = [...sentence.matchAll(/(?<!(?:zero|one|two|few|many|other|=\d+)\s*)\{\s*(\w+)\s*[,}]/g)].map(
    (match) => `{${match[1] ?? ""}}`,
  );
  const marks = [...sentence.matchAll(/<(\w+)>/g)].map((match) => `<${match[1] ?? ""}>`);
  return [...new Set([...names, ...marks])].sort();
}

async function all(code: (typeof LOCALE_CODES)[number]): Promise<Map<string, unknown>> {
  return sentences(await loadMessages(textLocale(code)));
}

describe.each(complete)("the sentences of %s", (code) => {
  test("are those of English: none is missing and none is left over", async () => {
    const [here, english] = [await all(code), await all("en")];
    expect([...english.keys()].filter((key) => !here.has(key))).toEqual([]);
    expect([...here.keys()].filter((key) => !english.has(key))).toEqual([]);
  });

  test("keep every placeholder and every mark", async () => {
    const [here, english] = [await all(code), await all("en")];
    const lost = [...english].filter(
      ([key, sentence]) => holes(String(sentence)).join() !== holes(String(here.get(key))).join(),
    );
    expect(lost.map(([key]) => key)).toEqual([]);
  });

  test("are sentences, and none is empty", async () => {
    const here = await all(code);
    expect([...here].filter(([, text]) => typeof text !== "string" || text.trim() === "").map(([key]) => key)).toEqual(
      [],
    );
  });

  test("close every mark that they open, in order", async () => {
    const broken = [...(await all(code))].filter(([, text]) => {
      const open: string[] = [];
      for (const [, slash, name = ""] of String(text).matchAll(/<(\/?)(\w+)>/g)) {
        if (slash === "") open.push(name);
        else if (open.pop() !== name) return true;
      }
      return open.length > 0;
    });
    expect(broken.map(([key]) => key)).toEqual([]);
  });

  test("name every code of every vocabulary, every failure and every order", async () => {
    const here = await all(code);
    const wanted = Object.entries({
      "codes.status": CASE_STATUSES,
      "codes.side": SIDES,
      "codes.tier": TIERS,
      "codes.sex": SEXES,
      "codes.ethnicity": ETHNICITIES,
      "codes.profession": PROFESSIONS,
      "codes.reason": STATED_REASONS,
      "codes.learnedThrough": LEARNED_THROUGH,
      "codes.relation": RELATIONS,
      "codes.event": EVENT_KINDS,
      "codes.fact": FACT_FIELDS,
      "codes.proofOfLife": PROOF_OF_LIFE_KINDS,
      "codes.grade": PROOF_OF_LIFE_GRADES,
      "codes.position": RESPONSE_POSITIONS,
      "codes.channel": RESPONSE_CHANNELS,
      "codes.sourceKind": SOURCE_KINDS,
      "codes.read": READ_LEVELS,
      "codes.knowledge": KNOWLEDGE,
      "codes.nameKind": NAME_KINDS,
      "codes.writing": ["uey", "uly", "usy", "hanzi", "pinyin"],
      "codes.madeBy": ["rule", "lexicon"],
      "codes.facet": FACET_NAMES,
      "codes.match": MATCH_REASONS,
      "archive.card.soughtBy": RELATIONS,
      "archive.people.sorts": SORTS,
      "errors.code": ERROR_CODES,
      "errors.field": FIELD_CODES,
    }).flatMap(([area, codes]) => codes.map((one) => `${area}.${one}`));
    expect(wanted.filter((key) => !here.has(key))).toEqual([]);
  });
});

test("a language that is not complete is shown in one that is", () => {
  for (const code of LOCALE_CODES) expect(complete).toContain(textLocale(code));
  expect(AREAS.length).toBe(new Set(AREAS).size);
});

test("Uyghur is written with the letters of Uyghur, not with their Arabic and Persian look-alikes", async () => {
  const foreign = /[^\P{Script=Arabic}ئاەبپتجچخدرزژسشغفقكگڭلمنھوۇۆۈۋېىي،؟؛]/u;
  const wrong = [...(await all("ug"))].filter(([, text]) => foreign.test(String(text)));
  // Names of languages are written in their own letters, and are not among these sentences.
  expect(wrong.map(([key]) => key)).toEqual([]);
});
