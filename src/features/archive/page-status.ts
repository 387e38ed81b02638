import { z } from "zod";
import { hasPerson, hasSource, isTombstone } from "@/db/persons";
import { parsePublicIdentifier } from "@/domain/public-identifier";

/** The pages below a language, by their first word. A test compares the list with the folders of the site. */
export const SECTIONS: ReadonlySet<string> = new Set([
  "",
  "about",
  "api",
  "corrections",
  "desk",
  "integrity",
  "look",
  "method",
  "people",
  "receipt",
  "safety",
  "sources",
  "submit",
]);

/**
 * What a page of the archive answers: 200, 404 for what never was here, 410 for a record that was removed. A page cannot
 * answer it by itself without leaving the words to the browser's script. One look-up by primary key, for a person or a
 * source alone.
 *
 * @param path the address below the language, `/people/MU-…`
 */
export async function pageStatus(path: string): Promise<200 | 404 | 410> {
  const [section = "", name, ...more] = path.split("/").slice(1);
  if (!SECTIONS.has(section)) return 404;
  if (name === undefined || name === "") return 200;
  if (section === "people") {
    const id = more.length === 0 ? parsePublicIdentifier(name) : null;
    if (id === null) return 404;
    if (await hasPerson(id)) return 200;
    return (await isTombstone(id)) ? 410 : 404;
  }
  if (section === "sources") {
    return more.length === 0 && z.uuid().safeParse(name).success && (await hasSource(name.toLowerCase())) ? 200 : 404;
  }
  return section === "desk" || section === "submit" || section === "receipt" ? 200 : 404;
}
