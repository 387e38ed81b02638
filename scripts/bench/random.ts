/** A stream of numbers in [0, 1), 32 bits each. */
export type Random = () => number;

/** The stream of a seed, always the same (Chris Doty-Humphrey's sfc32). Not for secrets. */
export function randomOf(seed: number): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, seed | 0, 1];
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 0x1_0000_0000;
  };
  for (let round = 0; round < 16; round++) next();
  return next;
}

/** The value at a place that is known to exist. */
export function at<Value>(list: ArrayLike<Value>, place: number): Value {
  const value = list[place];
  if (value === undefined) throw new RangeError(`There is no place ${place}`);
  return value;
}

/** One of several, the first ones more often: of four, the first comes every second time. */
export function early<Value>(list: readonly Value[], random: Random): Value {
  if (list.length === 1) return at(list, 0);
  const drawn = random();
  return at(list, Math.floor(drawn * drawn * list.length));
}

/** Draws values in proportion to their weights, in the same time however many there are (M. D. Vose's alias method). */
export function drawer<Value>(weighted: readonly (readonly [Value, number])[]): (random: Random) => Value {
  const total = weighted.reduce((sum, [, weight]) => sum + weight, 0);
  const share = weighted.map(([, weight]) => (weight / total) * weighted.length);
  const keep = new Float64Array(weighted.length).fill(1);
  const other = new Uint32Array(weighted.length);
  const small = [...share.keys()].filter((place) => at(share, place) < 1);
  const large = [...share.keys()].filter((place) => at(share, place) >= 1);
  for (let low = small.pop(), high = large.at(-1); low !== undefined && high !== undefined; high = large.at(-1)) {
    keep[low] = at(share, low);
    other[low] = high;
    share[high] = at(share, high) - 1 + at(share, low);
    if (at(share, high) < 1) small.push(...large.splice(-1));
    low = small.pop();
  }
  const values = weighted.map(([value]) => value);
  return (random) => {
    const drawn = random() * values.length;
    const place = Math.floor(drawn);
    return at(values, drawn - place < at(keep, place) ? place : at(other, place));
  };
}

/** The values with weights that fall as Zipf's law says: the n-th weighs n to the power of -`exponent`. */
export function zipf<Value>(values: readonly Value[], exponent: number): [Value, number][] {
  return values.map((value, place) => [value, (place + 1) ** -exponent]);
}
