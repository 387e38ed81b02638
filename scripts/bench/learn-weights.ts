import { readFileSync } from "node:fs";
import { SYMBOLS, pairingOf, toPlaces, type Pairing, type WeightsFile } from "@/domain/name/alignment";
import { SHIPPED_ENTRIES } from "@/domain/name/lexicon";
import { partsOf } from "@/domain/name/parts";
import { toSounds, type Sounds } from "@/domain/name/sounds";

/** Chinese and Latin spellings of single parts of names, as people write their own. */
const ATTESTED = "tests/data/names/attested_token_pairs_dev.tsv";

const SIZE = SYMBOLS.length;
const ROUNDS = 25;

const VOWELS = "aeEioOuUA";
/** Sounds that one would expect to stand for each other. */
const NEAR = [
  "aeA",
  "eEA",
  "EiyA",
  "oOuU",
  "bp",
  "dt",
  "kgqGxhQ",
  "xhXk",
  "sS$X",
  "zZJj",
  "jCcZ",
  "cQ",
  "rl",
  "nN",
  "wf",
  "wuUo",
  "pf",
  "bw",
];

type Example = {
  readonly one: Uint8Array;
  readonly other: Uint8Array;
  readonly weight: number;
};

/**
 * Learns the table of weights (`src/domain/name/tables/weights.json`) from spellings of single parts of names: the
 * attested pairs and the classes of the lexicon. Names of people are not looked at, so a figure measured on people is
 * not a figure on what was learned.
 *
 * A memoryless stochastic transducer, trained by expectation and maximisation (Ristad and Yianilos, "Learning String
 * Edit Distance", 1998), with prior counts for what the sounds of the region's languages would let one expect. There is
 * no chance in it: the same spellings give the same table.
 */
export function learnWeights(): Record<Pairing, WeightsFile> {
  const { native, mixed, sinitic } = examples();
  return { native: toFile(train(native)), mixed: toFile(train(mixed)), sinitic: toFile(train(sinitic)) };
}

/** The readings of a spelling that is one part; a pinyin spelling has one through pinyin as well. */
function readings(text: string): readonly Sounds[] {
  const [part, second] = partsOf(text);
  return part === undefined || second !== undefined ? [] : toSounds(part);
}

const native = (text: string) => readings(text).find(({ kind }) => kind === "native");
const sinitic = (text: string) => readings(text).find(({ kind }) => kind === "sinitic");

/** Every two readings that are spellings of one part; those of one kind both ways round. */
function examples(): Record<Pairing, Example[]> {
  const found: Record<Pairing, Example[]> = { native: [], mixed: [], sinitic: [] };
  const learn = (one: Sounds, other: Sounds, weight: number) => {
    const { pairing, turned } = pairingOf(one, other);
    const [a, b] = turned ? [other, one] : [one, other];
    found[pairing].push({ one: toPlaces(a.symbols), other: toPlaces(b.symbols), weight });
    if (pairing !== "mixed") found[pairing].push({ one: toPlaces(b.symbols), other: toPlaces(a.symbols), weight });
  };

  for (const line of readFileSync(ATTESTED, "utf8").trim().split("\n").slice(1)) {
    const [hanzi = "", , latin = "", , count = "1"] = line.split("\t");
    const from = sinitic(hanzi);
    const weight = Math.sqrt(Number(count));
    const through = sinitic(latin);
    const direct = native(latin);
    if (from === undefined) continue;
    // Latin letters that say what the characters say are the pinyin of them, and not how the name is said.
    if (through !== undefined && through.symbols.replaceAll("A", "") === from.symbols.replaceAll("A", ""))
      learn(from, through, weight);
    else if (direct !== undefined) learn(direct, from, weight);
  }

  // An entry weighs as much as another, however many spellings it has.
  for (const { uly, latin, hanzi } of SHIPPED_ENTRIES) {
    const head = native(uly);
    if (head === undefined) continue;
    const direct = latin.flatMap((spelling) => (sinitic(spelling) === undefined ? (native(spelling) ?? []) : []));
    for (const each of direct) learn(head, each, 1 / direct.length);
    for (const each of hanzi) {
      const through = sinitic(each);
      if (through === undefined) continue;
      learn(head, through, 1 / hanzi.length);
      for (const other of direct.slice(0, 3)) learn(other, through, 0.3 / hanzi.length);
      for (const other of hanzi) {
        const second = sinitic(other);
        if (second !== undefined && other !== each) learn(through, second, 0.5 / hanzi.length / hanzi.length);
      }
    }
  }
  return found;
}

/** What is counted before anything is seen: rows and columns of symbols, and one more of each for "nothing". */
function priors(): Float64Array {
  const counts = new Float64Array((SIZE + 1) * (SIZE + 1)).fill(0.01);
  const at = (row: number, column: number) => row * (SIZE + 1) + column;
  for (let row = 0; row < SIZE; row += 1) {
    const a = SYMBOLS[row] ?? "";
    counts[at(row, row)] = 3;
    for (let column = 0; column < SIZE; column += 1) {
      const b = SYMBOLS[column] ?? "";
      if (row === column) continue;
      if (VOWELS.includes(a) && VOWELS.includes(b)) counts[at(row, column)] = 0.15;
      if (NEAR.some((group) => group.includes(a) && group.includes(b))) counts[at(row, column)] = 0.5;
    }
    const light = VOWELS.includes(a) ? 0.5 : "hGxXrywN".includes(a) ? 0.3 : 0.1;
    counts[at(row, SIZE)] = light;
    counts[at(SIZE, row)] = light;
  }
  counts[at(SIZE, SIZE)] = 0;
  return counts;
}

function add(sums: Float64Array, at: number, value: number): void {
  sums[at] = (sums[at] ?? 0) + value;
}

/** How often each symbol stands for each other one, or for nothing, in shares of all. */
function train(pairs: readonly Example[]): Float64Array {
  const width = SIZE + 1;
  const prior = priors();
  const total = prior.reduce((sum, each) => sum + each, 0);
  let chance = prior.map((each) => each / total);
  const p = (i: number, j: number) => chance[i * width + j] ?? 0;
  const cells = Math.max(0, ...pairs.map(({ one, other }) => (one.length + 1) * (other.length + 1)));
  const forward = new Float64Array(cells);
  const backward = new Float64Array(cells);
  for (let round = 0; round < ROUNDS; round += 1) {
    const counts = prior.slice();
    for (const { one, other, weight } of pairs) {
      const n = one.length;
      const m = other.length;
      const w = m + 1;
      for (let i = 0; i <= n; i += 1)
        for (let j = 0; j <= m; j += 1) {
          let sum = i === 0 && j === 0 ? 1 : 0;
          const first = one[i - 1] ?? SIZE;
          const second = other[j - 1] ?? SIZE;
          if (i > 0) sum += (forward[(i - 1) * w + j] ?? 0) * p(first, SIZE);
          if (j > 0) sum += (forward[i * w + j - 1] ?? 0) * p(SIZE, second);
          if (i > 0 && j > 0) sum += (forward[(i - 1) * w + j - 1] ?? 0) * p(first, second);
          forward[i * w + j] = sum;
        }
      for (let i = n; i >= 0; i -= 1)
        for (let j = m; j >= 0; j -= 1) {
          let sum = i === n && j === m ? 1 : 0;
          const first = one[i] ?? SIZE;
          const second = other[j] ?? SIZE;
          if (i < n) sum += (backward[(i + 1) * w + j] ?? 0) * p(first, SIZE);
          if (j < m) sum += (backward[i * w + j + 1] ?? 0) * p(SIZE, second);
          if (i < n && j < m) sum += (backward[(i + 1) * w + j + 1] ?? 0) * p(first, second);
          backward[i * w + j] = sum;
        }
      const all = forward[n * w + m] ?? 0;
      if (!(all > 0)) continue;
      const scale = weight / all;
      for (let i = 0; i <= n; i += 1)
        for (let j = 0; j <= m; j += 1) {
          const f = (forward[i * w + j] ?? 0) * scale;
          const first = one[i] ?? SIZE;
          const second = other[j] ?? SIZE;
          if (i < n) add(counts, first * width + SIZE, f * p(first, SIZE) * (backward[(i + 1) * w + j] ?? 0));
          if (j < m) add(counts, SIZE * width + second, f * p(SIZE, second) * (backward[i * w + j + 1] ?? 0));
          if (i < n && j < m)
            add(counts, first * width + second, f * p(first, second) * (backward[(i + 1) * w + j + 1] ?? 0));
        }
    }
    const sum = counts.reduce((all, each) => all + each, 0);
    chance = counts.map((each) => each / sum);
  }
  return chance;
}

/** The shares in logarithms of how much oftener than by chance. */
function toFile(chance: Float64Array): WeightsFile {
  const width = SIZE + 1;
  const rows = new Float64Array(width);
  const columns = new Float64Array(width);
  for (let i = 0; i < width; i += 1)
    for (let j = 0; j < width; j += 1) {
      add(rows, i, chance[i * width + j] ?? 0);
      add(columns, j, chance[i * width + j] ?? 0);
    }
  const spoken = (sums: Float64Array) => sums.reduce((all, each, at) => (at < SIZE ? all + each : all), 0);
  const allRows = spoken(rows);
  const allColumns = spoken(columns);
  const row = (symbol: number) => (rows[symbol] ?? 0) / allRows;
  const column = (symbol: number) => (columns[symbol] ?? 0) / allColumns;
  /** In hundredths of a nat, how much oftener two stand for each other than by chance; 6 nats at most either way. */
  const weigh = (i: number, j: number, byChance: number) =>
    Math.round(Math.max(-6, Math.min(6, Math.log((chance[i * width + j] ?? 0) / byChance))) * 100);
  const match: Record<string, number> = {};
  const lost: Record<string, number> = {};
  const gained: Record<string, number> = {};
  for (let i = 0; i < SIZE; i += 1) {
    const a = SYMBOLS[i] ?? "";
    lost[a] = weigh(i, SIZE, row(i));
    gained[a] = weigh(SIZE, i, column(i));
    for (let j = 0; j < SIZE; j += 1) {
      const weight = weigh(i, j, row(i) * column(j));
      if (weight > -350) match[a + (SYMBOLS[j] ?? "")] = weight;
    }
  }
  return { match, lost, gained, other: -400 };
}
