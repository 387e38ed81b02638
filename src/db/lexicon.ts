import { buildLexicon, type Lexicon, SHIPPED_ENTRIES, SHIPPED_LEXICON } from "@/domain/name/lexicon";
import { database, type Db } from "./client";

let known: { readonly version: string; readonly lexicon: Lexicon } = { version: "0", lexicon: SHIPPED_LEXICON };

/** The lexicon of names as it is now: what ships with the archive and what moderators added since. */
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
