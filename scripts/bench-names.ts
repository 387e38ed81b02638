import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { database } from "@/db/client";
import { currentLexicon } from "@/db/lexicon";
import { findNames } from "@/db/name-search";
import { currentSets } from "@/db/search-sets";
import { nameLikeness, prepareName } from "@/domain/name/likeness";
import { databaseUrl } from "@/lib/env";
import {
  byPerson,
  fillIndex,
  identifierOf,
  numberOf,
  percentile,
  Ranks,
  readTable,
  type Setting,
  SETTINGS,
  share,
  type Spelling,
  storedIn,
} from "./bench/evaluation";
import { openArchive } from "./run/archive";
import { runCommand } from "./run/command";
import { Refusal } from "./run/refusal";

const USAGE = "Usage: npm run bench:names -- FILE.tsv [--negatives FILE.tsv] [--distractors N]";

/** Invented names in the mix of scripts that the web has, one a line. */
const DISTRACTORS = "tests/data/names/distractors_100k.txt";

function readOptions(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        negatives: { type: "string" },
        distractors: { type: "string", default: "100000" },
        misses: { type: "boolean", default: false },
      },
    });
  } catch {
    throw new Refusal(USAGE);
  }
}

/**
 * `npm run bench:names` measures the search of names on a file of attested spellings, as docs/names.md says: through the
 * same index and the same verb that the archive's search uses. The last line is JSON.
 */
await runCommand(async (args) => {
  const options = readOptions(args);
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
    await fillIndex(
      databaseUrl("owner"),
      [
        ...spellings.map(({ at, text }) => ({
          id: identifierOf(at),
          text,
          facets: SETTINGS.filter((setting) => stored[setting].has(at)).map(numberOf),
        })),
        ...distractors.map((text, at) => ({
          id: identifierOf(spellings.length + at),
          text,
          facets: SETTINGS.map(numberOf),
        })),
      ],
      lexicon,
    );

    const byIdentifier = new Map(spellings.map((spelling) => [identifierOf(spelling.at), spelling]));
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
        const hits = await findNames(db, await currentSets(db), prepareName(spelling.text, lexicon), lexicon, [
          [numberOf(setting)],
        ]);
        times.push(performance.now() - start);
        // A person counts once, at the best rank of any stored name; the very string that is asked for is left out.
        const seen = new Set<string>();
        let rank = Infinity;
        for (const { personId } of hits) {
          const hit = byIdentifier.get(personId);
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
