import { describe, expect, test } from "vitest";
import {
  firstOpenStep,
  isReachable,
  offeredSpellings,
  pathOf,
  readDate,
  readJourney,
  readStep,
  STEPS,
  withTicked,
} from "@/domain/journey";
import { personContent } from "@/domain/submission";
import { answersWith, FINISHED } from "../../support/journey-answers";

const context = { today: "2026-11-21", hasPhoto: false };

describe("the way", () => {
  test("begins with the first page and skips none by its address", () => {
    expect(firstOpenStep({}, context)).toBe("relation");
    expect(isReachable("relation", {}, context)).toBe(true);
    expect(isReachable("contact", {}, context)).toBe(false);
    expect(isReachable("name", { relation: { relation: "son" } }, context)).toBe(true);
  });

  test("asks for reasons only when somebody was held", () => {
    expect(pathOf(FINISHED)).toEqual([...STEPS]);
    expect(pathOf(answersWith("known", { status: "missing_no_information" }))).not.toContain("reasons");
  });

  test("shows every page once, also those on which everything may be left empty", () => {
    const others = Object.fromEntries(Object.entries(FINISHED).filter(([page]) => page !== "about"));
    expect(firstOpenStep(others, context)).toBe("about");
  });

  test("is finished when every page on it is answered", () => {
    expect(firstOpenStep(FINISHED, context)).toBeNull();
  });

  test("leads back to consent when a photo came after it", () => {
    expect(firstOpenStep(FINISHED, { ...context, hasPhoto: true })).toBe("consent");
  });
});

describe("reading a page", () => {
  test.each([
    ["relation", {}, { relation: "required" }],
    ["relation", { relation: "king" }, { relation: "unknown_value" }],
    ["name", { name: " \u200B\u202E " }, { name: "required" }],
    ["name", { name: "a".repeat(201) }, { name: "too_long" }],
    ["name", { name: "A", otherNames: "x\n".repeat(21) }, { otherNames: "too_many" }],
    ["when", { dateOf: "taken" }, { "date.year": "required" }],
    [
      "when",
      { dateOf: "taken", "date.day": "31", "date.month": "2", "date.year": "2018" },
      { "date.day": "date_impossible" },
    ],
    ["when", { dateOf: "taken", "date.year": "2099" }, { "date.year": "date_future" }],
    [
      "when",
      { dateOf: "taken", "date.kind": "range", "date.year": "2018", "date.endYear": "2017" },
      { "date.endYear": "end_before_begin" },
    ],
    ["when", { dateOf: "taken", "date.day": "3" }, { "date.year": "required", "date.month": "required" }],
    ["story", { text: "", language: "ug" }, { text: "required" }],
    ["story", { text: "x".repeat(20_001), language: "ug" }, { text: "too_long" }],
    [
      "consent",
      { audience: "public_indexed", text: "yes", relation: "no", relatives: "no" },
      { agree: "consent_required" },
    ],
    ["contact", { wanted: "yes", channel: "  " }, { channel: "contact_shape" }],
    ["name", { name: "A", role: "admin" }, { role: "unknown_field" }],
  ] as const)("refuses %s %j", (step, fields, errors) => {
    expect(readStep(step, fields, context)).toEqual({ ok: false, errors });
  });

  test("takes one name in any script as enough", () => {
    for (const name of ["ئايگۈل", "Aygul", "Айгүл", "阿依古丽", "O'"]) {
      expect(readStep("name", { name, otherNames: "" }, context).ok).toBe(true);
    }
  });

  test('takes "I don\'t know" for everything about the person but the name', () => {
    expect(readStep("about", {}, context).ok).toBe(true);
    expect(readStep("where", {}, context).ok).toBe(true);
    expect(readStep("when", { dateOf: "unknown" }, context).ok).toBe(true);
    expect(readStep("when", { dateOf: "taken", "date.kind": "unknown" }, context).ok).toBe(true);
  });

  test.each([
    [{ "d.day": "14", "d.month": "3", "d.year": "2018" }, "2018-03-14"],
    [{ "d.month": "3", "d.year": "2018" }, "2018-03"],
    [{ "d.year": "٢٠١٧" }, "2017"],
    [{ "d.season": "23", "d.year": "2017", "d.about": "yes" }, "2017-23~"],
    [{ "d.kind": "before", "d.month": "3", "d.year": "2018" }, "../2018-03"],
    [{ "d.kind": "since", "d.month": "5", "d.year": "2017" }, "2017-05/.."],
    [
      { "d.kind": "range", "d.month": "10", "d.year": "2017", "d.endMonth": "12", "d.endYear": "2017" },
      "2017-10/2017-12",
    ],
    [{ "d.kind": "unknown", "d.year": "2017" }, null],
    [{}, null],
  ])("reads the date %j as precisely as it was said", (fields, edtf) => {
    expect(readDate(fields, "d", context.today)).toEqual({ ok: true, edtf });
  });
});

describe("what is reviewed", () => {
  test("is the content that everything else in the archive has", () => {
    const told = readJourney(FINISHED, context);
    expect(told && personContent.parse(told.content)).toEqual(told?.content);
    expect(told?.content.detentionReports[0]).toMatchObject({
      begin: "2017-23",
      status: "camp",
      side: "family",
      tier: "reported",
    });
    expect(told?.content.names.map((name) => name.script)).toEqual(["Arab", "Latn", "Cyrl"]);
  });

  test("holds no testimony without consent to show it; that is sealed", () => {
    const told = readJourney(answersWith("consent", { text: "no" }), context);
    expect(JSON.stringify(told?.content)).not.toContain("taken in autumn");
    expect(JSON.stringify(told?.sealed.archiveOnly)).toContain("taken in autumn");
  });

  test("holds no relation without consent to show it", () => {
    const told = readJourney(answersWith("consent", { relation: "no" }), context);
    expect(told?.content.relatives).toEqual([]);
    expect(JSON.stringify(told?.sealed.archiveOnly)).toContain("son");
  });

  test("holds nothing at all of what is for the archive alone", () => {
    const told = readJourney(answersWith("consent", { audience: "archive_only" }), { ...context });
    const content = JSON.stringify(told?.content);
    for (const word of ["ئايگۈل", "Aygul", "autumn", "653101", "camp", "son"]) expect(content).not.toContain(word);
    expect(told?.content.names.every((name) => !name.isPublic)).toBe(true);
    expect(JSON.stringify(told?.sealed.archiveOnly)).toContain("ئايگۈل");
  });

  test("holds neither contact nor the submitter's name", () => {
    const told = readJourney(
      answersWith("contact", { wanted: "yes", channel: "signal +00 000", ownName: "Somebody Invented" }),
      context,
    );
    expect(JSON.stringify([told?.content, told?.consents])).not.toMatch(/signal|Invented/);
    expect(told?.sealed).toMatchObject({ contact: "signal +00 000", submitter: "Somebody Invented" });
  });

  test("keeps a contact that was typed and then taken back to itself", () => {
    const told = readJourney(answersWith("contact", { wanted: "no", channel: "signal +00 000" }), context);
    expect(told?.sealed.contact).toBeNull();
  });

  test("keeps search engines away when that was asked", () => {
    expect(readJourney(answersWith("consent", { audience: "public_noindex" }), context)?.content.indexed).toBe(false);
  });

  test("does not hold a reason that was typed before the situation changed", () => {
    const told = readJourney(answersWith("known", { status: "missing_no_information" }), context);
    expect(JSON.stringify(told?.content)).not.toContain("relatives_abroad");
  });

  test("a photo goes to the reviewers only with consent to show it", () => {
    const withPhoto = { ...context, hasPhoto: true };
    expect(readJourney(answersWith("consent", { photo: "no" }), withPhoto)?.photoForPublication).toBe(false);
    expect(readJourney(answersWith("consent", { photo: "yes" }), withPhoto)?.photoForPublication).toBe(true);
    expect(
      readJourney(answersWith("consent", { photo: "yes", audience: "archive_only" }), withPhoto)?.photoForPublication,
    ).toBe(false);
  });
});

describe("the other writings that are offered", () => {
  const typed = answersWith("name", { otherNames: "Айгүл Синақ" });

  test("are none that was typed already", () => {
    const offered = offeredSpellings(typed).map((each) => each.text);
    expect(offered).toContain("Aygül Sinaq");
    expect(offered).not.toContain("Айгүл Синақ");
    expect(
      offeredSpellings(answersWith("name", { otherNames: "AYGÜL  sinaq" })).map((each) => each.text),
    ).not.toContain("Aygül Sinaq");
  });

  test("enter nothing without a yes", () => {
    const said = JSON.stringify(readJourney(withTicked(typed, []), context));
    const offered = offeredSpellings(typed);
    expect(offered.length).toBeGreaterThan(0);
    for (const { text } of offered) expect(said).not.toContain(text);
  });

  test("are names like typed ones when they are ticked, in content and under seal alike", () => {
    for (const audience of ["public_indexed", "archive_only"]) {
      const answers = { ...typed, consent: { ...typed.consent, audience } };
      const ticked = readJourney(withTicked(answers, ["Aygül Sinaq"]), context);
      const byHand = { ...answers, name: { ...answers.name, otherNames: "Айгүл Синақ\nAygül Sinaq" } };
      expect(ticked).not.toBeNull();
      expect(ticked).toEqual(readJourney(byHand, context));
      expect(JSON.stringify(ticked)).toContain("Aygül Sinaq");
    }
  });

  test("are kept with their script and orthography, also where letters alone do not prove it", () => {
    const answers = answersWith("name", { name: "مەمەت تۇرسۇن", otherNames: "" });
    const texts = offeredSpellings(answers).map((each) => each.text);
    const names = readJourney(withTicked(answers, texts), context)?.content.names.slice(1);
    expect(names).toHaveLength(texts.length);
    expect(names).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ text: "Memet Tursun", kind: "variant", script: "Latn", orthography: "uly" }),
        expect.objectContaining({ text: "Мәмәт Турсун", kind: "variant", script: "Cyrl", orthography: "usy" }),
        expect.objectContaining({ text: "买买提·吐尔逊", kind: "variant", script: "Hans", orthography: "hanzi" }),
        expect.objectContaining({ text: "Maimaiti Tuerxun", kind: "variant", script: "Latn", orthography: "pinyin" }),
      ]),
    );
  });

  test("are all that a tick can add: any other text is ignored", () => {
    for (const text of ["Aygul", "aygül sinaq", "Айгүл Синақ", "", "Aygül Sinaq\nAnother Name"])
      expect(withTicked(typed, [text])).toBe(typed);
  });

  test("are no more than the page of names takes, however many are ticked", () => {
    const others = Array.from({ length: 19 }, (_, index) => `Name ${"x".repeat(index + 1)}`).join("\r\n");
    const answers = answersWith("name", { otherNames: others });
    const offered = offeredSpellings(answers);
    expect(offered).toHaveLength(1);
    const full = withTicked(answers, [offered[0]?.text ?? ""]);
    expect(readStep("name", full.name ?? {}, context).ok).toBe(true);
    expect(offeredSpellings(full)).toEqual([]);
    const long = answersWith("name", { name: `ئا${"چا".repeat(99)}`, otherNames: "" });
    for (const { text } of offeredSpellings(long)) expect(text.length).toBeLessThanOrEqual(200);
  });

  test("are none for a person of another people, and none before there is a name", () => {
    expect(offeredSpellings(answersWith("about", { ethnicity: "kazakh" }))).toEqual([]);
    expect(offeredSpellings(answersWith("about", { ethnicity: "" })).length).toBeGreaterThan(0);
    expect(offeredSpellings({})).toEqual([]);
  });
});
