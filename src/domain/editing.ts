import {
  CASE_STATUSES,
  EVENT_KINDS,
  FACT_FIELDS,
  LEARNED_THROUGH,
  NAME_KINDS,
  PROOF_OF_LIFE_GRADES,
  PROOF_OF_LIFE_KINDS,
  RELATIONS,
  SIDES,
  STATED_REASONS,
  TIERS,
} from "./codes";
import type { PersonContent } from "./submission";

/** How one value of a record is edited. `codes` names the vocabulary that its labels come from. */
export type Control =
  | { readonly kind: "line" | "prose"; readonly max: number; readonly nullable: boolean }
  | { readonly kind: "date"; readonly nullable: true }
  | { readonly kind: "number"; readonly nullable: true }
  | { readonly kind: "flag" }
  | { readonly kind: "code"; readonly codes: string; readonly values: readonly string[]; readonly nullable: boolean };

const line = (max: number, nullable = true) => ({ kind: "line", max, nullable }) as const;
const prose = (max: number, nullable = true) => ({ kind: "prose", max, nullable }) as const;
const code = (codes: string, values: readonly string[], nullable = false) =>
  ({ kind: "code", codes, values, nullable }) as const;
const date = { kind: "date", nullable: true } as const;
const number = { kind: "number", nullable: true } as const;
const flag = { kind: "flag" } as const;
const side = code("side", SIDES);
const tier = code("tier", TIERS);

/** The sections of a record that moderators edit, and in each what may be changed. What is not here stays as it came. */
export const EDITABLE = {
  names: { text: line(200, false), kind: code("nameKind", NAME_KINDS), isPublic: flag },
  facts: { field: code("factField", FACT_FIELDS), text: prose(1000), edtf: date, number, asOf: date, side, tier },
  detentionReports: {
    status: code("status", CASE_STATUSES, true),
    begin: date,
    end: date,
    placeText: line(500),
    facilityText: line(500),
    officialReason: code("reason", STATED_REASONS, true),
    suspectedReason: code("reason", STATED_REASONS, true),
    charge: line(500),
    court: line(500),
    sentencedOn: date,
    termMonths: number,
    learnedThrough: code("learnedThrough", LEARNED_THROUGH, true),
    account: prose(20_000),
    side,
    tier,
  },
  events: { kind: code("eventKind", EVENT_KINDS), edtf: date, claim: prose(2000), side, tier },
  testimonies: { text: prose(20_000, false), side, tier },
  proofOfLife: {
    kind: code("proofOfLifeKind", PROOF_OF_LIFE_KINDS),
    grade: code("proofOfLifeGrade", PROOF_OF_LIFE_GRADES, true),
    edtf: date,
    description: prose(2000),
    side,
    tier,
  },
  officialResponses: { body: line(300, false), edtf: date, text: prose(2000), side, tier },
  relatives: { relation: code("relation", RELATIONS), name: line(200), location: line(200), speaks: flag },
} as const satisfies Partial<Record<keyof PersonContent, Record<string, Control>>>;
export type Section = keyof typeof EDITABLE;
export const SECTIONS: readonly Section[] = [
  "names",
  "facts",
  "detentionReports",
  "events",
  "testimonies",
  "proofOfLife",
  "officialResponses",
  "relatives",
];

export type Field = { readonly path: string; readonly name: string; readonly control: Control; readonly value: string };

/** The fields of one section of a record, item by item, as a form shows them. */
export function fieldsOf(
  content: PersonContent,
  section: Section,
): { readonly path: string; readonly fields: readonly Field[] }[] {
  const controls: Readonly<Record<string, Control>> = EDITABLE[section];
  return content[section].map((item, ordinal) => ({
    path: `${section}.${ordinal}`,
    fields: Object.entries(controls).map(([name, control]) => ({
      path: `${section}.${ordinal}.${name}`,
      name,
      control,
      value: written(new Map<string, unknown>(Object.entries(item)).get(name)),
    })),
  }));
}

/**
 * The record as it would be after an edit: `typed` holds values by path, `removed` the paths of items to leave out.
 * What the table of editable fields does not name is not touched. The answer is not yet known to be valid.
 */
export function applyEdit(
  content: PersonContent,
  typed: ReadonlyMap<string, string>,
  removed: ReadonlySet<string>,
): Record<string, unknown> {
  const edited: Record<string, unknown> = { ...content };
  for (const section of SECTIONS) {
    const controls: Readonly<Record<string, Control>> = EDITABLE[section];
    edited[section] = content[section].flatMap((item, ordinal) => {
      if (removed.has(`${section}.${ordinal}`)) return [];
      const changes = Object.entries(controls).flatMap(([name, control]) => {
        const value = typed.get(`${section}.${ordinal}.${name}`);
        return value === undefined ? [] : [[name, read(control, value)] as const];
      });
      return [{ ...item, ...Object.fromEntries(changes) }];
    });
  }
  const note = typed.get("note");
  if (note !== undefined) edited["note"] = note.trim() === "" ? null : note;
  return edited;
}

/** Every value that differs between two records, by path; of a list that changed its length, each item by its place. */
export function differencesBetween(
  before: unknown,
  after: unknown,
  path = "",
): { path: string; before: unknown; after: unknown }[] {
  if (JSON.stringify(before) === JSON.stringify(after)) return [];
  if (!isBranch(before) || !isBranch(after) || Array.isArray(before) !== Array.isArray(after)) {
    return [{ path, before: before ?? null, after: after ?? null }];
  }
  if (Array.isArray(before) && Array.isArray(after) && before.length !== after.length)
    return differencesOfList(before, after, path);
  const one = new Map<string, unknown>(Object.entries(before));
  const other = new Map<string, unknown>(Object.entries(after));
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) =>
    differencesBetween(one.get(key), other.get(key), path === "" ? key : `${path}.${key}`),
  );
}

/** Items that only one of the lists has: removed or added as a whole. */
function differencesOfList(before: readonly unknown[], after: readonly unknown[], path: string) {
  const texts = (list: readonly unknown[]) => new Set(list.map((item) => JSON.stringify(item)));
  const old = texts(before);
  const now = texts(after);
  return [
    ...before.flatMap((item, n) =>
      now.has(JSON.stringify(item)) ? [] : [{ path: `${path}.${n}`, before: item, after: null }],
    ),
    ...after.flatMap((item, n) =>
      old.has(JSON.stringify(item)) ? [] : [{ path: `${path}.${n}`, before: null, after: item }],
    ),
  ];
}

function isBranch(value: unknown): value is object {
  return typeof value === "object" && value !== null;
}

function written(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "number") return String(value);
  return value === true ? "yes" : "";
}

/** A number or code that is none is left as it was typed: the schema of the content says what is wrong with it. */
function read(control: Control, typed: string): unknown {
  const text = typed.trim();
  if (control.kind === "flag") return text === "yes";
  if (text === "" && control.nullable) return null;
  if (control.kind === "number") return /^\d{1,6}$/.test(text) ? Number(text) : text;
  return typed;
}
