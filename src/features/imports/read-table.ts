import { z } from "zod";
import { ETHNICITIES, PROFESSIONS, SEXES, SIDES, TIERS, CASE_STATUSES } from "@/domain/codes";
import type { FieldCode } from "@/domain/errors";
import { detectOrthography, detectScript } from "@/domain/name/script";
import { fromLooseText, fromSlashDate, parseEdtf } from "@/domain/partial-date";
import { emptyContent, type PersonContent, personContent } from "@/domain/submission";
import { parseCsv } from "@/lib/csv";
import { type ImportRow, sourceKey, webAddress } from "./import-row";
import { firstIssue } from "./read-issue";

const columns = z.union([z.string(), z.array(z.string()).min(1)]);

/**
 * How the columns of any CSV become our fields. `codes` translates a file's words per field; a value that it does not
 * name must be one of our codes already. Columns under `ignore` are left out on purpose; any other column that no field
 * takes is reported.
 */
const mapping = z.strictObject({
  /** The columns that name a row for ever: the same row again has the same. */
  key: columns,
  /** `edtf` as it stands, `slash` 2017/mm/dd, `loose` English words, `iso` a whole day. */
  dates: z.enum(["edtf", "slash", "loose", "iso"]).default("edtf"),
  side: z.enum(SIDES).default("researcher"),
  tier: z.enum(TIERS).default("reported"),
  asOf: z.string().optional(),
  fields: z.strictObject({
    name: columns,
    otherNames: columns.optional(),
    status: columns.optional(),
    sex: columns.optional(),
    ethnicity: columns.optional(),
    profession: columns.optional(),
    occupation: columns.optional(),
    affiliation: columns.optional(),
    birth: columns.optional(),
    age: columns.optional(),
    residence: columns.optional(),
    place: columns.optional(),
    detainedOn: columns.optional(),
    releasedOn: columns.optional(),
    facility: columns.optional(),
    charge: columns.optional(),
    account: columns.optional(),
    testimony: columns.optional(),
    sourceUrl: columns.optional(),
    note: columns.optional(),
  }),
  /** What separates several names in one cell. */
  separator: z.string().min(1).default(";"),
  codes: z.record(z.string(), z.record(z.string(), z.string())).default({}),
  ignore: z.array(z.string()).default([]),
  attribution: z.string().optional(),
  rights: z.string().optional(),
});
export type TableMapping = z.infer<typeof mapping>;

/** Reads a mapping file. @throws ZodError that names what is wrong in it */
export function readMapping(text: string): TableMapping {
  return mapping.parse(JSON.parse(text));
}

function listed(value: string | string[] | undefined): string[] {
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

const VOCABULARIES: Readonly<Record<"status" | "sex" | "ethnicity" | "profession", readonly string[]>> = {
  status: CASE_STATUSES,
  sex: SEXES,
  ethnicity: ETHNICITIES,
  profession: PROFESSIONS,
};

/**
 * The rows of any CSV, by a mapping. Nothing is dropped silently: the columns that no field takes are answered, and a
 * row that cannot be understood is rejected with its number, field and code.
 *
 * @throws Error when the mapping names a column that the file does not have
 */
export function readTable(
  text: string,
  map: TableMapping,
  sourceName: string,
): { rows: ImportRow[]; unmapped: string[] } {
  const parsed = parseCsv(text);
  const header = Object.keys(parsed[0]?.cells ?? {});
  const used = new Set([...listed(map.key), ...map.ignore, ...Object.values(map.fields).flatMap(listed)]);
  const absent = [...used].filter((column) => !header.includes(column));
  if (parsed.length > 0 && absent.length > 0) throw new Error(`The file has no column ${absent.join(", ")}`);

  const rows = parsed.map(({ number, cells }): ImportRow => {
    const problems: { field: string; code: FieldCode }[] = [];
    const value = (field: keyof TableMapping["fields"]): string | null => {
      const joined = listed(map.fields[field])
        .map((column) => cells[column] ?? "")
        .filter((cell) => cell !== "")
        .join(" ")
        .trim();
      return joined === "" ? null : joined;
    };
    const date = (field: "detainedOn" | "releasedOn" | "birth"): string | null => {
      const written = value(field);
      if (written === null) return null;
      const edtf =
        map.dates === "slash" ? fromSlashDate(written) : map.dates === "loose" ? fromLooseText(written) : written;
      const good =
        edtf !== null && parseEdtf(edtf) !== null && (map.dates !== "iso" || /^\d{4}-\d{2}-\d{2}$/.test(edtf));
      if (!good) problems.push({ field, code: "date_shape" });
      return good ? edtf : null;
    };
    const key = listed(map.key)
      .map((column) => cells[column] ?? "")
      .join("|");
    if (key.replace(/\|/g, "") === "") return { number, key: `#${number}`, field: "key", code: "required" };

    const content: PersonContent = emptyContent();
    const url = webAddress(value("sourceUrl"));
    if (value("sourceUrl") !== null && url === null) problems.push({ field: "sourceUrl", code: "wrong_type" });
    content.sources = [
      {
        ref: "file",
        key: sourceKey(url, `import:${sourceName}`),
        kind: url === null ? "other" : "article",
        title: url === null ? sourceName : null,
        publisher: sourceName,
        published: null,
        url,
        rights: map.rights ?? null,
        read: url === null ? "full" : "cited",
        citedIn: null,
        attribution: map.attribution ?? null,
      },
    ];
    const statement = { side: map.side, tier: map.tier, citations: [{ source: "file", quote: null, locator: null }] };
    const { citations } = statement;
    const addName = (nameText: string, kind: "main" | "variant"): void => {
      content.names.push({
        text: nameText,
        script: detectScript(nameText),
        orthography: detectOrthography(nameText),
        kind,
        isPublic: true,
        citations,
      });
    };
    const main = value("name");
    if (main === null) return { number, key, field: "name", code: "required" };
    addName(main, "main");
    for (const other of (value("otherNames") ?? "").split(map.separator))
      if (other.trim() !== "") addName(other.trim(), "variant");

    const fact = (
      field: PersonContent["facts"][number]["field"],
      said: Partial<PersonContent["facts"][number]>,
    ): void => {
      content.facts.push({
        field,
        code: null,
        text: null,
        edtf: null,
        number: null,
        place: null,
        asOf: map.asOf ?? null,
        ...statement,
        ...said,
      });
    };
    const status: { code: (typeof CASE_STATUSES)[number] | null } = { code: null };
    for (const field of ["status", "sex", "ethnicity", "profession"] as const) {
      const written = value(field);
      if (written === null) continue;
      const code = map.codes[field]?.[written] ?? written;
      if (!VOCABULARIES[field].includes(code)) problems.push({ field, code: "unknown_value" });
      else {
        fact(field, { code, text: code === written ? null : written });
        if (field === "status") status.code = CASE_STATUSES.find((one) => one === code) ?? null;
      }
    }
    for (const field of ["occupation", "affiliation"] as const) {
      const written = value(field);
      if (written !== null) fact(field, { text: written });
    }
    const place = value("place");
    if (place !== null && !/^\d{6}$/.test(place)) problems.push({ field: "place", code: "unknown_value" });
    const residence = value("residence");
    if (residence !== null || place !== null)
      fact("residence", { text: residence, place: place !== null && /^\d{6}$/.test(place) ? place : null });
    const birth = date("birth");
    if (birth !== null) fact("birth", { edtf: birth });
    const age = value("age");
    if (age !== null) fact("age_at_detention", /^\d{1,3}$/.test(age) ? { number: Number(age) } : { text: age });

    const begin = date("detainedOn");
    const end = date("releasedOn");
    if (
      begin !== null ||
      end !== null ||
      value("facility") !== null ||
      value("charge") !== null ||
      value("account") !== null
    ) {
      content.detentionReports.push({
        begin,
        end,
        status: status.code,
        place: null,
        placeText: null,
        facilityText: value("facility"),
        officialReason: null,
        suspectedReason: null,
        charge: value("charge"),
        legalProcess: null,
        court: null,
        sentencedOn: null,
        termMonths: null,
        termDays: null,
        termSpecial: null,
        learnedThrough: null,
        account: value("account"),
        ...statement,
      });
    }
    const testimony = value("testimony");
    if (testimony !== null)
      content.testimonies.push({ text: testimony, language: "und", learnedThrough: null, ...statement });
    content.note = value("note");

    const problem = problems[0];
    if (problem) return { number, key, ...problem };
    const checked = personContent.safeParse(content);
    if (!checked.success) return { number, key, ...firstIssue(checked.error) };
    return { number, key, content: checked.data, outOfScope: false, warnings: [] };
  });
  return { rows, unmapped: header.filter((column) => column !== "" && !used.has(column)) };
}
