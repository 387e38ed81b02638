import { expect, test } from "vitest";
import { type PersonContent, personContent } from "@/domain/submission";

const statement = { side: "family", tier: "reported", citations: [] } as const;
const CONTENT: PersonContent = {
  names: [{ text: "Aygul Sinaq", script: "Latn", orthography: "uly", kind: "main", isPublic: true, citations: [] }],
  facts: [
    {
      field: "status",
      code: "camp",
      text: null,
      edtf: null,
      number: null,
      place: "653201",
      asOf: "2018-03~",
      ...statement,
      citations: [],
    },
  ],
  detentionReports: [],
  events: [],
  testimonies: [{ text: "She was taken.", language: "ug-Arab", learnedThrough: null, ...statement, citations: [] }],
  proofOfLife: [],
  officialResponses: [],
  relatives: [],
  externalIds: [],
  sources: [
    {
      ref: "a",
      key: "url:a",
      kind: "article",
      title: null,
      publisher: null,
      published: "2019",
      url: "https://example.org/a",
      rights: null,
      read: "full",
      citedIn: null,
      attribution: null,
    },
  ],
  note: null,
  indexed: true,
};

/** The content with one leaf changed, by its path. */
function withLeaf(path: string, value: unknown): unknown {
  const copy: unknown = structuredClone(CONTENT);
  const keys = path.split(".");
  const last = keys.pop() ?? "";
  const parent = keys.reduce<unknown>((at, key) => Reflect.get(at as object, key), copy);
  Reflect.set(parent as object, last, value);
  return copy;
}

function pathsOf(value: unknown): string[] {
  return personContent.safeParse(value).error?.issues.map((issue) => issue.path.join(".")) ?? [];
}

test("a content comes out of its schema as it went in", () => {
  expect(personContent.parse(CONTENT)).toEqual(CONTENT);
});

test("a name is cleaned on its way in", () => {
  const read = personContent.parse(withLeaf("names.0.text", " Aygul\u202E \u200B Sinaq "));
  expect(read.names[0]?.text).toBe("Aygul Sinaq");
});

test.each([
  ["names", []],
  ["names.0.text", " \u200B "],
  ["names.0.script", "Grek"],
  ["facts.0.asOf", "20180312"],
  ["facts.0.place", "Hotan"],
  ["facts.0.number", 131],
  ["facts.0.code", "a\u0000b"],
  ["facts.0.code", "Robert'); DROP TABLE"],
  ["testimonies.0.language", "english please"],
  ["sources.0.url", "javascript:alert(1)"],
  ["sources.0.url", "data:text/html,a"],
  ["sources.0.url", "https:example.org"],
  ["sources.0.url", "https://example.org/\u0000"],
  ["sources.0.url", "https://example.org/\u202Egnp.exe"],
  ["sources.0.url", { href: "https://example.org" }],
])("%s is refused when it is %j", (path, value) => expect(pathsOf(withLeaf(path, value))).toEqual([path]));

test("a field that nobody knows is refused, at the top and inside", () => {
  expect(personContent.safeParse({ ...CONTENT, contact: "somebody" }).success).toBe(false);
  expect(personContent.safeParse(withLeaf("names.0.phone", "1")).success).toBe(false);
});
