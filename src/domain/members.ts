/** How many ordinals one chunk of a set covers (migration 0004). */
export const CHUNK = 16_384;
const WORDS = CHUNK / 32;

type Chunks = readonly (Uint32Array | undefined)[];
/** The words of a chunk that are not nought, and where they stand. */
type Filled = { readonly chunk: number; readonly places: Uint16Array; readonly words: Uint32Array };

/** The bit of an ordinal in its word: bits stand in bytes as PostgreSQL sends them, the first the highest. */
const bitOf = (ordinal: number) => 1 << ((ordinal ^ 7) & 31);

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Which records: a set of ordinals that never changes, a bit each, in chunks as the database has them. */
export class Members {
  readonly #chunks: Chunks;
  #filled: readonly Filled[] | undefined;
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
          for (let at = 0; at < WORDS; at += 1) ours[at] = (ours[at] ?? 0) | (theirs[at] ?? 0);
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
        return ours === undefined || theirs === undefined ? ours : ours.map((word, at) => word & ~(theirs[at] ?? 0));
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
    this.#filled ??= this.#fill();
    let count = 0;
    for (const { chunk, places, words } of this.#filled) {
      const theirs = other.#chunks[chunk];
      if (theirs === undefined) continue;
      for (let at = 0; at < places.length; at += 1)
        count += bitsIn((words[at] as number) & (theirs[places[at] as number] as number));
    }
    return count;
  }

  /** The first of them, in their order. */
  ordinals(most = Infinity): number[] {
    this.#filled ??= this.#fill();
    const ordinals: number[] = [];
    for (const { chunk, places, words } of this.#filled)
      for (let at = 0; at < places.length; at += 1)
        for (let bit = 0; bit < 32; bit += 1) {
          const ordinal = chunk * CHUNK + (places[at] as number) * 32 + bit;
          if (((words[at] as number) & bitOf(ordinal)) === 0) continue;
          if (ordinals.length >= most) return ordinals;
          ordinals.push(ordinal);
        }
    return ordinals;
  }

  #fill(): Filled[] {
    return this.#chunks.flatMap((chunkWords, chunk) => {
      if (chunkWords === undefined) return [];
      const places = Uint16Array.from({ length: WORDS }, (_, at) => at).filter((at) => chunkWords[at] !== 0);
      return [{ chunk, places, words: Uint32Array.from(places, (at) => chunkWords[at] as number) }];
    });
  }
}
