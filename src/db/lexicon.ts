import { buildLexicon, type Lexicon, SHIPPED_ENTRIES, SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { database, type Db, type Tx } from "./client";

let known: { readonly version: string; readonly lexicon: Lexicon } = { version: "0", lexicon: SHIPPED_LEXICON };

/**
 * The lexicon of names as it is now: what ships with the archive and what moderators added since. Each process keeps the
 * one it made and asks each time whether it is still the same, so that all know an addition from its commit on.
 */
export async function currentLexicon(db: Db = database("web")): Promise<Lexicon> {
  const [row] = await db.$queryRaw<{ version: string }[]>`
    SELECT concat(count(*), ' ', max(id)) AS version FROM name_spelling`;
  const version = row?.version ?? "0";
  if (version === known.version) return known.lexicon;
  const added = await db.nameSpelling.findMany({ orderBy: { id: "asc" }, select: { entry: true, text: true } });
  const spellings = new Map<string, string[]>();
  for (const { entry, text } of added) spellings.set(entry, [...(spellings.get(entry) ?? []), text]);
  const shipped = SHIPPED_ENTRIES.map((entry) => ({
    ...entry,
    latin: [...entry.latin, ...(spellings.get(entry.uly) ?? [])],
  }));
  const names = new Set(shipped.map(({ uly }) => uly));
  const own = [...spellings].filter(([entry]) => !names.has(entry)).map(([uly, latin]) => ({ uly, latin, hanzi: [] }));
  known = { version, lexicon: buildLexicon([...shipped, ...own]) };
  return known.lexicon;
}

/** A spelling that moderators added. */
export type AddedSpelling = {
  readonly id: number;
  readonly entry: string;
  readonly text: string;
  readonly addedOn: Date;
};

/** What moderators added, the newest first. */
export async function listAddedSpellings(): Promise<AddedSpelling[]> {
  return database("mod").nameSpelling.findMany({ orderBy: { id: "desc" } });
}

/** Adds a spelling to an entry and answers its number; null when it was there. */
export async function insertSpelling(tx: Tx, spelling: { entry: string; text: string }): Promise<number | null> {
  const [row] = await tx.nameSpelling.createManyAndReturn({
    data: [spelling],
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

/** Takes an added spelling away; false when there was none. */
export async function deleteSpelling(tx: Tx, id: number): Promise<boolean> {
  const { count } = await tx.nameSpelling.deleteMany({ where: { id } });
  return count > 0;
}
