/** How many ordinals one chunk of a set covers (migration 0004). */
export const CHUNK = 16_384;
const WORDS = CHUNK / 32;

type Chunks = readonly (Uint32Array | undefined)[];
/** Where the words of a chunk stand that are not nought; null where most are not. */
type Filled = Uint16Array | null;

/** From so many words on it is quicker to pass all. */
const MOST = WORDS / 2;

/** The bit of an ordinal in its word: bits stand in bytes as PostgreSQL sends them, the first the highest. */
const bitOf = (ordinal: number) => 1 << ((ordinal ^ 7) & 31);

/** The bits of a word, counted in each four of them. */
function inFours(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  return (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
}

/** The sum of counts in fours, each of which is at most fifteen. */
const sumOfFours = (fours: number) => Math.imul((fours & 0x0f0f0f0f) + ((fours >>> 4) & 0x0f0f0f0f), 0x01010101) >>> 24;

/** How many bits two chunks share. */
function bitsInBoth(ones: Uint32Array, others: Uint32Array): number {
  let count = 0;
  // Three words at a time, of four bits each: twelve fit into a count of four bits.
  for (let at = 0; at + 2 < WORDS; at += 3)
    count += sumOfFours(
      inFours((ones[at] as number) & (others[at] as number)) +
        inFours((ones[at + 1] as number) & (others[at + 1] as number)) +
        inFours((ones[at + 2] as number) & (others[at + 2] as number)),
    );
  for (let at = WORDS - (WORDS % 3); at < WORDS; at += 1)
    count += sumOfFours(inFours((ones[at] as number) & (others[at] as number)));
  return count;
}

/** How many bits two chunks share in these words. */
function bitsAt(places: Uint16Array, ones: Uint32Array, others: Uint32Array): number {
  let count = 0;
  for (let place = 0; place < places.length; place += 1) {
    const at = places[place] as number;
    count += sumOfFours(inFours((ones[at] as number) & (others[at] as number)));
  }
  return count;
}

/** Which records: a set of ordinals that never changes, a bit each, in chunks as the database has them. */
export class Members {
  readonly #chunks: Chunks;
  #filled: (Filled | undefined)[] | undefined;
  #count: number | undefined;

  /** @param chunks each of `CHUNK` bits, or undefined where nobody is; not to be changed afterwards */
  constructor(chunks: Chunks = []) {
    this.#chunks = chunks;
  }

  static of(ordinals: Iterable<number>): Members {
    const chunks: (Uint32Array | undefined)[] = [];
    for (const ordinal of ordinals) {
      const words = (chunks[Math.floor(ordinal / CHUNK)] ??= new Uint32Array(WORDS));
      const at = (ordinal % CHUNK) >>> 5;
      words[at] = (words[at] ?? 0) | bitOf(ordinal);
    }
    return new Members(chunks);
  }

  /** All that one of the sets has. */
  static any(sets: readonly Members[]): Members {
    const [only, ...others] = sets;
    if (only === undefined || others.length === 0) return only ?? new Members();
    const chunks: (Uint32Array | undefined)[] = [...only.#chunks];
    const own = new Set<Uint32Array>();
    for (const other of others)
      other.#chunks.forEach((theirs, chunk) => {
        if (theirs === undefined) return;
        let ours = chunks[chunk];
        if (ours === undefined) chunks[chunk] = theirs;
        else {
          if (!own.has(ours)) own.add((chunks[chunk] = ours = ours.slice()));
          for (let at = 0; at < WORDS; at += 1) ours[at] = (ours[at] as number) | (theirs[at] as number);
        }
      });
    return new Members(chunks);
  }

  and(other: Members): Members {
    if (other === this) return this;
    return new Members(
      this.#chunks.map((ours, chunk) => {
        const theirs = other.#chunks[chunk];
        return ours === undefined || theirs === undefined
          ? undefined
          : ours.map((word, at) => word & (theirs[at] ?? 0));
      }),
    );
  }

  without(other: Members): Members {
    return new Members(
      this.#chunks.map((ours, chunk) => {
        const theirs = other.#chunks[chunk];
        if (ours === undefined || theirs === undefined) return ours;
        const rest = new Uint32Array(WORDS);
        for (let at = 0; at < WORDS; at += 1) rest[at] = (ours[at] as number) & ~(theirs[at] as number);
        return rest;
      }),
    );
  }

  /** The same set with these chunks in the place of its own; undefined where nobody is. */
  with(chunks: ReadonlyMap<number, Uint32Array | undefined>): Members {
    const changed = [...this.#chunks];
    for (const [chunk, words] of chunks) changed[chunk] = words;
    return new Members(changed);
  }

  has(ordinal: number): boolean {
    return ((this.#chunks[Math.floor(ordinal / CHUNK)]?.[(ordinal % CHUNK) >>> 5] ?? 0) & bitOf(ordinal)) !== 0;
  }

  get count(): number {
    this.#count ??= this.countWith(this);
    return this.#count;
  }

  /** How many both have. */
  countWith(other: Members): number {
    let count = 0;
    for (let chunk = 0; chunk < this.#chunks.length; chunk += 1) {
      const ours = this.#chunks[chunk];
      const theirs = other.#chunks[chunk];
      if (ours === undefined || theirs === undefined) continue;
      const places = fewer(this.#filledOf(chunk, ours), other.#filledOf(chunk, theirs));
      count += places === null ? bitsInBoth(ours, theirs) : bitsAt(places, ours, theirs);
    }
    return count;
  }

  /** The first of them, in their order. */
  ordinals(most = Infinity): number[] {
    const ordinals: number[] = [];
    for (const [chunk, words] of this.#chunks.entries()) {
      if (words === undefined) continue;
      for (let at = 0; at < WORDS; at += 1) {
        const word = words[at] as number;
        if (word === 0) continue;
        for (let bit = 0; bit < 32; bit += 1) {
          if ((word & bitOf(bit)) === 0) continue;
          if (ordinals.length >= most) return ordinals;
          ordinals.push(chunk * CHUNK + at * 32 + bit);
        }
      }
    }
    return ordinals;
  }

  #filledOf(chunk: number, words: Uint32Array): Filled {
    this.#filled ??= [];
    let filled = this.#filled[chunk];
    if (filled === undefined) {
      const places = new Uint16Array(MOST);
      let count = 0;
      for (let at = 0; at < WORDS && count <= MOST; at += 1) {
        if (words[at] === 0) continue;
        if (count < MOST) places[count] = at;
        count += 1;
      }
      this.#filled[chunk] = filled = count > MOST ? null : places.slice(0, count);
    }
    return filled;
  }
}

/** The shorter of two lists of places. */
function fewer(one: Filled, other: Filled): Filled {
  if (one === null || other === null) return one ?? other;
  return one.length <= other.length ? one : other;
}
