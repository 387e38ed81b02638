import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { database } from "@/db/client";
import { currentLexicon } from "@/db/lexicon";
import { findNames } from "@/db/name-search";
import { nameLikeness, prepareName } from "@/domain/name/likeness";
import type { Lexicon } from "@/domain/name/lexicon";
import { COUNTED, searchEntry } from "@/domain/search-entry";
import { databaseUrl } from "@/lib/env";
import { openArchive } from "./run/archive";
import { runCommand } from "./run/command";
import { Refusal } from "./run/refusal";

const USAGE = "Usage: npm run bench:names -- FILE.tsv [--negatives FILE.tsv] [--distractors N]";

/** Invented names in the mix of scripts that the web has, one a line. */
const DISTRACTORS = "tests/data/names/distractors_100k.txt";

/** One attested spelling of somebody's name (the columns of the evaluation files). */
type Spelling = {
  readonly at: number;
  readonly person: string;
  readonly text: string;
  readonly script: string;
  readonly form: string;
};

/** The three ways to store the people of the file; a stored row bears the number of each that has it. */
const SETTINGS = ["rest", "oneLatin", "oneHanzi"] as const;
type Setting = (typeof SETTINGS)[number];
const numberOf = (setting: Setting) => SETTINGS.indexOf(setting) + 1;

function readTable(file: string, columns: readonly string[]): Record<string, string>[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new Refusal(`The file ${file} cannot be read.`);
  }
  const [head = "", ...lines] = text.trimEnd().split(/\r?\n/);
  const names = head.split("\t");
  const missing = columns.filter((column) => !names.includes(column));
  if (missing.length > 0) throw new Refusal(`The file ${file} lacks the columns ${missing.join(", ")}.`);
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, at) => [name, cells[at] ?? ""]));
  });
}

const isLatin = ({ form, script }: Spelling) => form.startsWith("latin") || script === "latin" || script === "latn";
const isHanzi = ({ form, script }: Spelling) => form.startsWith("hanzi") || script === "han";

function byPerson(spellings: readonly Spelling[]): ReadonlyMap<string, readonly Spelling[]> {
  const people = new Map<string, Spelling[]>();
  for (const spelling of spellings) {
    const known = people.get(spelling.person);
    if (known === undefined) people.set(spelling.person, [spelling]);
    else known.push(spelling);
  }
  return people;
}

/** Which spellings are stored in each setting (names.md): all; the first Latin one a person; the first hanzi. */
function storedIn(spellings: readonly Spelling[]): Record<Setting, ReadonlySet<number>> {
  const people = byPerson(spellings);
  const first = (pick: (all: readonly Spelling[]) => Spelling | undefined) =>
    new Set([...people.values()].flatMap((all) => pick(all)?.at ?? []));
  return {
    rest: new Set(spellings.map(({ at }) => at)),
    oneLatin: first(
      (all) =>
        all.find(({ form }) => form === "latin") ??
        all.find(({ form }) => form === "latin-mixed") ??
        all.find(isLatin) ??
        all[0],
    ),
    oneHanzi: first((all) => all.find(isHanzi)),
  };
}

/** Fills the search index with one record a name. The scratch database has no people: guards are off for this load. */
async function fill(names: readonly { id: string; text: string; settings: readonly number[] }[], lexicon: Lexicon) {
  const client = new pg.Client({ connectionString: databaseUrl("owner") });
  await client.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica; DROP INDEX search_entry_keys_idx");
    const none = Object.fromEntries(COUNTED.map((facet) => [facet, []])) as unknown as Record<
      (typeof COUNTED)[number],
      string[]
    >;
    for (let from = 0; from < names.length; from += 2000) {
      const rows = names.slice(from, from + 2000).map(({ id, text, settings }, at) => ({
        ordinal: from + at,
        id,
        settings: `{${settings.join(",")}}`,
        entry: searchEntry({ names: [text], identifiers: [], texts: [], facets: none }, lexicon),
      }));
      await client.query(
        `INSERT INTO search_entry (ordinal, person_id, facets, keys, signature, names, name, updated_on, silence)
         SELECT ordinal, id, settings::integer[], keys::integer[], signature::bit(256), names, id, now(), '1900-01-01'
           FROM unnest($1::integer[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[])
             AS made (ordinal, id, settings, keys, signature, names)`,
        [
          rows.map(({ ordinal }) => ordinal),
          rows.map(({ id }) => id),
          rows.map(({ settings }) => settings),
          rows.map(({ entry }) => `{${entry.keys.join(",")}}`),
          rows.map(({ entry }) => entry.signature),
          rows.map(({ entry }) => entry.names),
        ],
      );
    }
    await client.query(
      "CREATE INDEX search_entry_keys_idx ON search_entry USING gin (keys) WITH (fastupdate = off); COMMIT",
    );
    await client.query("VACUUM (ANALYZE) search_entry");
  } finally {
    await client.end();
  }
}

const share = (part: number, of: number) => (of === 0 ? 0 : Math.round((part / of) * 1e4) / 1e4);
const percentile = (sorted: readonly number[], at: number) =>
  Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * at))] ?? 0) * 100) / 100;

class Ranks {
  #n = 0;
  #first = 0;
  #ten = 0;
  #reciprocal = 0;

  /** A rank counted from 1; Infinity when the person was not found. */
  add(rank: number): void {
    this.#n += 1;
    if (rank === 1) this.#first += 1;
    if (rank <= 10) this.#ten += 1;
    this.#reciprocal += 1 / rank;
  }

  result() {
    return {
      n: this.#n,
      r1: share(this.#first, this.#n),
      r10: share(this.#ten, this.#n),
      mrr: share(this.#reciprocal, this.#n),
    };
  }
}

/**
 * `npm run bench:names` measures the search of names on a file of attested spellings, as docs/names.md says: through the
 * same index and the same verb that the archive's search uses. The last line is JSON.
 */
await runCommand(async (args) => {
  let options: { values: { negatives?: string; distractors: string; misses: boolean }; positionals: string[] };
  try {
    options = parseArgs({
      args,
      allowPositionals: true,
      options: {
        negatives: { type: "string" },
        distractors: { type: "string", default: "100000" },
        misses: { type: "boolean", default: false },
      },
    }) as typeof options;
  } catch {
    throw new Refusal(USAGE);
  }
  const [file] = options.positionals;
  const wanted = Number(options.values.distractors);
  if (file === undefined || options.positionals.length > 1 || !Number.isInteger(wanted) || wanted < 0)
    throw new Refusal(USAGE);
  const spellings = readTable(file, ["canonical_id", "variant", "script", "form"]).map((row, at): Spelling => ({
    at,
    person: row.canonical_id ?? "",
    text: row.variant ?? "",
    script: row.script ?? "",
    form: row.form ?? "",
  }));
  const negatives =
    options.values.negatives === undefined ? [] : readTable(options.values.negatives, ["name_a", "name_b"]);
  const distractors = readFileSync(DISTRACTORS, "utf8").trimEnd().split("\n").slice(0, wanted);
  if (distractors.length < wanted) throw new Refusal(`There are only ${distractors.length} distractors.`);

  const dataDir = mkdtempSync(path.join(tmpdir(), "menmu-bench-"));
  const archive = await openArchive(dataDir, "npm run bench:names", (line) => {
    console.log(`• ${line}`);
  });
  try {
    const db = database("web");
    const lexicon = await currentLexicon(db);
    const stored = storedIn(spellings);
    console.log(`• ${spellings.length} spellings and ${distractors.length} distractors are written to the index`);
    await fill(
      [
        ...spellings.map(({ at, text }) => ({
          id: `S${at}`,
          text,
          settings: SETTINGS.filter((setting) => stored[setting].has(at)).map(numberOf),
        })),
        ...distractors.map((text, at) => ({ id: `D${at}`, text, settings: SETTINGS.map(numberOf) })),
      ],
      lexicon,
    );

    const people = byPerson(spellings);
    const results = Object.fromEntries(SETTINGS.map((setting) => [setting, new Ranks()])) as Record<Setting, Ranks>;
    const byForm = new Map<string, { n: number; ten: number }>();
    const times: number[] = [];
    for (const setting of SETTINGS) {
      let asked = 0;
      for (const spelling of spellings) {
        if (spelling.form === "mononym") continue;
        if (setting !== "rest" && stored[setting].has(spelling.at)) continue;
        const own = (people.get(spelling.person) ?? []).filter(
          ({ at, text }) => stored[setting].has(at) && text !== spelling.text,
        );
        if (own.length === 0) continue;
        const start = performance.now();
        const { hits } = await findNames(db, prepareName(spelling.text, lexicon), lexicon, [[numberOf(setting)]]);
        times.push(performance.now() - start);
        // A person counts once, at the best rank of any stored name; the very string that is asked for is left out.
        const seen = new Set<string>();
        let rank = Infinity;
        for (const { personId } of hits) {
          const hit = personId.startsWith("S") ? spellings[Number(personId.slice(1))] : undefined;
          if (hit !== undefined && hit.person === spelling.person && hit.text === spelling.text) continue;
          seen.add(hit?.person ?? personId);
          if (hit?.person === spelling.person) {
            rank = seen.size;
            break;
          }
        }
        results[setting].add(rank);
        if (options.values.misses && rank > 10)
          console.log(
            `  ${setting} ${spelling.text} (${spelling.form}) rank ${rank}: ${own.map(({ text }) => text).join(" | ")}`,
          );
        if (setting !== "rest") {
          const key = `${spelling.form}>${setting === "oneHanzi" ? "hanzi" : (own[0]?.script ?? "")}`;
          const known = byForm.get(key) ?? { n: 0, ten: 0 };
          byForm.set(key, { n: known.n + 1, ten: known.ten + (rank <= 10 ? 1 : 0) });
        }
        asked += 1;
        if (asked % 200 === 0) console.log(`• ${setting}: ${asked} asked`);
      }
      console.log(`• ${setting}: ${JSON.stringify(results[setting].result())}`);
    }

    const score = (one: string, other: string) => nameLikeness(prepareName(one, lexicon), prepareName(other, lexicon));
    const same: number[] = [];
    for (const all of people.values()) {
      const whole = all.filter(({ form }) => form !== "mononym");
      for (const [at, one] of whole.entries())
        for (const other of whole.slice(at + 1)) if (one.text !== other.text) same.push(score(one.text, other.text));
    }
    same.sort((a, b) => a - b);
    const threshold = same[Math.floor(same.length * 0.05)] ?? 0;
    const scores = negatives.map(({ name_a: one = "", name_b: other = "" }) => score(one, other));
    // Of each pair of different people: does one's own other spelling come before the other person's name?
    const named = new Map(spellings.map((spelling) => [spelling.text, spelling.person]));
    let told = 0;
    let tellable = 0;
    for (const [at, { name_a: one = "" }] of negatives.entries()) {
      const own = (people.get(named.get(one) ?? "") ?? []).filter(
        ({ text, form }) => text !== one && form !== "mononym",
      );
      if (own.length === 0) continue;
      tellable += 1;
      if (Math.max(...own.map(({ text }) => score(one, text))) > (scores[at] ?? 0)) told += 1;
    }
    times.sort((a, b) => a - b);
    const rest = results.rest.result();
    console.log(
      JSON.stringify({
        n: rest.n,
        distractors: distractors.length,
        rest,
        oneLatin: results.oneLatin.result(),
        oneHanzi: results.oneHanzi.result(),
        byForm: Object.fromEntries([...byForm].sort().map(([key, { n, ten }]) => [key, { n, r10: share(ten, n) }])),
        duplicates: {
          threshold: Math.round(threshold * 100) / 100,
          recall: share(same.filter((each) => each >= threshold).length, same.length),
          hardNegativesPassing: share(scores.filter((each) => each >= threshold).length, scores.length),
        },
        negatives: { n: tellable, ownSpellingFirst: share(told, tellable) },
        queryMs: { p50: percentile(times, 0.5), p95: percentile(times, 0.95) },
      }),
    );
    return 0;
  } finally {
    await archive.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
