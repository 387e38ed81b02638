import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { availableParallelism, cpus, tmpdir, totalmem } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { database } from "@/db/client";
import { currentLexicon } from "@/db/lexicon";
import { findNames } from "@/db/name-search";
import { rebuildSearchIndex } from "@/db/search-index";
import { currentSets } from "@/db/search-sets";
import { CHUNK } from "@/domain/members";
import { prepareName } from "@/domain/name/likeness";
import { facetNumber } from "@/domain/search-entry";
import { importBatch } from "@/features/imports/import-batch";
import { readMapping, readTable as readList } from "@/features/imports/read-table";
import { publishSubmission } from "@/features/moderation/publish-submission";
import { databaseUrl, inheritedEnvironment } from "@/lib/env";
import { fillIndex, identifierOf, percentile, Ranks, readTable, type Spelling, storedIn } from "./bench/evaluation";
import { loadPopulation } from "./bench/load-population";
import { population, type SyntheticPerson } from "./bench/population";
import { randomOf } from "./bench/random";
import { openArchive } from "./run/archive";
import { runCommand } from "./run/command";
import { Refusal } from "./run/refusal";

const USAGE = "Usage: npm run bench:search -- --persons N [--queries N] [--data-dir DIR]";
const SEED = 7;

/** Real spellings of the file that `bench:names` is developed on: planted among the invented people. */
const PLANTED = "tests/data/names/eval_dev.tsv";

/** One question to the API, and the kind of question that it is measured as. */
type Asked = { readonly kind: string; readonly address: string };

/** Questions of every kind that the goals name; the same for the same number of people. */
function questions(people: readonly SyntheticPerson[], most: number): Asked[] {
  const random = randomOf(SEED);
  const pick = <Item>(items: readonly Item[]): Item => items[Math.floor(random() * items.length)] as Item;
  const times = (count: number, make: (at: number) => string) => Array.from({ length: count }, (_, at) => make(at));
  const q = (text: string) => `q=${encodeURIComponent(text)}`;
  const spelled = () => pick(pick(people).names).text;
  const counts = new Map<string, { count: number; person: SyntheticPerson }>();
  for (const person of people) {
    const known = counts.get(person.key);
    if (known === undefined) counts.set(person.key, { count: 1, person });
    else known.count += 1;
  }
  const commonest = [...counts.values()].sort((a, b) => b.count - a.count).slice(0, 25);
  const parts = [...new Set(commonest.flatMap(({ person }) => person.names.flatMap(({ text }) => text.split(/[ ·]/))))];
  const letters = "a b d e g h i j k m n q r s t u x y z";
  const codes = (person: SyntheticPerson) =>
    `status=${person.status}&sex=${person.sex}&ethnicity=${person.ethnicity}&side=${person.side[0] ?? "family"}`;
  const kinds: Record<string, (at: number) => string> = {
    name: () => q(spelled()),
    misspelt: () => {
      const text = spelled();
      const at = Math.floor(random() * text.length);
      return q(text.slice(0, at) + text.slice(at + 1));
    },
    commonestName: (at) => q(pick((commonest[at % commonest.length] as (typeof commonest)[number]).person.names).text),
    onePart: (at) => q(parts[at % parts.length] ?? "Memet"),
    twoLetters: () => q(pick(letters.split(" ")) + pick("a e i o u".split(" "))),
    nonsense: () => q(times(200, () => String.fromCharCode(97 + Math.floor(random() * 26))).join("")),
    yearAndPlace: () => {
      const person = pick(people);
      return q(`${pick(person.names).text} ${person.birthYear ?? 1980} Kashgar`);
    },
    place: () => q(pick(["Ghulja", "伊宁", "Kashgar", "Hotan", "Aksu", "Turpan", "غۇلجا"])),
    words: () => {
      const words = pick(people)
        .testimony.split(/\s+/)
        .filter((word) => word.length > 3);
      return q(words.length === 0 ? "house" : pick(words));
    },
    firstPage: () => "",
    fourFacets: () => codes(pick(people)),
    nameAndFourFacets: (at) =>
      `${q(pick((commonest[at % commonest.length] as (typeof commonest)[number]).person.names).text)}&${codes(pick(people))}`,
    partAndFourFacets: (at) => `${q(parts[at % parts.length] ?? "Memet")}&${codes(pick(people))}`,
    sorted: () => `sort=${pick(["name", "updated", "silence"])}&${codes(pick(people))}`,
  };
  return Object.entries(kinds).flatMap(([kind, make]) =>
    times(most, (at) => make(at)).map((address) => ({ kind, address: `/api/v1/persons?${address}` })),
  );
}

type Times = Record<string, { n: number; p50: number; p95: number; max: number }>;

/** Asks all questions, some at once, and answers the times in milliseconds by kind. @throws Error at the first failure */
async function ask(origin: string, asked: readonly Asked[], clients: number): Promise<Times> {
  const times = new Map<string, number[]>();
  const queue = asked.values();
  const client = async () => {
    for (const { kind, address } of queue) {
      const start = performance.now();
      const answer = await fetch(origin + address, { headers: { accept: "application/json" } });
      await answer.arrayBuffer();
      const taken = performance.now() - start;
      if (answer.status !== 200) throw new Error(`${answer.status} for a question of the kind ${kind}`);
      times.set(kind, [...(times.get(kind) ?? []), taken]);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return Object.fromEntries(
    [...times].map(([kind, all]) => {
      const sorted = all.sort((a, b) => a - b);
      return [
        kind,
        { n: sorted.length, p50: percentile(sorted, 0.5), p95: percentile(sorted, 0.95), max: percentile(sorted, 1) },
      ];
    }),
  );
}

/** In another order, the same each time: no kind has the server to itself. */
function shuffled<Item>(items: readonly Item[]): Item[] {
  const random = randomOf(SEED + 1);
  return items
    .map((item) => ({ item, place: random() }))
    .sort((a, b) => a.place - b.place)
    .map(({ item }) => item);
}

async function serveOn(dataDir: string, port: number): Promise<() => Promise<void>> {
  const args = ["--import", "tsx", "scripts/start.ts", "--seed", "none", "--port", String(port), "--data-dir", dataDir];
  const server = spawn(process.execPath, args, {
    stdio: ["ignore", "pipe", "inherit", "ipc"],
    env: { ...inheritedEnvironment(), NODE_ENV: "production" },
  });
  await new Promise<void>((resolve, reject) => {
    let printed = "";
    server.stdout?.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      if (printed.includes("Menmu is at")) resolve();
    });
    server.once("exit", (code) => {
      reject(new Error(`The site did not start (code ${code}):\n${printed}`));
    });
  });
  return async () => {
    const ended = new Promise((resolve) => server.once("exit", resolve));
    server.kill("SIGTERM");
    await ended;
  };
}

/** What the same names cost with trigrams of the text alone, as most archives search: the baseline of the same run. */
async function baseline(people: readonly SyntheticPerson[], most: number): Promise<object> {
  const client = new pg.Client({ connectionString: databaseUrl("owner") });
  await client.connect();
  try {
    await client.query("SET maintenance_work_mem = '512MB'");
    const start = performance.now();
    await client.query("DROP TABLE IF EXISTS bench_trigrams");
    await client.query("CREATE TABLE bench_trigrams AS SELECT lower(text) AS name FROM person_name");
    await client.query("CREATE INDEX ON bench_trigrams USING gin (name gin_trgm_ops)");
    await client.query("ANALYZE bench_trigrams");
    const built = performance.now() - start;
    const random = randomOf(SEED + 2);
    const times: number[] = [];
    for (let at = 0; at < most; at += 1) {
      const names = people[Math.floor(random() * people.length)]?.names ?? [];
      const name = names[Math.floor(random() * names.length)]?.text.toLowerCase() ?? "";
      const from = performance.now();
      await client.query(
        "SELECT name, similarity(name, $1) AS alike FROM bench_trigrams WHERE name % $1 ORDER BY 2 DESC LIMIT 20",
        [name],
      );
      times.push(performance.now() - from);
    }
    const { rows } = await client.query<{ size: string }>("SELECT pg_total_relation_size('bench_trigrams') AS size");
    await client.query("DROP TABLE bench_trigrams");
    times.sort((a, b) => a - b);
    return {
      p50: percentile(times, 0.5),
      p95: percentile(times, 0.95),
      buildSeconds: Math.round(built / 1000),
      bytesPerPerson: Math.round(Number(rows[0]?.size ?? 0) / people.length),
    };
  } finally {
    await client.end();
  }
}

/** How often people of real spellings are found among the invented ones, by name alone and with year and prefecture. */
async function planted(persons: number): Promise<object> {
  const db = database("web");
  const lexicon = await currentLexicon(db);
  const spellings = readTable(PLANTED, ["canonical_id", "variant", "script", "form"]).map((row, at): Spelling => ({
    at,
    person: row.canonical_id ?? "",
    text: row.variant ?? "",
    script: row.script ?? "",
    form: row.form ?? "",
  }));
  const { oneLatin } = storedIn(spellings);
  const stored = spellings.filter(({ at }) => oneLatin.has(at));
  const random = randomOf(SEED + 3);
  const prefectures = ["650100", "652900", "653100", "653200", "654000", "650500", "652300"];
  const facts = new Map(
    stored.map(({ person }) => [
      person,
      {
        year: 1940 + Math.floor(random() * 60),
        prefecture: prefectures[Math.floor(random() * prefectures.length)] ?? "653100",
      },
    ]),
  );
  const people = new Map(stored.map(({ at, person }) => [`P${identifierOf(at)}`, person]));
  // In a chunk of its own beyond the population's.
  const chunk = Math.ceil(persons / CHUNK) + 1;
  await fillIndex(
    databaseUrl("owner"),
    stored.map(({ at, person, text }) => {
      const fact = facts.get(person);
      return {
        id: `P${identifierOf(at)}`,
        text,
        facets: [facetNumber("born", String(fact?.year)), facetNumber("prefecture", fact?.prefecture ?? "")],
      };
    }),
    lexicon,
    chunk * CHUNK,
  );
  const sets = await currentSets(db);
  try {
    const ranks = { alone: new Ranks(), yearAndPrefecture: new Ranks() };
    for (const spelling of spellings) {
      const fact = facts.get(spelling.person);
      const own = stored.find(({ person }) => person === spelling.person);
      if (spelling.form === "mononym" || oneLatin.has(spelling.at) || fact === undefined || own?.text === spelling.text)
        continue;
      const name = prepareName(spelling.text, lexicon);
      const years = [-2, -1, 0, 1, 2].map((more) => facetNumber("born", String(fact.year + more)));
      for (const [setting, conditions] of [
        ["alone", []],
        ["yearAndPrefecture", [years, [facetNumber("prefecture", fact.prefecture)]]],
      ] as const) {
        const hits = await findNames(db, sets, name, lexicon, conditions);
        const at = hits.findIndex(({ personId }) => people.get(personId) === spelling.person);
        ranks[setting].add(at < 0 ? Infinity : at + 1);
      }
    }
    return { among: persons, alone: ranks.alone.result(), yearAndPrefecture: ranks.yearAndPrefecture.result() };
  } finally {
    await database("owner").$transaction([
      database("owner").$executeRaw`SET LOCAL session_replication_role = replica`,
      database("owner").$executeRaw`DELETE FROM search_entry WHERE ordinal >= ${chunk * CHUNK}`,
    ]);
    await database("owner").$queryRaw`SELECT mend_search_sets(${chunk}::integer)`;
  }
}

async function sizes(persons: number) {
  const [row] = await database("owner").$queryRaw<{ entries: bigint; sets: bigint; keys: bigint; common: bigint }[]>`
    SELECT pg_total_relation_size('search_entry') AS entries, pg_total_relation_size('search_set') AS sets,
           pg_relation_size('search_entry_keys_idx') AS keys,
           (SELECT count(*) FROM search_term WHERE facet IS NULL) AS common`;
  const total = Number(row?.entries ?? 0) + Number(row?.sets ?? 0);
  return {
    bytesPerPerson: Math.round(total / persons),
    entries: Number(row?.entries),
    sets: Number(row?.sets),
    keysIndex: Number(row?.keys),
    commonKeys: Number(row?.common),
  };
}

/** What it takes to publish one record among all: how long the one door is busy with it, without the commit. */
async function publication(people: readonly SyntheticPerson[], times: number) {
  const mapping = readMapping(
    JSON.stringify({ key: "key", dates: "loose", fields: { name: "name", status: "status", detainedOn: "taken" } }),
  );
  const table = ["key,name,status,taken"];
  for (const { names, status } of people.slice(0, times))
    table.push(`${Date.now()}-${table.length},${names[0]?.text ?? ""},${status},2017`);
  const taken: number[] = [];
  await importBatch(
    { kind: "operator", id: "operator:bench" },
    {
      source: "bench",
      format: "csv",
      rows: readList(table.join("\n"), mapping, "bench").rows,
      publish: async (tx, submissionId, actorId) => {
        const start = performance.now();
        await publishSubmission(tx, submissionId, actorId);
        taken.push(performance.now() - start);
      },
    },
  );
  taken.sort((a, b) => a - b);
  return { n: taken.length, p50: percentile(taken, 0.5), p95: percentile(taken, 0.95) };
}

/** What is measured in this process, before a server runs; loads the people when they are not there. */
async function measureInside(
  dataDir: string,
  persons: number,
  people: readonly SyntheticPerson[],
  most: number,
  say: (line: string) => void,
) {
  const isKept = existsSync(path.join(dataDir, "postgres"));
  const archive = await openArchive(dataDir, "npm run bench:search", say);
  try {
    let seconds: { load: number; reindex: number } | null = null;
    if (!isKept) {
      let told = 0;
      const progress = (what: string) => (done: number) => {
        if (done - told < 50_000) return;
        told = done;
        say(`${what}: ${done} of ${persons}`);
      };
      let start = performance.now();
      await loadPopulation(databaseUrl("owner"), persons, SEED, progress("loaded"));
      const load = performance.now() - start;
      told = 0;
      start = performance.now();
      await rebuildSearchIndex(progress("indexed"));
      seconds = { load: Math.round(load / 1000), reindex: Math.round((performance.now() - start) / 1000) };
      say(`loaded in ${seconds.load} s, indexed in ${seconds.reindex} s`);
    }
    const size = await sizes(persons);
    say(`${size.bytesPerPerson} bytes a person`);
    return {
      seconds,
      size,
      planted: await planted(persons),
      publication: await publication(people, 30),
      trigramBaseline: await baseline(people, most),
    };
  } finally {
    await archive.close();
  }
}

/** `npm run bench:search` measures search, facets and lists at a size, through the HTTP API. The last line is JSON. */
await runCommand(async (args) => {
  let values: { persons?: string; queries: string; "data-dir"?: string; port: string };
  try {
    ({ values } = parseArgs({
      args,
      options: {
        persons: { type: "string" },
        queries: { type: "string", default: "60" },
        "data-dir": { type: "string" },
        port: { type: "string", default: "3997" },
      },
    }) as { values: typeof values });
  } catch {
    throw new Refusal(USAGE);
  }
  const [persons, most, port] = [Number(values.persons), Number(values.queries), Number(values.port)];
  if (!Number.isInteger(persons) || persons < 100 || !Number.isInteger(most) || most < 1) throw new Refusal(USAGE);
  const say = (line: string) => {
    console.log(`• ${line}`);
  };
  const dataDir = path.resolve(values["data-dir"] ?? mkdtempSync(path.join(tmpdir(), "menmu-bench-")));
  try {
    const people: SyntheticPerson[] = [];
    for (const person of population(Math.min(persons, 200_000), SEED)) people.push(person);
    const inside = await measureInside(dataDir, persons, people, most, say);

    const asked = shuffled(questions(people, most));

    const stop = await serveOn(dataDir, port);
    const origin = `http://localhost:${port}`;
    const results: { coldOne: Times; warmOne: Times; warmEight: Times } = { coldOne: {}, warmOne: {}, warmEight: {} };
    try {
      await fetch(`${origin}/api/health`);
      say(`${asked.length} questions: cold, then warm, by one client and by eight`);
      results.coldOne = await ask(origin, asked, 1);
      results.warmOne = await ask(origin, asked, 1);
      results.warmEight = await ask(origin, asked, 8);
    } finally {
      await stop();
    }
    for (const [kind, { p50, p95 }] of Object.entries(results.warmOne)) say(`${kind}: p50 ${p50} ms, p95 ${p95} ms`);

    const machine = {
      cores: availableParallelism(),
      model: cpus()[0]?.model ?? "",
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
    };
    console.log(JSON.stringify({ persons, machine, ...inside, search: results }));
    return 0;
  } finally {
    if (values["data-dir"] === undefined) rmSync(dataDir, { recursive: true, force: true });
  }
});
